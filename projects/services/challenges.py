"""“Er det her stadig samskabelse?”: asked by any party, answered in public (R16)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import PUBLISHED_PHASES, Moderation, PartyStatus
from projects.models import Challenge, Party, Project, Thresholds
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, lock_row, voice_name
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed

# Days from the deadline, each with the day on which the next takes over.
REMINDERS = {-3: 1, 1: 31}


@transaction.atomic
def challenge_label(party_id: int, *, by: User, text: str) -> Challenge:
    """Ask. A party has one question at a time; while it waits, asking again is the same one."""
    party = Party.objects.with_names().get(pk=party_id)
    project = lock_project(party.project_id)
    party.refresh_from_db(fields=["status"])
    if party.status != PartyStatus.ACCEPTED:
        raise NotAllowed
    require(by, "projects.challenge_label", party)
    require_phase(project, "challenge")
    if not text.strip():
        raise ActError(_("Write why you ask."), field="text")
    standing = party.challenges.filter(answered_at=None).first()
    if standing:
        return standing
    days = Thresholds.current().challenge_days
    challenge = Challenge.objects.create(
        project=project,
        party=party,
        by=by,
        text=text.strip(),
        asked_at=timezone.now(),
        due=timezone.localdate() + timedelta(days=days),
    )
    _keep_deadline(project)
    record(
        project,
        "challenge.asked",
        by=by,
        on_behalf_of=voice_name(party, by),
        text=challenge.text,
        due=str(challenge.due),
    )
    emails.queue_challenge_asked(challenge)
    return challenge


@transaction.atomic
def answer_challenge(
    challenge_id: int, *, by: User, answer: str, party: Party | None = None
) -> Challenge:
    """Answer for everybody to read. An answer that was given stays as it is."""
    challenge = lock_row(Challenge.objects.all(), challenge_id)
    project = challenge.project
    require(by, "projects.answer_challenge", project)
    require_phase(project, "answer_challenge")
    if challenge.answered_at:
        return challenge
    if not answer.strip():
        raise ActError(_("Write your answer."), field="answer")
    challenge.answer = answer.strip()
    challenge.answered_by, challenge.answered_at = by, timezone.now()
    challenge.save(update_fields=["answer", "answered_by", "answered_at"])
    _keep_deadline(project)
    record(
        project,
        "challenge.answered",
        by=by,
        on_behalf_of=behalf(by, project, party),
        text=challenge.answer,
    )
    emails.queue_challenge_answered(challenge)
    return challenge


def _keep_deadline(project: Project) -> None:
    """The nearest deadline stands on the opgave, so that its page can say that it is overdue."""
    waiting = project.challenges.filter(answered_at=None)
    project.challenge_due = waiting.aggregate(due=Min("due"))["due"]
    project.save(update_fields=["challenge_due"])


def remind_challenges(now: datetime) -> int:
    """The convener hears three days before the deadline and the day after it; then no more."""
    today = timezone.localdate(now)
    done = 0
    for offset, end in REMINDERS.items():
        rows = Challenge.objects.filter(
            answered_at=None,
            due__lte=today - timedelta(days=offset),
            due__gt=today - timedelta(days=end),
            project__moderation=Moderation.CLEAR,
            project__phase__in=PUBLISHED_PHASES,
        ).select_related("project")
        for row in rows.order_by("id")[:500]:
            if timezone.localdate(row.asked_at) < row.due + timedelta(days=offset):
                done += emails.queue_challenge_reminder(row, offset)
    return done
