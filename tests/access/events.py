"""A coming and a begun movement event, for the tests of access."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from arenas.models import ArenaLink, Event, NextStep, SignUp
from arenas.services.next_steps import say_next_step
from arenas.services.sign_ups import enter_on_paper
from participants.models import User
from projects.models.invitation import hash_of
from tests.access.meetings import MEETING
from tests.factories.events import comes, event_of


@dataclass
class Held:
    """What the addresses about events can name."""

    coming: Event
    begun: Event
    step: NextStep
    paper: SignUp
    token: str


def events_for(staff: User, citizen: User) -> Held:
    """`citizen` is signed up for both, and has said what they will do after the second."""
    coming, begun = event_of(by=staff), event_of(by=staff)
    comes(coming, citizen)
    row = comes(begun, citizen)
    guest = SignUp.objects.create(
        gathering=begun, name="Gerda", email="gerda@mail.example", via="guest", state="declined"
    )
    now = timezone.now()
    Event.objects.filter(pk=begun.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=3)
    )
    token = secrets.token_urlsafe(32)
    ArenaLink.objects.create(
        token_hash=hash_of(token), sign_up=guest, expires_at=now + timedelta(days=20)
    )
    return Held(
        coming=coming,
        begun=Event.objects.get(pk=begun.pk),
        step=say_next_step(row.pk, "Jeg spørger naboerne", by=citizen),
        paper=enter_on_paper(coming.pk, by=staff, name="Ib", reach="23", sector="person"),
        token=token,
    )


EVENT: dict[str, Any] = MEETING | {
    "title": "Samskabelsesdag",
    "purpose": "Mød hinanden.",
    "capacity": "150",
}
