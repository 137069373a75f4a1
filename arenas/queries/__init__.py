"""Reads across arenas, meetings and people."""

from datetime import datetime

from django.db.models import Q, QuerySet

from arenas.enums import ON_CALENDAR_STATES
from arenas.models import Arena, Hat, Meeting
from participants.models import User
from projects.emails.common import everyone_in
from projects.enums import RoleState
from projects.models import Party, Project


def people_of(arena: Arena) -> dict[int, tuple[User, Party | None]]:
    """Everybody who is invited to the arena's meetings, and the party they come for."""
    project = arena.project
    found: dict[int, tuple[User, Party | None]] = {
        person.pk: (person, None) for person in everyone_in(project)
    }
    for hat in Hat.objects.filter(arena=arena, meeting=None, state=RoleState.ACCEPTED):
        if hat.user.is_active:
            found.setdefault(hat.user_id, (hat.user, None))
    for party in project.parties.active().with_names():
        for person in party.committers():
            found[person.pk] = (person, party)
    return found


def meetings_of(user: User, project: Project | None = None) -> QuerySet[Meeting]:
    """Meetings that stand in this person's calendar, in opgaver they can see."""
    mine = Q(sign_ups__user=user) | Q(sign_ups__user=None, sign_ups__email=user.email)
    found = Meeting.objects.filter(mine, sign_ups__state__in=ON_CALENDAR_STATES)
    found = found.filter(arena__project__in=Project.objects.visible_to(user))
    if project is not None:
        found = found.filter(arena__project=project)
    return found.select_related("arena__project").order_by("starts_at", "pk").distinct()


def next_meetings_of(user: User, now: datetime, *, limit: int = 10) -> list[Meeting]:
    return list(meetings_of(user).coming(now)[:limit])
