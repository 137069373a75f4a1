"""Settle the rows whose worker died between the fence and its note of the answer."""

from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from samskabelse.mail.enums import Ambiguous, State
from samskabelse.mail.journal import Journal, get_journal
from samskabelse.mail.kinds import KINDS, tell_settled
from samskabelse.mail.limits import take
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.retention import forget_old

log = structlog.get_logger(__name__)
ONE_DAY = 24 * 60 * 60


def sweep(now: datetime | None = None) -> int:
    """Settle ambiguous mails, and once a day forget what is old; returns how many were settled.

    Safe to call twice and by many at a time.
    """
    journal = get_journal()
    late = (now or Now()) - journal.settle
    ambiguous = OutgoingMail.objects.filter(
        state=State.HANDED, lease_until__lt=now or Now(), handed_at__lt=late
    )
    settled = sum(_settle(pk, journal) for pk in list(ambiguous.values_list("pk", flat=True)))
    if settings.MAIL_HOLD:
        settled += _settle_restored(journal)
    with transaction.atomic():
        if take("mail:forget", 1, ONE_DAY):
            forget_old(now)
    return settled


def _settle(pk: int, journal: Journal) -> bool:
    """One row: what the journal says, else what its kind prefers. False: somebody else did."""
    with transaction.atomic():
        rows = OutgoingMail.objects.select_for_update(skip_locked=True)
        mail = rows.filter(pk=pk, state=State.HANDED).first()
        if mail is None:
            return False
        match journal.seen(mail.message_id):
            case True:
                _end(mail, State.SENT, "found in the mail server's log")
            case False:
                _queue_again(mail, "not in the mail server's log")
            case None if _may_resend(mail):
                mail.resends += 1
                _queue_again(mail, "sent once more, the answer was lost")
            case None:
                _end(mail, State.UNKNOWN, "the answer was lost")
    log.info("mail.settled", mail=pk, state=mail.state, reason=mail.reason)
    return True


def _may_resend(mail: OutgoingMail) -> bool:
    kind = KINDS.get(mail.kind)
    return kind is not None and kind.ambiguous == Ambiguous.RESEND and mail.resends == 0


def _end(mail: OutgoingMail, state: State, reason: str) -> None:
    mail.state, mail.reason, mail.sealed, mail.worker = state, reason, None, None
    mail.sent_at = mail.handed_at if state == State.SENT else None
    mail.save(update_fields=["state", "reason", "sealed", "worker", "sent_at"])
    tell_settled(mail)


def _queue_again(mail: OutgoingMail, reason: str) -> None:
    mail.state, mail.reason = State.QUEUED, reason
    mail.worker = mail.lease_until = mail.handed_at = None
    mail.save(
        update_fields=["state", "reason", "resends", "worker", "lease_until", "handed_at"],
    )


def _settle_restored(journal: Journal) -> int:
    """After a restore, rows look queued that were sent after the backup: the journal knows."""
    settled = 0
    for mail in OutgoingMail.objects.filter(state=State.QUEUED, not_before__lte=Now()):
        if not journal.seen(mail.message_id):
            continue
        settled += _note_sent(mail)
    return settled


def _note_sent(mail: OutgoingMail) -> int:
    rows = OutgoingMail.objects.filter(pk=mail.pk, state=State.QUEUED)
    with transaction.atomic():
        changed = rows.update(
            state=State.SENT, sent_at=Now(), sealed=None, reason="found in the mail server's log"
        )
        if changed:
            mail.refresh_from_db()
            tell_settled(mail)
    return changed
