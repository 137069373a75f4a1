"""What every act on an opgave does first."""

from datetime import date, timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import PartyStatus
from projects.models import Party, Project, Solution
from samskabelse.web.errors import ActError, NotAllowed

Row = TypeVar("Row", bound=Model)


def lock_project(project_id: int) -> Project:
    """The opgave, held until the transaction ends, so that acts on it come one after another."""
    return Project.objects.select_for_update(of=("self",)).get(pk=project_id)


def lock_row(rows: QuerySet[Row], pk: int) -> Row:
    """A thing in an opgave, read once the opgave is held: what it says is true until the end.

    ActError when somebody has removed it meanwhile.
    """
    project_id = rows.filter(pk=pk).values_list("project_id", flat=True).first()
    project = lock_project(project_id) if project_id else None
    row = rows.filter(pk=pk).first() if project else None
    if row is None:
        raise ActError(_("This is not here any more."), code="gone")
    setattr(row, "project", project)  # noqa: B010  the type knows no rows in general
    return row


def lock_solution(solution_id: int) -> Solution:
    """The solution with its latest version; the opgave's lock puts acts on it in order."""
    project_id = Solution.objects.values_list("project_id", flat=True).get(pk=solution_id)
    project = lock_project(project_id)
    solution = Solution.objects.with_text().get(pk=solution_id)
    solution.project = project
    return solution


def voice_of(by: User, project: Project, party: Party | None = None) -> Party | None:
    """The party on whose behalf somebody acts: the one they chose, else their own, else none."""
    if party is None:
        return project.party_of(by)
    takes_part = party.project_id == project.pk and party.status == PartyStatus.ACCEPTED
    if not takes_part or not party.can_be_spoken_for_by(by):
        raise NotAllowed
    return party


def behalf(by: User, project: Project, party: Party | None = None) -> str:
    """On whose behalf somebody acts, as history writes it; empty for themselves."""
    return voice_name(voice_of(by, project, party), by)


def voice_name(party: Party | None, by: User) -> str:
    """How history names that party; empty when somebody speaks for themselves."""
    return party.organisation.name if party and party.organisation else ""


def working_days_from_now(days: int) -> date:
    """The date so many working days ahead; Danish holidays are not known here and count."""
    day = timezone.localdate()
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def first_reply_deadline() -> date:
    """Until when a new opgave must have had its first answer."""
    return working_days_from_now(settings.FIRST_REPLY_WORKING_DAYS)
