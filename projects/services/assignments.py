"""Ask somebody for a delopgave, or offer it to all. Nobody is ever put on one (R42, R67, R68)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from participants.services.people import checked_address
from projects import emails
from projects.enums import (
    UNANSWERED_ASSIGNMENTS,
    AssignmentState,
    PaidToday,
    PartyStatus,
)
from projects.models import Assignment, Party, Project
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name, voice_of
from projects.services.invitations import charge_inviter
from samskabelse.history.services import record
from samskabelse.mail.limits import allow_unconfirmed
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@dataclass(frozen=True)
class Task:
    """What and why are needed, how is not (R68); something is always up to the taker (R56)."""

    what: str
    why: str
    open_to_taker: str
    how: str = ""
    fixed: str = ""
    due: date | None = None
    paid_today: str = PaidToday.UNKNOWN


@dataclass(frozen=True)
class Whom:
    """A party, a person by name and address, or nobody in particular: then it is for all."""

    party: Party | None = None
    name: str = ""
    email: str = ""

    @property
    def is_all(self) -> bool:
        return self.party is None and not self.email


EVERYBODY = Whom()


def recipient_of(project: Project) -> Whom:
    """The decision recipient: the way upward is as short as any other (R67)."""
    return Whom(name=project.recipient_name, email=project.recipient_email)


@transaction.atomic
def ask_assignment(
    project_id: int, task: Task, *, by: User, whom: Whom = EVERYBODY, party: Party | None = None
) -> Assignment:
    """Ask a party or a person for a delopgave, or offer it to all. The answer is theirs."""
    project = lock_project(project_id)
    require(by, "projects.ask_assignment", project)
    require_phase(project, "assign")
    voice = voice_of(by, project, party)
    _check(task)
    email = _checked_receiver(whom, project, by, voice)
    asked = _fields(task) | {
        "giver": by,
        "giver_party": voice,
        "asked_party": whom.party,
        "asked_email": email,
        "state": AssignmentState.OFFERED if whom.is_all else AssignmentState.ASKED,
    }
    standing = project.assignments.filter(**asked).first()
    if standing:  # the same words to the same receiver, as by a second click
        return standing
    row = Assignment.objects.create(
        project=project,
        asked_name=whom.name.strip() if email else "",
        created_at=timezone.now(),
        **asked,
    )
    record_assignment(row, "offered" if whom.is_all else "asked", by, voice_name(voice, by))
    if not whom.is_all:
        emails.queue_assignment_asked(row)
    return row


def _check(task: Task) -> None:
    if not task.what.strip():
        raise ActError(_("Write what it is about, in one line."), field="what")
    if not task.why.strip():
        raise ActError(_("Write why it matters. How is up to the one who takes it."), field="why")
    if not task.open_to_taker.strip():
        raise ActError(_("Something must be up to the one who takes it."), field="open_to_taker")
    if task.due and task.due < timezone.localdate():
        raise ActError(_("The date has passed. Choose a day from today on."), field="due")
    if task.paid_today not in PaidToday.values:
        raise ActError(_("Choose one of the answers."), field="paid_today")


def _fields(task: Task) -> dict[str, object]:
    said = {name: value for name, value in vars(task).items() if name not in {"due", "paid_today"}}
    return {name: text.strip() for name, text in said.items()} | {
        "due": task.due,
        "paid_today": task.paid_today,
    }


def _checked_receiver(whom: Whom, project: Project, by: User, voice: Party | None) -> str:
    """The address to ask, empty for a party and for all; refuses whoever cannot be asked."""
    if whom.party:
        _check_party(whom.party, project, voice)
        return ""
    if not whom.email:
        return ""
    email = checked_address(whom.email)
    if not whom.name.strip():
        raise ActError(_("Write the name of the one you ask."), field="name")
    if email == by.email:
        raise ActError(_("Ask another than yourself, or offer it to all."), field="email")
    if not project.is_public:
        raise ActError(
            _("You can write to others once a moderator has looked at the project."),
            code="not_public_yet",
            field="email",
        )
    allow_unconfirmed(email)
    charge_inviter(by, project)
    return email


def _check_party(asked: Party, project: Project, voice: Party | None) -> None:
    if asked.project_id != project.pk or asked.status != PartyStatus.ACCEPTED:
        raise ActError(_("Choose a party that takes part."), field="whom")
    if voice and asked.pk == voice.pk:
        raise ActError(_("Ask another than yourself, or offer it to all."), field="whom")


@transaction.atomic
def withdraw_assignment(assignment_id: int, *, by: User) -> Assignment:
    """Take back what nobody has said yes to. By the giver, or by who wears a hat."""
    row = lock_assignment(assignment_id)
    require(by, "projects.withdraw_assignment", row)
    if row.state == AssignmentState.WITHDRAWN:
        return row
    require_phase(row.project, "assign")
    if row.state not in UNANSWERED_ASSIGNMENTS:
        raise ActError(_("It has been answered. Release it instead."), code="answered")
    row.state = AssignmentState.WITHDRAWN
    row.ended_at = timezone.now()
    row.save(update_fields=["state", "ended_at"])
    record_assignment(row, "withdrawn", by, given_voice(row, by), public=False)
    return row


def lock_assignment(assignment_id: int) -> Assignment:
    """The delopgave with its opgave, whose lock puts acts on it in order."""
    project_id = Assignment.objects.values_list("project_id", flat=True).get(pk=assignment_id)
    project = lock_project(project_id)
    row = Assignment.objects.with_names().get(pk=assignment_id)
    row.project = project
    return row


def given_voice(row: Assignment, by: User) -> str:
    """On whose behalf somebody acts as the giver, as history writes it."""
    party = row.giver_party
    return voice_name(party, by) if party and party.can_be_spoken_for_by(by) else ""


def taken_voice(row: Assignment, by: User) -> str:
    """The same for the taker."""
    party = row.taker_party
    return voice_name(party, by) if party and party.can_be_spoken_for_by(by) else ""


def record_assignment(
    row: Assignment,
    act: str,
    by: User | None,
    on_behalf_of: str = "",
    *,
    public: bool | None = None,
) -> None:
    """One entry. A person who has not said yes is named in no entry, whoever reads it."""
    person = row.taker_id if row.taken_at and not _is_organisation(row.taker_party) else None
    record(
        row.project,
        f"assignment.{act}",
        by=by,
        on_behalf_of=on_behalf_of,
        public=not row.is_private_question if public is None else public,
        what=row.what,
        who="" if row.is_private_question else row.public_for,
        person=person,
        assignment=row.pk,
    )


def _is_organisation(party: Party | None) -> bool:
    return bool(party and party.organisation_id)
