"""Answer a delopgave: ja, nej, ja hvis …; take one that is offered to all (R67)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from participants.services.people import find_or_create_person, prove_address
from projects import emails
from projects.enums import AssignmentState, Reply
from projects.models import Assignment, Party
from projects.phases import require_phase
from projects.services.assignments import (
    given_voice,
    lock_assignment,
    record_assignment,
    taken_voice,
)
from projects.services.common import voice_name, voice_of
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@transaction.atomic
def answer_assignment(
    assignment_id: int, reply: str, *, by: User, condition: str = "", note: str = ""
) -> Assignment:
    """Say ja, nej or ja hvis … The same answer twice has one effect."""
    row = lock_assignment(assignment_id)
    require(by, "projects.answer_assignment", row)
    return _answer(row, reply, by, condition=condition, note=note)


@transaction.atomic
def answer_assignment_by_mail(
    assignment_id: int, reply: str, *, condition: str = "", note: str = ""
) -> Assignment:
    """The same for the person whose address the link was mailed to.

    A ja makes an account with a proven address, so does a ja hvis; a nej makes none.
    """
    row = lock_assignment(assignment_id)
    if not row.asked_email:
        raise NotAllowed
    by = User.objects.filter(email=row.asked_email).first()
    if reply != Reply.NO:
        by = find_or_create_person(row.asked_email, name=row.asked_name)
        prove_address(by)
    return _answer(row, reply, by, condition=condition, note=note)


def _answer(
    row: Assignment, reply: str, by: User | None, *, condition: str, note: str
) -> Assignment:
    """`by` None: a nej of somebody who has no account."""
    if reply not in Reply.values:
        raise ActError(_("Choose yes, yes if, or no."), field="reply")
    wanted = {
        Reply.YES: AssignmentState.ACCEPTED,
        Reply.IF: AssignmentState.CONDITIONAL,
        Reply.NO: AssignmentState.DECLINED,
    }[Reply(reply)]
    if row.state == wanted and row.condition == (condition.strip() if reply == Reply.IF else ""):
        return row
    _check_answerable(row)
    if reply == Reply.IF and not condition.strip():
        raise ActError(_("Write what it takes for you to say yes."), field="condition")
    row.state = wanted
    row.answer_note = note.strip()
    row.condition = condition.strip() if reply == Reply.IF else ""
    row.condition_answer = ""
    row.answered_at = timezone.now()
    if wanted == AssignmentState.ACCEPTED and by:
        _give_to(row, by, row.asked_party or row.project.party_of(by))
    elif by:
        row.taker = by
    row.save()
    voice = voice_name(row.asked_party, by) if row.asked_party and by else ""
    record_assignment(row, str(wanted), by, voice, public=wanted == AssignmentState.ACCEPTED)
    emails.queue_assignment_answered(row)
    return row


def _check_answerable(row: Assignment) -> None:
    require_phase(row.project, "answer_assignment")
    if row.state == AssignmentState.WITHDRAWN:
        raise ActError(_("This has been taken back. You need not do anything."), code="withdrawn")
    if row.state not in {AssignmentState.ASKED, AssignmentState.CONDITIONAL}:
        raise ActError(_("This has been answered already."), code="answered")


def _give_to(row: Assignment, by: User, party: Party | None) -> None:
    row.taker = by
    row.taker_party = party
    row.taken_at = timezone.now()


@transaction.atomic
def take_assignment(
    assignment_id: int, *, by: User, party: Party | None = None, alone: bool = False
) -> Assignment:
    """Take what is offered to all. Of two at once the first gets it, the other a sentence.

    Anybody who can see the opgave may: a volunteer needs no party behind them. `alone` is for
    somebody who speaks for a party and takes it on as themselves.
    """
    row = lock_assignment(assignment_id)
    require(by, "projects.take_assignment", row)
    if row.state == AssignmentState.ACCEPTED and row.taker_id == by.pk:
        return row
    require_offered(row)
    voice = None if alone else voice_of(by, row.project, party)
    _give_to(row, by, voice)
    row.state = AssignmentState.ACCEPTED
    row.answered_at = row.taken_at
    row.save(update_fields=["state", "taker", "taker_party", "taken_at", "answered_at"])
    record_assignment(row, "taken", by, taken_voice(row, by))
    emails.queue_assignment_answered(row)
    return row


def require_offered(row: Assignment) -> None:
    """Refuse what cannot be taken now: the phase, somebody faster, no longer offered."""
    require_phase(row.project, "answer_assignment")
    if row.taken_at:
        raise ActError(
            _("%(name)s was faster and has taken it on. Thank you for wanting to.")
            % {"name": row.public_for},
            code="taken",
        )
    if row.state != AssignmentState.OFFERED:
        raise ActError(_("This is no longer offered."), code="not_offered")


@transaction.atomic
def answer_condition(assignment_id: int, *, by: User, accept: bool, note: str = "") -> Assignment:
    """The giver says yes to the condition, and it is taken on; or no, and the answer is open again.

    A no must say why, so that the other can decide anew.
    """
    row = lock_assignment(assignment_id)
    require(by, "projects.answer_condition", row)
    if accept and row.state == AssignmentState.ACCEPTED:
        return row
    if row.state != AssignmentState.CONDITIONAL:
        raise ActError(_("No condition waits for an answer."), code="no_condition")
    require_phase(row.project, "answer_assignment")
    if not accept and not note.strip():
        raise ActError(_("Write why not, in a sentence."), field="note")
    row.condition_answer = note.strip()
    if accept:
        row.state = AssignmentState.ACCEPTED
        party = row.asked_party or (row.project.party_of(row.taker) if row.taker else None)
        row.taker_party = party
        row.taken_at = timezone.now()
    else:
        row.state = AssignmentState.ASKED
    row.save()
    act = "condition_accepted" if accept else "condition_refused"
    record_assignment(row, act, by, given_voice(row, by), public=accept)
    emails.queue_condition_answered(row)
    return row
