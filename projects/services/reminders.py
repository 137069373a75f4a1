"""What the clock does. Safe to call twice and by many: each mail has a key of its own."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from projects import emails
from projects.enums import OPEN_PHASES, InvitationState, Moderation, Position, RoundState
from projects.models import ConsentAnswer, Draft, Invitation, MailToken, Project

DEADLINE_OFFSETS = (-14, -3, 1)  # days from the answer deadline (practice §7.2)
CONSENT_REMINDERS = 2
BATCH = 500
TICK_LOCK = 7_236_001


def tick(now: datetime | None = None) -> dict[str, int]:
    """Everything that time alone brings about. Returns how many of each were done."""
    now = now or timezone.now()
    with transaction.atomic():
        if not _alone():
            return {}
        return {
            "invitations": remind_invitations(now),
            "consents": remind_consents(now),
            "deadlines": remind_deadlines(now),
            "forgotten": forget_old(now),
        }


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TICK_LOCK])
        return bool(cursor.fetchone()[0])


def remind_invitations(now: datetime) -> int:
    """One reminder to whoever has not answered in 7 days, then never again (practice §7.2)."""
    due = (
        Invitation.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            state=InvitationState.WAITING,
            reminded_at=None,
            last_sent_at__lte=now - timedelta(days=settings.INVITATION_REMINDER_DAYS),
            expires_at__gt=now,
            project__phase__in=OPEN_PHASES,
            project__moderation=Moderation.CLEAR,
        )
        .select_related("project")
        .order_by("id")[:BATCH]
    )
    invitations = list(due)
    for invitation in invitations:
        emails.queue_invitation_reminder(invitation)
    Invitation.objects.filter(pk__in=[row.pk for row in invitations]).update(reminded_at=now)
    return len(invitations)


def remind_consents(now: datetime) -> int:
    """Two reminders, a week apart, to a party that has not answered; then it may be passed over."""
    before = now - timedelta(days=settings.CONSENT_REMINDER_DAYS)
    due = list(
        ConsentAnswer.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            position=Position.PENDING,
            round__state=RoundState.OPEN,
            reminders__lt=CONSENT_REMINDERS,
            asked_at__lte=before,
        )
        .exclude(last_reminded_at__gt=before)
        .select_related("round__project", "party__organisation", "party__user")
        .order_by("id")[:BATCH]
    )
    for answer in due:
        answer.reminders += 1
        answer.last_reminded_at = now
        answer.save(update_fields=["reminders", "last_reminded_at"])
        emails.queue_consent_reminder(answer)
    return len(due)


def remind_deadlines(now: datetime) -> int:
    """Tell the decision recipient 14 and 3 days before the answer is due, and the day after."""
    today = timezone.localdate(now)
    days = [today - timedelta(days=offset) for offset in DEADLINE_OFFSETS]
    due = Project.objects.filter(
        phase__in=OPEN_PHASES, verdict="", moderation=Moderation.CLEAR, answer_due__in=days
    ).exclude(recipient_email="")
    return sum(
        bool(emails.queue_answer_deadline(project, (today - project.answer_due).days))
        for project in due
    )


def forget_old(now: datetime) -> int:
    """Delete dead links and drafts, and the addresses of people who never answered.

    Drafts after 60 days without a touch; an unanswered invitation 30 days after it ran out
    (trust.md §4: the address of somebody who is not a user is kept no longer than that).
    """
    links, _rows = MailToken.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    drafts, _rows = Draft.objects.filter(
        project=None, updated_at__lt=now - timedelta(days=60)
    ).delete()
    invitations, _rows = Invitation.objects.filter(
        state__in=[InvitationState.WAITING, InvitationState.CONSIDERING, InvitationState.CANCELLED],
        expires_at__lt=now - timedelta(days=30),
    ).delete()
    return links + drafts + invitations
