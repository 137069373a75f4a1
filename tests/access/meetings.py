"""An arena, a meeting and whatever hangs on them, for the tests of access."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from arenas.models import (
    AgendaItem,
    Amendment,
    Arena,
    ArenaLink,
    DatePoll,
    Decision,
    Hat,
    Material,
    Meeting,
    Minutes,
    Room,
    RoomRound,
    SignUp,
)
from arenas.services import agenda, feeds, hats, room, room_phones, room_rounds
from arenas.services.agenda import Item
from arenas.services.amendments import amend
from arenas.services.feeds import feed_token
from arenas.services.minutes import send_minutes
from arenas.services.sign_ups import enter_on_paper
from participants.models import User
from projects.models.invitation import hash_of
from tests.factories.arenas import arena_of, drafted, held, meeting_of, own_row, poll_of
from tests.factories.projects import Team


@dataclass
class Met:
    """What the addresses about meetings can name."""

    arena: Arena
    meeting: Meeting
    poll: DatePoll
    hat: Hat
    item: AgendaItem
    material: Material
    paper: SignUp
    token: str
    feed: str
    room: Room
    round: RoomRound
    drafted: Minutes
    decision: Decision
    sent: Minutes
    amendment: Amendment


def meetings_for(team: Team, asked: User) -> Met:
    """An open meeting; `asked` has been asked for a hat and has a calendar address."""
    arena = arena_of(team)
    meeting = meeting_of(team, arena=arena, is_open=True, capacity=40)
    token = secrets.token_urlsafe(32)
    ArenaLink.objects.create(
        token_hash=hash_of(token),
        sign_up=own_row(meeting, team.committer),
        expires_at=timezone.now() + timedelta(days=20),
    )
    opened = room.open_room(meeting.pk, by=team.convener)
    return Met(
        room=opened,
        round=_furnish(opened, team),
        arena=arena,
        meeting=meeting,
        poll=poll_of(team, arena=arena),
        hat=hats.ask_hat(arena.pk, asked, "catalyst", by=team.initiator),
        item=agenda.add_item(meeting.pk, an_item(), by=team.committer),
        material=agenda.add_material(
            meeting.pk, by=team.committer, title="Notat", url="https://nordager.example/notat"
        ),
        paper=enter_on_paper(meeting.pk, by=team.convener, name="Knud", reach="23 11 22 33"),
        token=token,
        feed=feed_token(feeds.renew_feed(by=asked)),
        **_after(team, arena),
    )


def _furnish(opened: Room, team: Team) -> RoomRound:
    """A question that is asked, a card that is drawn, and somebody with a phone."""
    person = room_phones.enter_room(opened.pk, by=team.committer)
    room_phones.raise_point(person, "Glem ikke hundene", uuid.uuid4())
    room.draw_card(opened.meeting_id, "half_budget", by=team.convener)
    return room_rounds.ask_room(opened.meeting_id, "silent", "Hvad mangler?", by=team.convener)


def _after(team: Team, arena: Arena) -> dict[str, Any]:
    """A meeting whose minutes are a draft, and one whose minutes are sent and corrected."""
    draft = drafted(held(meeting_of(team, arena=arena)), team.convener)
    told = held(meeting_of(team, arena=arena))
    drafted(told, team.convener)
    sent = send_minutes(told.pk, by=team.convener)
    return {
        "drafted": draft,
        "decision": draft.decisions.get(),
        "sent": sent,
        "amendment": amend(told.pk, f"i{sent.items.first().pk}", "Bussen", by=team.committer),
    }


def an_item() -> Item:
    return Item(title="Hvem mangler?", purpose="explore", method="round", minutes=20)


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


MEETING: dict[str, Any] = {
    "title": "Tredje møde",
    "day": day(30),
    "start": "17:00",
    "end": "19:00",
    "form": "on_site",
    "place": "Biblioteket",
}
ITEM: dict[str, Any] = {
    "title": "Hvad nu?",
    "purpose": "decide",
    "method": "consent",
    "minutes": "15",
}
DATES: dict[str, Any] = {
    "title": "Fjerde møde",
    "minutes": "90",
    "form": "on_site",
    "place": "Biblioteket",
    "date_1": day(20),
    "time_1": "17:00",
    "date_2": day(21),
    "time_2": "17:00",
}
DECISION: dict[str, Any] = {
    "what": "Vi begynder i maj.",
    "rule": "consent",
    "decided_by": "Alle parter",
    "reason": "Fordi det haster.",
}
TASK: dict[str, Any] = {
    "what": "Ring til hallen",
    "why": "Vi skal bruge den",
    "open_to_taker": "Hvornår",
    "whom": "all",
    "paid_today": "unknown",
}
