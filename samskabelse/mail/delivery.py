"""Send what is due. No database transaction is open while we talk to the mail server."""

import time
import traceback
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from samskabelse.mail import claims
from samskabelse.mail.claims import Worker
from samskabelse.mail.enums import State
from samskabelse.mail.kinds import Later, Skip, kind_named
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.quiet import EXEMPT_LANES, is_quiet
from samskabelse.mail.rendering import render
from samskabelse.mail.resolver import may_send
from samskabelse.mail.smtp import Ambiguity, Envelope, Lost, Refused, ServerAway
from samskabelse.mail.transports import Session, open_session

log = structlog.get_logger(__name__)
RUN_SECONDS = 60
PUT_OFF_AT_MOST = timedelta(days=60)


def drain(
    lane: str, limit: int = 2000, now: datetime | None = None, *, worker: Worker | None = None
) -> int:
    """Send up to `limit` due mails of one lane over one connection; returns how many were tried.

    Safe to call twice and by many at a time. Stops when the server is away, and after a minute, so
    that a task ends before its time limit. `now` replaces the database's clock in simulations.
    """
    end = time.monotonic() + RUN_SECONDS
    worker = worker or Worker.new(now=now)
    tried = 0
    with open_session() as session:
        while tried < limit and time.monotonic() < end and is_open(lane, now):
            mail = claims.claim(worker, lane)
            if mail is None:
                break
            tried += 1
            if not _send(worker, mail, session):
                break
    return tried


def is_open(lane: str, now: datetime | None = None) -> bool:
    """Whether mails of this lane may leave now: codes always, others by day and not on hold."""
    if lane in EXEMPT_LANES:
        return True
    return not settings.MAIL_HOLD and not is_quiet(now or timezone.now())


def _send(worker: Worker, mail: OutgoingMail, session: Session) -> bool:
    """One mail from claimed to its next state. False when the server is away."""
    envelope = _written(worker, mail)
    if envelope is None:
        return True
    try:
        answer = session.deliver(
            envelope, lambda: claims.fence(worker, mail), lease=worker.lease.total_seconds()
        )
    except ServerAway as error:
        log.warning("mail.server_away", error=str(error))
        claims.put_back(worker, mail, str(error))
        return False
    except Refused as error:
        _settle_refusal(worker, mail, error)
    except Lost:
        log.info("mail.lost_to_another_worker", mail=mail.pk)
    except Ambiguity as error:
        log.warning("mail.ambiguous", mail=mail.pk, error=str(error))  # the sweeper settles it
    else:
        claims.finish(worker, mail, State.SENT, answer)
    return True


def _settle_refusal(worker: Worker, mail: OutgoingMail, error: Refused) -> None:
    if error.later:
        claims.retry(worker, mail, str(error))
    else:
        claims.finish(worker, mail, State.FAILED, str(error))


def _written(worker: Worker, mail: OutgoingMail) -> Envelope | None:
    """The mail as bytes, or None when it should not go or could not be written."""
    try:
        with transaction.atomic(), translation.override(mail.language):
            outcome = _letter_or_reason(worker, mail)
    except Exception as error:  # noqa: BLE001
        # One broken letter must not stop the lane; a corrected release sends it later. The log
        # gets the place and not the values, which may be codes and addresses.
        where = traceback.format_tb(error.__traceback__)[-3:]
        log.error("mail.not_written", mail=mail.pk, kind=mail.kind, where="".join(where))
        claims.retry(worker, mail, f"could not be written: {type(error).__name__}")
        return None
    if isinstance(outcome, Envelope):
        return outcome
    if isinstance(outcome, Later):
        claims.put_off(worker, mail, outcome.when, outcome.reason)
    else:
        claims.finish(worker, mail, State.CANCELLED, outcome.reason)
    return None


def _letter_or_reason(worker: Worker, mail: OutgoingMail) -> Envelope | Skip | Later:
    """Re-check at the last moment: expired, opted out, not wanted by its kind any more or yet."""
    now = worker.now or timezone.now()
    if mail.expires_at and mail.expires_at <= now:
        return Skip("expired")
    if reason := may_send(mail):
        return Skip(reason)
    outcome = kind_named(mail.kind).render(mail)
    if isinstance(outcome, Later) and mail.created_at <= now - PUT_OFF_AT_MOST:
        return Skip(f"waited too long: {outcome.reason}")
    return outcome if isinstance(outcome, Skip | Later) else render(mail, outcome)
