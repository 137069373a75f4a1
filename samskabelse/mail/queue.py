"""Queue a mail: a row in the transaction of the act, and a hint to the worker after commit.

The row is the promise. A hint that is lost costs a second or two until the worker looks by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from samskabelse.mail.addresses import canonical
from samskabelse.mail.enums import Lane
from samskabelse.mail.hints import hint_after_commit
from samskabelse.mail.kinds import kind_named
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.quiet import next_allowed
from samskabelse.mail.recipients import Room, key_of
from samskabelse.mail.sealing import seal as make_seal
from samskabelse.web.inserting import insert_many

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Order:
    """One mail of many; the fields mean what the arguments of `queue_mail` mean."""

    key: str
    to: str
    params: dict[str, Any]
    to_user: models.Model | None = None
    language: str = "da"
    topic: str = ""
    scope: str = ""
    order_key: str | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    seal: dict[str, Any] | None = None
    lane: Lane | None = None


def queue_mail(
    kind: str, *, key: str, to: str, params: dict[str, Any], **more: Any
) -> OutgoingMail | None:
    """Queue one mail in the caller's transaction; None when `key` was queued before.

    `more` is any other field of `Order`.

    `key` names the promise, e.g. `invitation:7:1`: the same key never gives two mails. `params`
    holds ids only; `seal` is for what must stay secret (codes) and is wiped once the mail has gone.
    `scope` ("project:12") and `topic` (default: the kind's) are what the receiver can say no to.
    `order_key` keeps mails to one person about one thing in order. None also when the address has
    not been confirmed and has had its mails (`recipients.Room`). Raises RuntimeError outside a
    transaction, ValueError for an unknown kind or an address that is none.
    """
    rows = _queue(kind, [Order(key=key, to=to, params=params, **more)])
    return OutgoingMail.objects.filter(pk__in=[row.pk for row in rows]).first()


def queue_many(kind: str, orders: Iterable[Order]) -> int:
    """Queue many mails of one kind with one INSERT; returns how many were new."""
    return len(_queue(kind, list(orders)))


def queue_account_mail(  # noqa: PLR0913  a mail has these parts
    to: str,
    subject: str,
    text: str,
    html: str | None = None,
    *,
    key: str,
    expires_at: datetime | None = None,
    code: bool = True,
    to_user: models.Model | None = None,
    language: str = "da",
) -> OutgoingMail | None:
    """Queue a ready-made mail about the receiver's account. Its text waits encrypted.

    `code` puts it in the fast lane that knows no quiet hours; without, it waits for morning.
    Opens a transaction when there is none: it is called by libraries that know nothing of ours.
    """
    content = {"subject": subject, "text": text, "html": html or ""}
    with transaction.atomic():
        return queue_mail(
            "account",
            key=key,
            to=to,
            to_user=to_user,
            params={},
            seal=content,
            expires_at=expires_at,
            language=language,
            lane=Lane.CODE if code else Lane.REMINDER,
        )


def _queue(kind: str, orders: list[Order]) -> list[OutgoingMail]:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind} must be queued inside the transaction of its act")
    rows = _with_room([_row(kind, order) for order in orders])
    written = insert_many(rows, ignore_conflicts=True)
    for lane in {row.lane for row in rows}:
        hint_after_commit(lane)
    return written


def _with_room(rows: list[OutgoingMail]) -> list[OutgoingMail]:
    """Without those to addresses that nobody confirmed and that have had enough.

    A mail that would expire before its turn comes, as a code does, needs room today; others wait.
    """
    room = Room((row.to_address for row in rows), timezone.now())
    kept = [row for row in rows if room.take(row.to_address, today=row.lane == Lane.CODE)]
    if len(kept) < len(rows):
        log.info("mail.enough_for_address", kind=rows[0].kind, mails=len(rows) - len(kept))
    return kept


def _row(kind_name: str, order: Order) -> OutgoingMail:
    kind = kind_named(kind_name)
    lane = order.lane or kind.lane
    address = canonical(order.to)
    return OutgoingMail(
        dedupe_key=order.key,
        kind=kind.name,
        lane=lane,
        order_key=order.order_key,
        to_address=address,
        to_key=key_of(address),
        to_user_id=order.to_user.pk if order.to_user else None,
        topic=order.topic or kind.topic,
        scope=order.scope,
        params=order.params,
        sealed=make_seal(order.seal) if order.seal is not None else None,
        language=order.language,
        not_before=next_allowed(order.not_before or timezone.now(), lane),
        expires_at=order.expires_at,
        message_id=f"<{uuid4()}@{_host(settings.BASE_URL)}>",
    )


@lru_cache
def _host(url: str) -> str | None:
    return urlsplit(url).hostname
