"""Map who the opgave concerns."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.models import Project, Stakeholder
from projects.phases import require_phase
from projects.services.common import lock_project, lock_row
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@dataclass(frozen=True)
class StakeholderRow:
    """One line of the second question, with its answer to the third."""

    label: str
    organisation_kind: str = ""
    is_affected: bool = False
    is_unobvious: bool = False
    motive: str = ""
    motivation: str = ""


def add_stakeholders(project: Project, rows: Iterable[StakeholderRow]) -> list[Stakeholder]:
    """Rows as objects; lines without a name are left out, doubles are kept once."""
    seen: dict[str, StakeholderRow] = {}
    for row in rows:
        if row.label.strip():
            seen.setdefault(row.label.strip().casefold(), row)
    return Stakeholder.objects.bulk_create(
        Stakeholder(
            project=project,
            label=row.label.strip()[:160],
            organisation_kind=row.organisation_kind,
            is_affected=row.is_affected,
            is_unobvious=row.is_unobvious,
            motive=row.motive,
            motivation=row.motivation.strip(),
        )
        for row in seen.values()
    )


@transaction.atomic
def map_stakeholder(project_id: int, row: StakeholderRow, *, by: User) -> Stakeholder:
    """Add one row to the map of who the opgave concerns (R60). Who is there stays as they are."""
    project = lock_project(project_id)
    require(by, "projects.map_stakeholders", project)
    require_phase(project, "map")
    standing = project.stakeholders.filter(label__iexact=row.label.strip()).first()
    if standing:
        return standing
    added = add_stakeholders(project, [row])
    if not added:
        raise ActError(_("Write who it is."), field="label")
    record(project, "stakeholder.mapped", by=by, public=False, who=added[0].label)
    return added[0]


@transaction.atomic
def change_stakeholder(stakeholder_id: int, *, by: User, **fields: object) -> Stakeholder:
    """Change a row; a reason for a missing group needs a plan beside it (R22)."""
    stakeholder = lock_row(Stakeholder.objects.all(), stakeholder_id)
    project = stakeholder.project
    require(by, "projects.map_stakeholders", project)
    require_phase(project, "map")
    if all(getattr(stakeholder, key) == value for key, value in fields.items()):
        return stakeholder
    for key, value in fields.items():
        setattr(stakeholder, key, value)
    if bool(stakeholder.missing_reason) != bool(stakeholder.missing_plan):
        missing = "missing_plan" if stakeholder.missing_reason else "missing_reason"
        raise ActError(
            _("Write both why they are not a party and what you do instead."), field=missing
        )
    stakeholder.save(update_fields=list(fields))
    record(project, "stakeholder.changed", by=by, public=False, who=stakeholder.label)
    return stakeholder


@transaction.atomic
def remove_stakeholder(stakeholder_id: int, *, by: User) -> None:
    """Take a row off the map. Invitations that came from it stay."""
    if not Stakeholder.objects.filter(pk=stakeholder_id).exists():
        return  # somebody was faster
    stakeholder = lock_row(Stakeholder.objects.all(), stakeholder_id)
    project = stakeholder.project
    require(by, "projects.map_stakeholders", project)
    require_phase(project, "map")
    record(project, "stakeholder.removed", by=by, public=False, who=stakeholder.label)
    stakeholder.delete()
