"""A meeting that was held in the room, through the acts of the screen and of phones."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from arenas.models import Meeting, Room, RoomPerson
from arenas.services import room, room_phones, room_rounds
from participants.models import User
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.clock import on_day


@dataclass
class HeldMeeting:
    """What happens while it is held, one thing after another."""

    story: Story
    room: Room
    leader: User
    days_ago: int
    hour: int
    minute: int = 0

    def _later(self):
        self.minute += 3
        return on_day(self.days_ago, hour=self.hour, minute=self.minute)

    def _phone(self, name: str) -> RoomPerson:
        return room_phones.enter_room(self.room.pk, by=self.story.town[name])

    def asks(
        self, kind: str, text: str, *, objections: dict[str, str] | None = None, **answers: str
    ) -> None:
        """A round from beginning to end; in a consent round an answer is a position."""
        meeting = self.room.meeting_id
        with self._later():
            asked = room_rounds.ask_room(meeting, kind, text, by=self.leader)
        for name, said in answers.items():
            told = {"position": said} if asked.is_consent else {"text": said}
            with self._later():
                room_phones.write_answer(asked.pk, self._phone(name), **told)
        for name, harm in (objections or {}).items():
            with self._later():
                room_phones.write_answer(
                    asked.pk, self._phone(name), position="objection", text=harm
                )
        with self._later():
            room_rounds.show_answers(meeting, asked.pk, by=self.leader)
            room_rounds.end_round(meeting, asked.pk, by=self.leader)

    def raises(self, name: str, text: str) -> None:
        with self._later():
            room_phones.raise_point(self._phone(name), text, uuid.uuid4())


@contextmanager
def held_in_room(story: Story, meeting: Meeting, *, by: str) -> Iterator[HeldMeeting]:
    """The room is open while it lasts, at the hour at which the meeting was."""
    leader = story.town[by]
    starts = timezone.localtime(meeting.starts_at)
    days_ago = (timezone.localdate() - starts.date()).days
    hour = starts.hour + 1
    with on_day(days_ago, hour=hour):
        opened = room.open_room(meeting.pk, by=leader)
    held = HeldMeeting(story, opened, leader, days_ago, hour)
    yield held
    with on_day(days_ago, hour=hour, minute=55):
        room.close_room(meeting.pk, by=leader)
