"""Call a meeting, change it, call it off."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from arenas.enums import Form, GatheringState, HatKind, ItemPurpose, Method
from arenas.hats import worn_at
from arenas.models import AgendaItem, Arena, Meeting
from arenas.queries import people_of
from arenas.readiness import require_ready
from arenas.services.common import lock_arena, lock_meeting, require_planned, set_fields
from arenas.services.sign_ups import invite_to, offer_free_seats
from arenas.services.telling import tell_everybody
from participants.models import User
from projects.models import Party
from projects.phases import require_phase
from projects.services.common import behalf, require
from samskabelse.history.services import record
from samskabelse.web.errors import ActError

LONGEST = timedelta(hours=24)
FURTHEST = timedelta(days=3 * 366)
CATALYSTS_MINUTES = 10
# What makes the entry in people's calendars wrong when it changes (RFC 5546 §2.1.4).
TOLD = {"starts_at", "ends_at", "form", "place", "online_url"}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When, where and for whom."""

    title: str
    starts_at: datetime
    ends_at: datetime
    form: str = Form.ON_SITE
    place: str = ""
    online_url: str = ""
    bring: str = ""
    steps: str = ""
    hearing_loop: str = ""
    interpreter: str = ""
    transport: str = ""
    child_care: str = ""
    is_open: bool = False
    capacity: int | None = None
    waiting_capacity: int | None = None


@transaction.atomic
def call_meeting(arena_id: int, plan: Plan, *, by: User, party: Party | None = None) -> Meeting:
    """Call everybody in the opgave to a meeting. Refused while the arena's frame has holes."""
    arena = lock_arena(arena_id)
    require(by, "arenas.call_meeting", arena.project)
    require_phase(arena.project, "meet")
    require_ready(arena)
    fields = _checked(plan)
    standing = arena.meetings.planned().filter(title=fields["title"], starts_at=plan.starts_at)
    if found := standing.first():
        return found  # the form was sent twice
    return create_meeting(arena, fields, by=by, voice=behalf(by, arena.project, party))


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
    fields = _checked(plan, standing=meeting)
    _require_seats(meeting, plan.capacity)
    changed = set_fields(meeting, fields)
    if not changed:
        return meeting
    is_told = bool(TOLD & set(changed))
    if is_told and not reason.strip():
        raise ActError(_("Write why, so that people understand the change."), field="reason")
    meeting.sequence += is_told
    meeting.reason = reason.strip() if is_told else meeting.reason
    meeting.changed_at = timezone.now()
    meeting.save(update_fields=[*changed, "sequence", "reason", "changed_at"])
    _record(meeting, "meeting.moved" if is_told else "meeting.changed", by, reason=reason.strip())
    if is_told:
        tell_everybody(meeting, "changed")
    offer_free_seats(meeting)
    return meeting


@transaction.atomic
def cancel_meeting(meeting_id: int, *, by: User, reason: str) -> Meeting:
    """Call it off, with a reason that everybody is told."""
    meeting = lock_meeting(meeting_id)
    require(by, "arenas.steer_meeting", meeting)
    require_phase(meeting.arena.project, "cancel_meeting")
    if meeting.state == GatheringState.CANCELLED:
        return meeting
    require_planned(meeting)
    if not reason.strip():
        raise ActError(_("Write why, so that people understand it."), field="reason")
    meeting.state = GatheringState.CANCELLED
    meeting.cancelled_at = meeting.changed_at = timezone.now()
    meeting.reason = reason.strip()
    meeting.sequence += 1
    meeting.save(update_fields=["state", "cancelled_at", "changed_at", "reason", "sequence"])
    _record(meeting, "meeting.cancelled", by, reason=meeting.reason)
    tell_everybody(meeting, "cancelled")
    return meeting


def _keep_catalysts_slot(meeting: Meeting) -> None:
    """Ten minutes that belong to the catalyst, at whatever time of the meeting (R62)."""
    hat = worn_at(meeting.arena, meeting)[HatKind.CATALYST]
    AgendaItem.objects.create(
        meeting=meeting,
        position=1,
        title=_t("The catalyst disturbs"),
        purpose=ItemPurpose.DISTURB,
        method=Method.OTHER,
        minutes=CATALYSTS_MINUTES,
        holder=hat.user if hat else None,
        is_catalysts=True,
    )


def _checked(plan: Plan, *, standing: Meeting | None = None) -> dict[str, object]:
    """The plan's fields, or the refusal of what cannot be, at its field."""
    now = timezone.now()
    if not plan.title.strip():
        raise ActError(_("Give the meeting a title."), field="title")
    if plan.starts_at <= now and (standing is None or standing.starts_at != plan.starts_at):
        raise ActError(_("The time has passed. Choose one that is still to come."), field="day")
    if plan.starts_at > now + FURTHEST:
        raise ActError(_("That is more than three years away."), field="day")
    if plan.ends_at <= plan.starts_at:
        raise ActError(_("The meeting must end after it starts."), field="end")
    if plan.ends_at - plan.starts_at > LONGEST:
        raise ActError(_("A meeting lasts a day at most."), field="end")
    if plan.form != Form.ONLINE and not plan.place.strip():
        raise ActError(_("Write where you meet."), field="place")
    if plan.waiting_capacity is not None and plan.capacity is None:
        raise ActError(
            _("Nobody waits where there is room for all. Write how many seats there are."),
            field="capacity",
        )
    told = asdict(plan)
    return {key: value.strip() if isinstance(value, str) else value for key, value in told.items()}


def _require_seats(meeting: Meeting, capacity: int | None) -> None:
    """Nobody loses a seat because the room became smaller."""
    taken = meeting.sign_ups.with_seat().count()
    if capacity is not None and capacity < taken:
        raise ActError(
            _("%(count)s already have a seat. There must be room for them.") % {"count": taken},
            field="capacity",
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
