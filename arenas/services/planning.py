"""When, where and for how many: what meetings and events are planned, moved and called off with."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import Form, GatheringState
from arenas.models import Gathering
from arenas.services.common import set_fields
from samskabelse.web.errors import ActError

LONGEST = timedelta(hours=24)
FURTHEST = timedelta(days=3 * 366)
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


def checked(plan: Plan, *, standing: Gathering | None = None) -> dict[str, object]:
    """The plan's fields, or the refusal of what cannot be, at its field."""
    now = timezone.now()
    if not plan.title.strip():
        raise ActError(_("Give it a title."), field="title")
    if plan.starts_at <= now and (standing is None or standing.starts_at != plan.starts_at):
        raise ActError(_("The time has passed. Choose one that is still to come."), field="day")
    if plan.starts_at > now + FURTHEST:
        raise ActError(_("That is more than three years away."), field="day")
    if plan.ends_at <= plan.starts_at:
        raise ActError(_("It must end after it starts."), field="end")
    if plan.ends_at - plan.starts_at > LONGEST:
        raise ActError(_("It lasts a day at most."), field="end")
    if plan.form != Form.ONLINE and not plan.place.strip():
        raise ActError(_("Write where you meet."), field="place")
    if plan.waiting_capacity is not None and plan.capacity is None:
        raise ActError(
            _("Nobody waits where there is room for all. Write how many seats there are."),
            field="capacity",
        )
    told = {field.name: getattr(plan, field.name) for field in fields(plan)}
    return {key: value.strip() if isinstance(value, str) else value for key, value in told.items()}


def change_gathering(
    gathering: Gathering, told: dict[str, object], reason: str
) -> tuple[list[str], bool]:
    """Write what differs; its names, and whether people must hear of it. Part of an act.

    A new time or place without a reason is refused; so is a room too small for those with a seat.
    """
    _require_seats(gathering, told["capacity"])
    changed = set_fields(gathering, told)
    if not changed:
        return [], False
    is_told = bool(TOLD & set(changed))
    if is_told and not reason.strip():
        raise ActError(_("Write why, so that people understand the change."), field="reason")
    gathering.sequence += is_told
    gathering.reason = reason.strip() if is_told else gathering.reason
    gathering.changed_at = timezone.now()
    gathering.save(update_fields=[*changed, "sequence", "reason", "changed_at"])
    return changed, is_told


def call_off(gathering: Gathering, reason: str) -> None:
    """Cancelled, with the reason that everybody is told. Part of an act."""
    if not reason.strip():
        raise ActError(_("Write why, so that people understand it."), field="reason")
    gathering.state = GatheringState.CANCELLED
    gathering.cancelled_at = gathering.changed_at = timezone.now()
    gathering.reason = reason.strip()
    gathering.sequence += 1
    gathering.save(update_fields=["state", "cancelled_at", "changed_at", "reason", "sequence"])


def _require_seats(gathering: Gathering, capacity: object) -> None:
    """Nobody loses a seat because the room became smaller."""
    taken = gathering.sign_ups.with_seat().count()
    if isinstance(capacity, int) and capacity < taken:
        raise ActError(
            _("%(count)s already have a seat. There must be room for them.") % {"count": taken},
            field="capacity",
        )
