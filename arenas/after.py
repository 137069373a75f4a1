"""What the pages say after a meeting: who was there, how late the minutes are, what they hold."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from arenas.enums import Attendance
from arenas.models import Meeting, Minutes, RoomPerson, SignUp
from arenas.models.minutes import minutes_due_at
from arenas.prefill import Part, drafted_from
from participants.enums import Sector
from samskabelse.ui.tags.time import days_late


@dataclass(frozen=True)
class There:
    """How many came, by sector, known to everybody; names are for those who take part."""

    count: int
    sectors: list[tuple[str, int]]
    came: list[SignUp]


def who_was_there(rows: list[SignUp]) -> There:
    """From sign-ups that are read with user and party."""
    came = [row for row in rows if row.attendance == Attendance.CAME]
    numbers = Counter(row.speaks_from for row in came)
    return There(len(came), [(str(s.label), numbers[s]) for s in Sector if numbers[s]], came)


@dataclass(frozen=True)
class Clock:
    """When the minutes are due, and how late they are or were."""

    due_at: datetime
    late_hours: int
    late_days: int  # as `when` counts them

    @property
    def is_late(self) -> bool:
        return self.late_hours >= 0


def clock_of(meeting: Meeting, minutes: Minutes | None) -> Clock:
    """Late from the very second the 48 hours are over; everybody can see by how much."""
    due = minutes_due_at(meeting)
    sent = minutes.sent_at if minutes else None
    until = sent or timezone.now()
    hours = int((until - due).total_seconds() // 3600)
    return Clock(due, hours, days_late(due, until))


def parts_of(meeting: Meeting, minutes: Minutes | None) -> list[Part]:
    """The items as they stand: those of the draft, else what it will begin with."""
    if minutes is None:
        return drafted_from(meeting)
    return [
        Part(item.agenda_item_id or 0, item.title, item.said, item.parked)
        for item in minutes.items.all()
    ]


def in_the_room(meeting: Meeting, rows: list[SignUp]) -> tuple[set[int], list[RoomPerson]]:
    """Whose sign-ups entered the room, and whoever entered it without one.

    A month after, those without an account have no name any more: there is nobody to mark.
    """
    here = meeting.room_now
    if here is None:
        return set(), []
    entered, others = set(), []
    for person in here.people.select_related("user", "party__organisation"):
        own = [row.pk for row in rows if person.is_row(row)]
        entered.update(own)
        if not own and (person.user_id or person.name):
            others.append(person)
    return entered, others


def rows_of(meeting: Meeting) -> list[SignUp]:
    return list(meeting.sign_ups.select_related("user", "party__organisation", "party__user"))
