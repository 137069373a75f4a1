"""What acts on gatherings do first."""

from django.db import connection
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arenas.models import Arena, Event, Gathering, Meeting
from projects.models import Project
from projects.phases import require_phase
from projects.services.common import lock_project
from samskabelse.web.errors import ActError


def lock_arena(arena_id: int) -> Arena:
    """The arena, with its opgave held until the transaction ends."""
    project_id = Arena.objects.values_list("project_id", flat=True).get(pk=arena_id)
    project = lock_project(project_id)
    arena = Arena.objects.get(pk=arena_id)
    arena.project = project
    return arena


def lock_meeting(meeting_id: int) -> Meeting:
    """The meeting, with its opgave and its seats held until the transaction ends."""
    return _lock_meeting_in(
        Meeting.objects.values_list("arena__project", flat=True).get(pk=meeting_id), meeting_id
    )


def _lock_meeting_in(project_id: int, meeting_id: int) -> Meeting:
    project = lock_project(project_id)
    Gathering.objects.select_for_update().get(pk=meeting_id)
    meeting = Meeting.objects.select_related("arena").get(pk=meeting_id)
    meeting.arena.project = project
    return meeting


RUSH = "SET LOCAL lock_timeout = '25s'; SET LOCAL statement_timeout = '28s'"


def lock_gathering(gathering_id: int) -> Gathering:
    """The gathering with its seats held; the opgave before it, when it is a meeting.

    When a list opens many come at once: they stand in line longer than for other acts.
    """
    with connection.cursor() as cursor:
        cursor.execute(RUSH)
    project_id = Meeting.objects.filter(pk=gathering_id).values_list("arena__project", flat=True)
    if (found := project_id.first()) is not None:
        lock_project(found)
    return Gathering.objects.select_for_update().get(pk=gathering_id)


def lock_event(event_id: int) -> Event:
    """The event with its seats held until the transaction ends."""
    lock_gathering(event_id)
    return Event.objects.select_related("organisation").get(pk=event_id)


def project_of(gathering: Gathering) -> Project | None:
    """The opgave of a meeting; an event has none."""
    meeting = meeting_of(gathering)
    return meeting.arena.project if meeting else None


def meeting_of(gathering: Gathering) -> Meeting | None:
    found = Meeting.objects.select_related("arena__project").filter(pk=gathering.pk)
    return gathering if isinstance(gathering, Meeting) else found.first()


def set_fields(row: Model, fields: dict[str, object]) -> list[str]:
    """Set what differs; the names of the fields that changed."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed


def lock_whole(gathering_id: int) -> Meeting | Event:
    """The meeting or the event, with its seats held until the transaction ends."""
    project_id = Meeting.objects.filter(pk=gathering_id).values_list("arena__project", flat=True)
    if (found := project_id.first()) is not None:
        return _lock_meeting_in(found, gathering_id)
    return lock_event(gathering_id)


def require_begun(gathering: Meeting | Event) -> None:
    """Refuse what belongs to the time after the beginning; of a meeting also after its opgave."""
    if meeting := gathering.as_meeting:
        require_phase(meeting.arena.project, "meet")
    if not gathering.is_planned:
        raise ActError(_cancelled(gathering), code="cancelled")
    if not gathering.has_begun:
        raise ActError(_not_begun(gathering), code="not_begun")


def require_planned(gathering: Gathering) -> None:
    """Refuse what cannot be done to a gathering that is cancelled or over."""
    if not gathering.is_planned:
        raise ActError(_cancelled(gathering), code="cancelled")
    if gathering.is_over:
        raise ActError(_over(gathering), code="over")


def _cancelled(gathering: Gathering) -> Promise | str:
    is_event = gathering.as_event is not None
    return _("The event is cancelled.") if is_event else _("The meeting is cancelled.")


def _over(gathering: Gathering) -> Promise | str:
    is_event = gathering.as_event is not None
    return _("The event is over.") if is_event else _("The meeting is over.")


def _not_begun(gathering: Gathering) -> Promise | str:
    is_event = gathering.as_event is not None
    return _("The event has not begun yet.") if is_event else _("The meeting has not begun yet.")
