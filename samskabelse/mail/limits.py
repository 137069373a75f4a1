"""Limits on whatever sends mail, counted in PostgreSQL: exact however many ask at once."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context as allauth_context
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samskabelse.mail.addresses import canonical
from samskabelse.mail.recipients import Room
from samskabelse.web.errors import TooOften

ONE_DAY = 24 * 60 * 60
SENDERS_PER_SCOPE = 2  # as many as two senders may write about one thing in a day
SENDERS_PER_NETWORK = 5  # a town hall or a library shares one network address
ENOUGH_FOR_ADDRESS = _(
    "This address has been sent enough mails for now. Please try again tomorrow."
)
_TOO_MANY_FROM_YOU = _("You can send %(n)s invitations a day. Send the rest tomorrow.")
_TOO_MANY_ABOUT_IT = _("Enough mails about this have been sent today. Please try again tomorrow.")

# The window starts with the first take and anew with the first take after its end.
TAKE = """
INSERT INTO mail_counter AS counter (key, n, started_at)
VALUES (%(key)s, %(n)s, clock_timestamp())
ON CONFLICT (key) DO UPDATE SET
    n = CASE WHEN counter.started_at <= clock_timestamp() - %(window)s THEN %(n)s
             ELSE counter.n + %(n)s END,
    started_at = CASE WHEN counter.started_at <= clock_timestamp() - %(window)s
                      THEN clock_timestamp() ELSE counter.started_at END
WHERE counter.n + %(n)s <= %(limit)s OR counter.started_at <= clock_timestamp() - %(window)s
RETURNING n
"""


class MailLimitReached(TooOften):
    """Too many mails in a short time."""

    code = "mail_limit"


def take(key: str, limit: int, window_seconds: float, n: int = 1) -> bool:
    """Use `n` of `limit` goes per window; False, and none used, when fewer are left.

    Counts in the caller's transaction: what is rolled back was not used. What follows the first
    colon of the key, often an address, is kept as a keyed hash alone.
    """
    if limit < n:
        return False
    window = timedelta(seconds=window_seconds)
    params: dict[str, Any] = {"key": _kept(key), "limit": limit, "window": window, "n": n}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, params)
        return cursor.fetchone() is not None


def _kept(key: str) -> str:
    what, _colon, whom = key.partition(":")
    return f"{what}:{salted_hmac('samskabelse.mail.limits', whom, algorithm='sha256').hexdigest()}"


def allow(
    key: str, limit: int, window_seconds: float, message: str | Promise = "", *, n: int = 1
) -> None:
    """`take`, or MailLimitReached with a sentence for the person."""
    if not take(key, limit, window_seconds, n):
        raise MailLimitReached(
            message or _("Too many mails have been sent from here. Please try again tomorrow.")
        )


def charge(sender: models.Model, scope: str, n: int = 1, *, a_day: int) -> None:
    """Count `n` mails that `sender` causes to addresses of others. Raises MailLimitReached.

    Per sender, per thing the mails are about, and per network address where a request is at work:
    many accounts behind one address get no more than a few would. A window begins with its first
    mail. These keep order; what protects a receiver is `recipients`.
    """
    allow(f"sender:{sender.pk}", a_day, ONE_DAY, _TOO_MANY_FROM_YOU % {"n": a_day}, n=n)
    allow(f"scope:{scope}", a_day * SENDERS_PER_SCOPE, ONE_DAY, _TOO_MANY_ABOUT_IT, n=n)
    if network := network_address():
        allow(f"network:{network}", a_day * SENDERS_PER_NETWORK, ONE_DAY, n=n)


def allow_stranger(what: str, a_day: int, message: str | Promise, *, field: str = "") -> None:
    """Count what somebody does who is not signed in, by network address. Raises TooOften."""
    network = network_address()
    if network and not take(f"{what}:{network}", a_day, ONE_DAY):
        raise TooOften(message, field=field or None)


def network_address() -> str:
    """The address that the request at work came from, or nothing when none is."""
    request = allauth_context.request
    return get_adapter(request).get_client_ip(request) if request else ""


def allow_unconfirmed(address: str) -> None:
    """MailLimitReached at `email` when this address can get no mail today.

    For acts that are nothing but their mail: whoever asks hears at once that it cannot go.
    """
    if not Room([canonical(address)], timezone.now()).take(canonical(address), today=True):
        raise MailLimitReached(ENOUGH_FOR_ADDRESS, field="email")
