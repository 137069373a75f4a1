"""Movement events: draft, publish, move, call off (R1, R3)."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas import emails
from arenas.enums import GatheringState, SignUpState
from arenas.models import Event, SignUp
from arenas.models.event import SEATS
from arenas.services.common import lock_event, require_planned
from arenas.services.planning import Plan, call_off, change_gathering, checked
from arenas.services.sign_ups import offer_free_seats
from arenas.services.telling import tell_everybody
from participants.models import Organisation, User
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError
from samskabelse.web.slugs import free_slug

LONGEST_SLUG = 80
# /arrangementer/nyt/ and the like are pages of their own.
RESERVED = frozenset({"nyt", "aarshjul", "indlejret", "tilmeldinger", "skridt"})


@dataclass(frozen=True, kw_only=True)
class EventPlan(Plan):
    """A plan, and what an event says of itself. As many wait as there are seats (R1)."""

    purpose: str
    programme: str = ""
    organisation: Organisation | None = None
    capacity: int | None = SEATS


@transaction.atomic
def draft_event(plan: EventPlan, *, by: User) -> Event:
    """Write an event down. Nobody else sees it before it is published."""
    require(by, "arenas.convene_event", plan.organisation)
    told = _checked(plan)
    own = Event.objects.filter(created_by=by, title=told["title"], starts_at=plan.starts_at)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second click waits here
    if standing := own.planned().first():
        return standing
    event = Event.objects.create(
        slug=free_slug(
            plan.title,
            Event.objects.all(),
            longest=LONGEST_SLUG,
            otherwise="arrangement",
            reserved=RESERVED,
        ),
        created_by=by,
        **told,
    )
    _record(event, "event.drafted", by, public=False)
    return event


@transaction.atomic
def publish_event(event_id: int, *, by: User) -> Event:
    """Everybody sees it and may sign up; whoever found an earlier one full is told."""
    event = lock_event(event_id)
    require(by, "arenas.steer_event", event)
    require_planned(event)
    if event.is_published:
        return event
    if event.has_begun:
        raise ActError(_("The time has passed. Choose one that is still to come."), code="past")
    event.published_at = event.changed_at = timezone.now()
    event.is_open = True
    event.save(update_fields=["published_at", "is_open", "changed_at"])
    _record(event, "event.published", by)
    _tell_who_wished(event)
    return event


@transaction.atomic
def change_event(event_id: int, plan: EventPlan, *, by: User, reason: str = "") -> Event:
    """Change anything. Those in whose calendar it stands hear of a new time or place, and why."""
    event = lock_event(event_id)
    require(by, "arenas.steer_event", event)
    require_planned(event)
    if plan.organisation != event.organisation:
        require(by, "arenas.convene_event", plan.organisation)
    # A draft is in nobody's calendar, so there is nobody to give a reason to.
    why = reason if event.is_published else reason or "-"
    changed, is_told = change_gathering(event, _checked(plan, standing=event), why)
    if not changed:
        return event
    is_told = is_told and event.is_published
    action = "event.moved" if is_told else "event.changed"
    _record(event, action, by, public=event.is_published, reason=reason.strip())
    if is_told:
        tell_everybody(event, "changed")
    offer_free_seats(event)
    return event


@transaction.atomic
def cancel_event(event_id: int, *, by: User, reason: str) -> Event:
    """Call it off, with a reason that everybody is told."""
    event = lock_event(event_id)
    require(by, "arenas.steer_event", event)
    if event.state == GatheringState.CANCELLED:
        return event
    require_planned(event)
    call_off(event, reason)
    _record(event, "event.cancelled", by, public=event.is_published, reason=event.reason)
    tell_everybody(event, "cancelled")
    return event


def _checked(plan: EventPlan, *, standing: Event | None = None) -> dict[str, object]:
    told = checked(plan, standing=standing)
    if not plan.purpose.strip():
        raise ActError(_("Write what the event is for."), field="purpose")
    if plan.capacity is None:
        raise ActError(_("Write how many seats there are."), field="capacity")
    told["waiting_capacity"] = plan.capacity
    told.pop("is_open")  # publishing opens it
    return {name: told[name] for name in [field.name for field in fields(plan)] if name in told}


def _tell_who_wished(event: Event) -> None:
    """One mail to each who wanted to hear of the next one; then the wish is answered."""
    wishes = SignUp.objects.filter(state=SignUpState.NEXT).exclude(gathering=event)
    rows = list(wishes.select_for_update(of=("self",)).select_related("user").order_by("pk"))
    emails.queue_next_event(event, [row for row in rows if row.address])
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(state=SignUpState.DECLINED)


def _record(event: Event, action: str, by: User, *, public: bool = True, **data: Any) -> None:
    record(
        event,
        action,
        by=by,
        on_behalf_of=event.convener_name,
        public=public,
        title=event.title,
        on=timezone.localdate(event.starts_at).isoformat(),
        **data,
    )
