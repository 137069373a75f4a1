"""How a delopgave goes on and ends: what is missing, done, released, thanked for."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import AssignmentState, FollowUp
from projects.models import Assignment, Party
from projects.phases import require_phase
from projects.services.assignments import (
    given_voice,
    lock_assignment,
    record_assignment,
    taken_voice,
)
from projects.services.common import behalf
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def finish_assignment(assignment_id: int, *, by: User, word: str) -> Assignment:
    """It is done, with a word about how it went."""
    row = lock_assignment(assignment_id)
    require(by, "projects.finish_assignment", row)
    if row.state == AssignmentState.DONE:
        return row
    _require_taken(row)
    if not word.strip():
        raise ActError(_("Write a word about how it went."), field="word")
    _end(row, AssignmentState.DONE, word)
    record_assignment(row, "done", by, taken_voice(row, by))
    emails.queue_assignment_ended(row, by)
    return row


@transaction.atomic
def release_assignment(assignment_id: int, *, by: User, word: str) -> Assignment:
    """Let it go, or let the other go, without blame: by taker, giver or who wears a hat.

    The word is for the team. Everybody else sees that it was released.
    """
    row = lock_assignment(assignment_id)
    require(by, "projects.release_assignment", row)
    if row.state == AssignmentState.RELEASED:
        return row
    _require_taken(row)
    if not word.strip():
        raise ActError(_("Write a word about how it went."), field="word")
    voice = taken_voice(row, by) or given_voice(row, by)
    _end(row, AssignmentState.RELEASED, word)
    record_assignment(row, "released", by, voice)
    emails.queue_assignment_ended(row, by)
    return row


def _require_taken(row: Assignment) -> None:
    require_phase(row.project, "end_assignment")
    if row.state != AssignmentState.ACCEPTED:
        raise ActError(_("Nobody has it in hand right now."), code="not_taken")


def _end(row: Assignment, state: str, word: str) -> None:
    row.state = state
    row.ended_at = timezone.now()
    row.ended_word = word.strip()
    row.save(update_fields=["state", "ended_at", "ended_word"])


@transaction.atomic
def thank_for_assignment(
    assignment_id: int, *, by: User, words: str, party: Party | None = None
) -> Assignment:
    """Say thank you, for everybody to read. Once; the words can be changed."""
    row = lock_assignment(assignment_id)
    require(by, "projects.thank", row)
    require_phase(row.project, "end_assignment")
    if row.state not in {AssignmentState.DONE, AssignmentState.RELEASED}:
        raise ActError(_("Thank when it is done or released."), code="not_ended")
    if row.is_taken_by(by):
        raise ActError(_("Somebody else must thank you."), code="own_thanks")
    if not words.strip():
        raise ActError(_("Write what you thank for."), field="words")
    if row.thanks == words.strip():
        return row
    row.thanks = words.strip()
    row.thanked_by = by
    row.save(update_fields=["thanks", "thanked_by"])
    record_assignment(row, "thanked", by, behalf(by, row.project, party))
    emails.queue_assignment_thanked(row)
    return row


@transaction.atomic
def answer_follow_up(
    assignment_id: int, choice: str, *, by: User, words: str = "", due: date | None = None
) -> Assignment:
    """Answer "hvad mangler du?": something is missing, another day, done, or let go."""
    if choice == FollowUp.DONE:
        return finish_assignment(assignment_id, by=by, word=words)
    if choice == FollowUp.RELEASE:
        return release_assignment(assignment_id, by=by, word=words)
    if choice not in FollowUp.values:
        raise ActError(_("Choose one of the answers."), field="choice")
    row = lock_assignment(assignment_id)
    require(by, "projects.finish_assignment", row)
    _require_taken(row)
    if choice == FollowUp.LATER:
        return _move(row, by, due, words)
    if not words.strip():
        raise ActError(_("Write what you are missing."), field="words")
    if row.missing == words.strip():
        return row
    row.missing = words.strip()
    row.save(update_fields=["missing"])
    record_assignment(row, "missing_told", by, taken_voice(row, by), public=False)
    emails.queue_assignment_missing(row, by)
    return row


def _move(row: Assignment, by: User, due: date | None, words: str) -> Assignment:
    """Another day. Nobody is asked a second time after that one."""
    if due is None or due < timezone.localdate():
        raise ActError(_("Choose a day from today on."), field="due")
    if row.due == due:
        return row
    row.due = due
    row.missing = words.strip() or row.missing
    row.save(update_fields=["due", "missing"])
    record_assignment(row, "moved", by, taken_voice(row, by), public=False)
    emails.queue_assignment_missing(row, by)
    return row
