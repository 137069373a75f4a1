"""Call a meeting, change it, call it off."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arenas.enums import GatheringState, HatKind, ItemPurpose, Method
from arenas.hats import worn_at
from arenas.models import AgendaItem, Arena, Meeting
from arenas.queries import people_of
from arenas.readiness import require_ready
from arenas.services.common import lock_arena, lock_meeting, require_planned
from arenas.services.planning import Plan, call_off, change_gathering, checked
from arenas.services.room import shut_with
from arenas.services.sign_ups import invite_to, offer_free_seats
from arenas.services.telling import tell_everybody
from participants.models import User
from projects.models import Party
from projects.phases import require_phase
from projects.services.common import behalf
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

CATALYSTS_MINUTES = 10


@transaction.atomic
def call_meeting(arena_id: int, plan: Plan, *, by: User, party: Party | None = None) -> Meeting:
    """Call everybody in the opgave to a meeting. Refused while the arena's frame has holes.

    Twice is as once; another meeting of the arena at the same start is refused.
    """
    arena = lock_arena(arena_id)
    require(by, "arenas.call_meeting", arena.project)
    require_phase(arena.project, "meet")
    require_ready(arena)
    fields = checked(plan)
    if found := arena.meetings.planned().filter(starts_at=plan.starts_at).first():
        _require_same(found, fields)
        return found  # the form was sent twice
    return create_meeting(arena, fields, by=by, voice=behalf(by, arena.project, party))


def _require_same(standing: Meeting, fields: dict[str, object]) -> None:
    """Refuse to throw away what was typed about another meeting at the same time."""
    if any(getattr(standing, name) != value for name, value in fields.items()):
        raise ActError(
            _(
                "A meeting in the arena is already called for that time. "
                "Change that one, or choose another time."
            ),
            field="start",
        )


def create_meeting(
    arena: Arena,
    fields: dict[str, object],
    *,
    by: User,
    voice: str,
    coming: frozenset[int] = frozenset(),
) -> Meeting:
    """The meeting with the catalyst's slot and everybody's invitation. Part of an act."""
    meeting = Meeting.objects.create(arena=arena, created_by=by, **fields)
    _keep_catalysts_slot(meeting)
    invite_to(meeting, people_of(arena), coming=coming)
    record(
        arena.project,
        "meeting.called",
        by=by,
        on_behalf_of=voice,
        title=meeting.title,
        on=timezone.localdate(meeting.starts_at).isoformat(),
        meeting=meeting.pk,
    )
    return meeting


@transaction.atomic
def change_meeting(meeting_id: int, plan: Plan, *, by: User, reason: str = "") -> Meeting:
    """Change time, place or anything else. Those who have it in their calendar hear of the first.

    They hear why, too: a new time without a reason is refused.
    """
    meeting = lock_meeting(meeting_id)
    require(by, "arenas.steer_meeting", meeting)
    require_phase(meeting.arena.project, "meet")
    require_planned(meeting)
    changed, is_told = change_gathering(meeting, checked(plan, standing=meeting), reason)
    if not changed:
        return meeting
    _record(meeting, "meeting.moved" if is_told else "meeting.changed", by, reason=reason.strip())
    if is_told:
        tell_everybody(meeting, "changed")
    offer_free_seats(meeting)
    return meeting


@transaction.atomic
def cancel_meeting(meeting_id: int, *, by: User, reason: str) -> Meeting:
    """Call it off, with a reason that everybody is told. Its room is closed with it."""
    meeting = lock_meeting(meeting_id)
    require(by, "arenas.steer_meeting", meeting)
    require_phase(meeting.arena.project, "cancel_meeting")
    if meeting.state == GatheringState.CANCELLED:
        return meeting
    require_planned(meeting)
    call_off(meeting, reason)
    _record(meeting, "meeting.cancelled", by, reason=meeting.reason)
    shut_with(meeting, by)
    tell_everybody(meeting, "cancelled")
    return meeting


def _keep_catalysts_slot(meeting: Meeting) -> None:
    """Ten minutes that belong to the catalyst, at whatever time of the meeting (R62)."""
    hat = worn_at(meeting.arena, meeting)[HatKind.CATALYST]
    AgendaItem.objects.create(
        meeting=meeting,
        position=1,
        title=_("The catalyst disturbs"),
        purpose=ItemPurpose.DISTURB,
        method=Method.OTHER,
        minutes=CATALYSTS_MINUTES,
        holder=hat.user if hat else None,
        is_catalysts=True,
    )


def _record(meeting: Meeting, action: str, by: User, **data: Any) -> None:
    project = meeting.arena.project
    record(
        project,
        action,
        by=by,
        on_behalf_of=behalf(by, project),
        title=meeting.title,
        on=timezone.localdate(meeting.starts_at).isoformat(),
        meeting=meeting.pk,
        **data,
    )
