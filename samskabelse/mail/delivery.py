"""Send what is due. No database transaction is open while we talk to the mail server."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from samskabelse.mail import claims
from samskabelse.mail.batch import batch
from samskabelse.mail.claims import Worker
from samskabelse.mail.enums import State
from samskabelse.mail.kinds import Later, Skip, kind_named
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.quiet import EXEMPT_LANES, is_quiet
from samskabelse.mail.rendering import render
from samskabelse.mail.resolver import Facts, Fold, Go, Never, Wait, resolve
from samskabelse.mail.smtp import Ambiguity, Envelope, Lost, Refused, ServerAway
from samskabelse.mail.summaries import queue_summary
from samskabelse.mail.transports import Session, open_session

log = structlog.get_logger(__name__)
RUN_SECONDS = 60
BATCH = 20  # so few that a slow server takes less than a lease for all
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
    size = 1 if lane in EXEMPT_LANES else BATCH  # whoever waits for a code waits for no other
    tried = 0
    with open_session() as session:
        while tried < limit and time.monotonic() < end and is_open(lane, now):
            mails = claims.claim(worker, lane, min(size, limit - tried))
            if not mails:
                break
            more, is_away = _send_batch(worker, mails, session)
            tried += more
            if is_away:
                break
    return tried


def _send_batch(worker: Worker, mails: list[OutgoingMail], session: Session) -> tuple[int, bool]:
    """Write all, then send one after the other; how many were tried, and whether it is away.

    When it is, those whose turn has not come go back as if nobody had looked at them.
    """
    ready = _write_batch(worker, mails)
    for place, (mail, letter) in enumerate(ready, start=1):
        if not _send(worker, mail, letter, session):
            for other, _letter in ready[place:]:
                claims.step_back(worker, other, "the server was away")
            return len(mails) - len(ready[place:]), True
    return len(mails), False


def _write_batch(worker: Worker, mails: list[OutgoingMail]) -> list[tuple[OutgoingMail, "Ready"]]:
    """Those that may go, written in one transaction, so that what they share is asked once.

    One that cannot be written undoes the others' work; then each is written on its own footing.
    """
    try:
        return _written_by(_write, worker, mails)
    except Exception:  # noqa: BLE001  it comes again, and is then settled and told
        return _written_by(_write_or_retry, worker, mails)


def _written_by(
    write: "Writer", worker: Worker, mails: list[OutgoingMail]
) -> list[tuple[OutgoingMail, "Ready"]]:
    with transaction.atomic(), batch(mails):
        facts = Facts(mails, worker.now or timezone.now())
        written = [(mail, write(worker, mail, facts)) for mail in mails]
    return [(mail, letter) for mail, letter in written if letter]


def is_open(lane: str, now: datetime | None = None) -> bool:
    """Whether mails of this lane may leave now: codes always, others by day and not on hold."""
    if lane in EXEMPT_LANES:
        return True
    return not settings.MAIL_HOLD and not is_quiet(now or timezone.now())


def _send(worker: Worker, mail: OutgoingMail, ready: "Ready", session: Session) -> bool:
    """One mail from written to its next state. False when the server is away."""
    try:
        answer = session.deliver(
            ready.envelope,
            lambda: claims.fence(worker, mail, ready.limits),
            lease=worker.lease.total_seconds(),
        )
    except ServerAway as error:
        log.warning("mail.server_away", error=str(error))
        claims.put_back(worker, mail, str(error))
        return False
    except Refused as error:
        _settle_refusal(worker, mail, error)
    except Lost:
        log.info("mail.others_went_first", mail=mail.pk)
        claims.step_back(worker, mail, "others went first")
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


@dataclass(frozen=True)
class Ready:
    """A mail as bytes, and what must still hold when it is handed over."""

    envelope: Envelope
    limits: Go


Writer = Callable[[Worker, OutgoingMail, Facts], Ready | None]


def _write_or_retry(worker: Worker, mail: OutgoingMail, facts: Facts) -> Ready | None:
    """The mail ready to go, or None when it should not, or could not be written."""
    try:
        with transaction.atomic():
            return _write(worker, mail, facts)
    except Exception as error:  # noqa: BLE001
        # One broken letter must not stop the lane; a corrected release sends it later. The log
        # gets the place and not the values, which may be codes and addresses.
        where = traceback.format_tb(error.__traceback__)[-3:]
        log.error("mail.not_written", mail=mail.pk, kind=mail.kind, where="".join(where))
        claims.retry(worker, mail, f"could not be written: {type(error).__name__}")
        return None


def _write(worker: Worker, mail: OutgoingMail, facts: Facts) -> Ready | None:
    """The mail ready to go, or None when it should not; raises whatever its kind raises."""
    with translation.override(mail.language):
        outcome = _ready_or_reason(worker, mail, facts)
    match outcome:
        case Ready():
            return outcome
        case Later(when, reason):
            claims.put_off(worker, mail, when, reason)
        case Skip(reason):
            claims.finish(worker, mail, State.CANCELLED, reason)
    return None


def _ready_or_reason(
    worker: Worker, mail: OutgoingMail, facts: Facts
) -> Ready | Skip | Later | None:
    """Re-check at the last moment: expired, opted out, enough for now, not wanted any more or yet.

    None: held back for a summary, in this very transaction.
    """
    now = worker.now or timezone.now()
    if mail.expires_at and mail.expires_at <= now:
        return Skip("expired")
    match resolve(mail, facts):
        case Never(reason):
            return Skip(reason)
        case Wait(until, reason):
            return _later(mail, Later(until, reason), now)
        case Fold(rhythm):
            claims.hold(worker, mail, queue_summary(mail, rhythm, now))
            return None
        case Go() as limits:
            return _letter(mail, limits, facts)


def _letter(mail: OutgoingMail, limits: Go, facts: Facts) -> Ready | Skip | Later:
    """What its kind says now."""
    outcome = kind_named(mail.kind).render(mail)
    if isinstance(outcome, Later):
        return _later(mail, outcome, facts.now)
    if isinstance(outcome, Skip):
        return outcome
    facts.add(mail, weighs=limits.a_week is not None)  # the next to the same receiver hears of it
    return Ready(render(mail, outcome), limits)


def _later(mail: OutgoingMail, later: Later, now: datetime) -> Skip | Later:
    if mail.created_at <= now - PUT_OFF_AT_MOST:
        return Skip(f"waited too long: {later.reason}")
    return later
