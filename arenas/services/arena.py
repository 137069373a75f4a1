"""Acts on arenas."""

from datetime import date

from django.db import transaction

from arenas.models import Arena
from participants.models import User
from projects.models import Project
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, require
from samskabelse.history.services import record


def draft_arena(
    project: Project, *, kind: str, place: str, first_date: date | None, frame: str
) -> Arena | None:
    """The fourth question's answer as an arena, or nothing when nothing was answered.

    Part of the act that raises the opgave, which records it.
    """
    if not any([kind, place.strip(), first_date, frame.strip()]):
        return None
    return Arena.objects.create(
        project=project,
        kind=kind,
        place=place.strip(),
        first_date=first_date,
        frame=frame.strip(),
    )


@transaction.atomic
def plan_arena(
    project_id: int, *, by: User, kind: str, place: str, first_date: date | None, frame: str
) -> Arena:
    """Change how the parties mean to meet, or say it for the first time."""
    project = lock_project(project_id)
    require(by, "projects.change_project", project)
    require_phase(project, "change")
    planned = {
        "kind": kind,
        "place": place.strip(),
        "first_date": first_date,
        "frame": frame.strip(),
    }
    standing = Arena.objects.filter(project=project, **planned).first()
    if standing:
        return standing
    arena, _is_new = Arena.objects.update_or_create(project=project, defaults=planned)
    record(
        project,
        "arena.planned",
        by=by,
        on_behalf_of=behalf(by, project),
        kind=kind,
        place=arena.place,
        first_date=first_date.isoformat() if first_date else None,
    )
    return arena
