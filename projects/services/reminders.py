"""What the clock does. Safe to call twice and by many: each mail has a key of its own."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects import emails
from projects.emails.consent import namings, reminders_under_way
from projects.enums import OPEN_PHASES, InvitationState, Moderation, Position, RoundState
from projects.models import ConsentAnswer, Draft, Invitation, MailToken, Project
from projects.services import challenges, examining, follow_up
from projects.services.inviting_many import queue_batches
from projects.services.searches import send_digests
from projects.services.ticking import run_alone
from projects.services.words import learn_words

# Days from the answer deadline (practice §7.2), each with the day on which it loses its meaning:
# the next one takes over, and a month after the deadline the page says enough.
DEADLINE_STEPS = {-14: -3, -3: 1, 1: 31}
CONSENT_REMINDERS = 2
BATCH = 500
TICK_LOCK = 7_236_001


def tick(now: datetime | None = None) -> dict[str, int]:
    """Everything that time alone brings about. Returns how many of each were done.

    Each job has a transaction of its own, so that one that fails holds no other back.
    """
    return run_alone(JOBS, TICK_LOCK, now or timezone.now())


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
    """Two reminders, a week apart, to a party that has not answered; then it may be passed over.

    Queueing is not reminding: a reminder counts when it has left (`emails.consent`), and the second
    is queued a week after that. Returns how many parties could be asked.
    """
    before = now - timedelta(days=settings.CONSENT_REMINDER_DAYS)
    due = list(
        ConsentAnswer.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            position=Position.PENDING,
            round__state=RoundState.OPEN,
            round__project__moderation=Moderation.CLEAR,
            reminders__lt=CONSENT_REMINDERS,
            asked_at__lte=before,
        )
        .exclude(last_reminded_at__gt=before)
        .exclude(Exists(reminders_under_way(OuterRef("pk"))))
        .select_related("round__project", "party__organisation", "party__user")
        .order_by("id")[:BATCH]
    )
    return sum(emails.queue_consent_reminder(answer) for answer in due)


def remind_deadlines(now: datetime) -> int:
    """Tell the decision recipient 14 and 3 days before the answer is due, and the day after.

    After an outage the one that is due now goes, late, and those it replaces do not. Nor does one
    whose day had come before the deadline was named: the mail that named it said as much.
    """
    today = timezone.localdate(now)
    done = 0
    for offset, end in DEADLINE_STEPS.items():
        for project in with_deadline_between(today, offset, end):
            is_news = timezone.localdate(project.named_at) < project.answer_due + timedelta(offset)
            until = project.answer_due + timedelta(days=end)
            done += is_news and emails.queue_answer_deadline(project, offset, until=until)
    return done


def with_deadline_between(today: date, offset: int, end: int) -> QuerySet[Any]:
    """Opgaver whose deadline is `offset` days or more past, but not `end`; with `named_at`."""
    named_at = namings().filter(target_id=OuterRef("pk")).values("at")[:1]
    return (
        Project.objects.filter(
            phase__in=OPEN_PHASES,
            verdict="",
            moderation=Moderation.CLEAR,
            answer_due__lte=today - timedelta(days=offset),
            answer_due__gt=today - timedelta(days=end),
        )
        .exclude(recipient_email="")
        .annotate(named_at=Coalesce(Subquery(named_at), "created_at"))
        .order_by("id")
    )


def forget_old(now: datetime) -> int:
    """Delete dead links and drafts, and the addresses of people who never said yes.

    Drafts after 60 days without a touch; an invitation without a yes 30 days after it ran out
    (trust.md §4: the address of somebody who is not a user is kept no longer than that).
    """
    links, _rows = MailToken.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    drafts, _rows = Draft.objects.filter(
        project=None, updated_at__lt=now - timedelta(days=60)
    ).delete()
    invitations, _rows = Invitation.objects.filter(
        ~Q(state=InvitationState.ACCEPTED),
        expires_at__lt=now - timedelta(days=30),
    ).delete()
    return links + drafts + invitations


def learn(now: datetime) -> int:
    """The words of new and mended opgaver, for searches with typing errors."""
    return learn_words()


JOBS = (
    queue_batches,
    remind_invitations,
    remind_consents,
    remind_deadlines,
    follow_up.remind_assignments,
    follow_up.ask_what_is_missing,
    follow_up.ask_gains_later,
    follow_up.summarise,
    challenges.remind_challenges,
    examining.examine_changed,
    send_digests,
    learn,
    follow_up.forget_asked,
    forget_old,
)
