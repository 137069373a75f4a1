"""Movement events for tests, through the acts that people use."""

from datetime import timedelta
from itertools import count
from typing import Any

import time_machine

from arenas.enums import ComesFrom, Form
from arenas.models import Event, SignUp
from arenas.services.events import EventPlan, draft_event, publish_event
from arenas.services.sign_ups import attend
from participants.models import User
from tests.factories.arenas import in_days
from tests.factories.people import UserFactory, VerifiedStaffFactory

numbers = count(1)
SECTOR = ComesFrom.ASSOCIATION


def event_plan(days: float = 30, **told: Any) -> EventPlan:
    starts = told.pop("starts_at", None) or in_days(days)
    whole = {
        "title": f"Samskabelsesdag {next(numbers)}",
        "purpose": "Find ud af, hvad vi kan løse sammen.",
        "programme": "10.00 Kaffe",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=4),
        "form": Form.ON_SITE,
        "place": "Kulturhuset, Torvet 1",
    }
    return EventPlan(**(whole | told))


def drafted(*, by: User | None = None, **told: Any) -> Event:
    return draft_event(event_plan(**told), by=by or VerifiedStaffFactory())


def event_of(*, by: User | None = None, **told: Any) -> Event:
    """A published event by the municipality."""
    by = by or VerifiedStaffFactory()
    return publish_event(drafted(by=by, **told).pk, by=by)


def comes(event: Event, person: User | None = None, sector: str = SECTOR) -> SignUp:
    return attend(event.pk, "yes", by=person or UserFactory(), sector=sector)


def begun(event: Event) -> Any:
    """Travel to an hour after the beginning."""
    return time_machine.travel(event.starts_at + timedelta(hours=1), tick=False)
