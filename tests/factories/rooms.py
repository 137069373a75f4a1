"""A meeting that is held in the room, for tests."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from arenas.models import Meeting, Room, RoomPerson
from arenas.services import agenda, room
from arenas.services.agenda import Item
from projects.models import Project
from tests.factories.arenas import meeting_of
from tests.factories.projects import Team, team_in


@dataclass
class Held:
    """A team at a meeting that is open in the room, with two items on its agenda."""

    team: Team
    meeting: Meeting
    room: Room

    @property
    def project(self) -> Project:
        return self.team.project

    def url(self, name: str, *more: Any) -> str:
        """Of the screen and what belongs to it."""
        return reverse(f"arenas:{name}", args=[self.project.slug, self.meeting.pk, *more])

    def phone_url(self, name: str = "room", *more: Any) -> str:
        return reverse(f"arenas:{name}", args=[self.room.code, *more])

    def news_url(self, name: str = "room_news") -> str:
        """Asked for by a page that knows what is so now."""
        self.room.refresh_from_db()
        number = self.room.version if name == "screen_news" else self.room.stage
        return f"{reverse(f'arenas:{name}', args=[self.room.key])}?set={number}"

    def screen(self) -> Client:
        """The facilitator's browser."""
        return signed_in(self.team.facilitator)

    def steer(self, **told: Any) -> None:
        answer = self.screen().post(self.url("steer"), told)
        assert answer.status_code == 303, answer.content.decode()

    def phone(self, name: str = "Gæst", comes_for: str = "") -> Client:
        """A phone without an account that has come in."""
        client = Client()
        answer = client.post(self.phone_url(), {"name": name, "comes_for": comes_for})
        assert answer.status_code == 303, answer.content.decode()
        return client

    def person(self, name: str) -> RoomPerson:
        return self.room.people.get(name=name)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def held(phase: str = "define", team: Team | None = None, **told: Any) -> Held:
    team = team or team_in(phase)
    meeting = meeting_of(team, **told)
    for title in ("Velkommen", "Hvad gør vi?"):
        item = Item(title=title, purpose="explore", method="silent", minutes=20)
        agenda.add_item(meeting.pk, item, by=team.committer)
    opened = room.open_room(meeting.pk, by=team.facilitator)
    return Held(team=team, meeting=meeting, room=opened)
