"""What the pages about arenas and meetings do first."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from arenas.models import Arena, Meeting
from arenas.services.common import require_planned
from projects.models import Project
from projects.views.page import load_project, require_time


def load_arena(request: HttpRequest, slug: str, pk: int) -> Arena:
    """The arena of an opgave that the person may see, or 404."""
    project = load_project(request, slug)
    arena = get_object_or_404(project.arenas.all(), pk=pk)
    arena.project = project
    return arena


def load_meeting(request: HttpRequest, slug: str, pk: int, *related: str) -> Meeting:
    """The meeting of an opgave that the person may see, with what is `related`, or 404."""
    project = load_project(request, slug)
    rows = Meeting.objects.of(project).select_related("arena", "room", *related)
    meeting = get_object_or_404(rows, pk=pk)
    meeting.arena.project = project
    return meeting


def load_part(request: HttpRequest, slug: str, rows: Any, pk: int, path: str) -> Any:
    """One thing (`rows`) that hangs on the opgave by `path`, or 404."""
    project = load_project(request, slug)
    return get_object_or_404(rows, pk=pk, **{path: project})


def may_meet(request: HttpRequest, project: Project) -> bool:
    return request.user.has_perm("arenas.call_meeting", project)


def require_coming(request: HttpRequest, meeting: Meeting, act: str = "meet") -> None:
    """Refuse to open a form about a meeting that is over or cancelled, or out of its phase."""
    if request.method != "POST":
        require_time(request, meeting.arena.project, act)
        require_planned(meeting)
