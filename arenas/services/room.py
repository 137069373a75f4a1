"""Hold a meeting in the room: open and close it, and lead it from the screen.

Each act here begins with the opgave's lock, as everywhere. What phones send (`room_phones`) holds
the room's row alone: two hundred answers at once must not make the opgave wait.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.models import Meeting, Room, RoomCard, RoomPoint, RoomRound, SpeakingNote
from arenas.models.room import ALPHABET, CODE_LENGTH
from arenas.services.common import lock_meeting
from participants.models import User
from projects.enums import Card
from projects.models import Disturbance
from projects.phases import require_phase
from projects.services.common import behalf
from projects.services.disturbing import use_card
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

OPEN_AFTER = timedelta(hours=24)  # a meeting runs late; nobody holds it a day after
BATCH = 50
CANCELLED = _("The meeting is cancelled.")


@transaction.atomic
def open_room(meeting_id: int, *, by: User) -> Room:
    """Open the meeting in the room, or open it again; whoever leads it may. Twice is as once."""
    meeting = lock_meeting(meeting_id)
    require(by, "arenas.steer_meeting", meeting)
    require_phase(meeting.arena.project, "meet")
    if not meeting.is_planned:
        raise ActError(CANCELLED, code="cancelled")
    if meeting.ends_at + OPEN_AFTER <= timezone.now():
        raise ActError(_("The meeting is over."), code="over")
    room = Room.objects.filter(meeting=meeting).first()
    if room and room.is_open:
        return room
    if room is None:
        room = Room.objects.create(
            meeting=meeting,
            code=new_code(),
            opened_by=by,
            opened_at=timezone.now(),
            item=meeting.agenda.first(),
        )
    else:
        room.code, room.closed_at = new_code(), None
        touch(room, ["code", "closed_at"], phones=True)
    _record(meeting, "room.opened", by)
    return room


def new_code() -> str:
    """Six characters that no open room has."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
        if not Room.objects.open().filter(code=code).exists():
            return code


@transaction.atomic
def close_room(meeting_id: int, *, by: User | None) -> Room:
    """Close the room: phones take nothing more, and what was written stays. None is the clock."""
    meeting = lock_meeting(meeting_id)
    if by is not None:
        require(by, "arenas.steer_meeting", meeting)
    room = Room.objects.select_for_update().filter(meeting=meeting).first()
    if room is None:
        raise ActError(_("The room is not open."), code="room_closed")
    if room.is_open:
        shut(room, meeting, by)
    return room


def shut(room: Room, meeting: Meeting, by: User | None) -> None:
    """Part of an act that holds the meeting and the room."""
    now = timezone.now()
    room.rounds.filter(closed_at=None, shown_at=None).update(shown_at=now)
    room.rounds.filter(closed_at=None).update(closed_at=now)
    SpeakingNote.objects.filter(room=room).delete()
    room.closed_at, room.timer_started_at, room.round, room.card = now, None, None, None
    touch(room, ["closed_at", "timer_started_at", "round", "card"], phones=True)
    _record(meeting, "room.closed", by)


def shut_with(meeting: Meeting, by: User) -> None:
    """Whoever cancels a meeting closes its room. Part of that act."""
    room = Room.objects.open().select_for_update().filter(meeting=meeting).first()
    if room is not None:
        shut(room, meeting, by)


def close_forgotten_rooms(now: datetime) -> int:
    """Rooms that nobody closed a day after the meeting's end are closed by the clock."""
    forgotten = Room.objects.open().filter(meeting__ends_at__lte=now - OPEN_AFTER)
    ids = list(forgotten.order_by("pk").values_list("meeting", flat=True)[:BATCH])
    for meeting_id in ids:
        close_room(meeting_id, by=None)
    return len(ids)


def lead(meeting_id: int, by: User) -> tuple[Room, Meeting]:
    """The open room, held, for whoever leads it. ActError when it is closed."""
    meeting = lock_meeting(meeting_id)
    require(by, "arenas.steer_meeting", meeting)
    require_phase(meeting.arena.project, "meet")
    room = Room.objects.select_for_update().filter(meeting=meeting).first()
    if not meeting.is_planned:
        raise ActError(CANCELLED, code="cancelled")
    if room is None or not room.is_open:
        raise ActError(_("The room is not open."), code="room_closed")
    room.meeting = meeting
    return room, meeting


def touch(room: Room, fields: Iterable[str] = (), *, phones: bool = False) -> None:
    """Save, and let the screens know that there is something new; `phones`: those too."""
    numbers = ["version", "stage"] if phones else ["version"]
    for number in numbers:
        setattr(room, number, getattr(room, number) + 1)
    room.save(update_fields=[*fields, *numbers])


@transaction.atomic
def go_to_item(meeting_id: int, item_id: int, *, by: User) -> Room:
    """The meeting is at this item now; its clock starts at once."""
    room, meeting = lead(meeting_id, by)
    item = meeting.agenda.filter(pk=item_id).first()
    if item is None:
        raise ActError(_("This is not on the agenda any more."), code="gone")
    if room.item_id != item.pk:
        room.item, room.timer_started_at, room.timer_used = item, timezone.now(), 0
        touch(room, ["item", "timer_started_at", "timer_used"], phones=True)
    return room


@transaction.atomic
def run_timer(meeting_id: int, *, by: User, run: bool) -> Room:
    """Start the clock of the item, or hold it."""
    room, _meeting = lead(meeting_id, by)
    if room.is_running == run:
        return room
    now = timezone.now()
    if room.timer_started_at:
        room.timer_used += int((now - room.timer_started_at).total_seconds())
    room.timer_started_at = now if run else None
    touch(room, ["timer_started_at", "timer_used"], phones=True)
    return room


@transaction.atomic
def note_speaking(meeting_id: int, party_id: int | None, times: int, *, by: User) -> None:
    """How often a party has had the word. Told as a number, so that a second tap adds nothing."""
    room, meeting = lead(meeting_id, by)
    party = None
    if party_id is not None:
        party = meeting.arena.project.parties.filter(pk=party_id).first()
        if party is None:
            raise ActError(_("This is not here any more."), code="gone")
    note, _new = SpeakingNote.objects.get_or_create(room=room, party=party)
    if note.times != times:
        note.times = max(0, min(times, 999))
        note.save(update_fields=["times"])
        touch(room)


@transaction.atomic
def draw_card(meeting_id: int, card: str, *, by: User) -> RoomCard:
    """Play a card of the catalyst's deck (R62): it stands on every screen until it is put away."""
    room, meeting = lead(meeting_id, by)
    require_phase(meeting.arena.project, "disturb")
    if card not in Card.values:
        raise ActError(_("There is no such card."), code="no_such_card")
    if room.card and room.card.card == card:
        return room.card
    room.card = RoomCard.objects.create(room=room, card=card, drawn_by=by, drawn_at=timezone.now())
    touch(room, ["card"], phones=True)
    _record(meeting, "room.card_drawn", by, card=card)
    return room.card


@transaction.atomic
def log_card(
    meeting_id: int, *, by: User, happened: str, changed: str, drawn: int | None
) -> Disturbance:
    """Write down what a card did: in the opgave's own log of disturbances.

    `drawn` is the card that the form was about, also when another has been drawn since.
    """
    room, meeting = lead(meeting_id, by)
    card = room.cards.filter(pk=drawn).first() if drawn else None
    if card is None:
        raise ActError(_("No card is drawn."), code="no_card")
    if card.disturbance:
        return card.disturbance
    used = use_card(
        meeting.arena.project_id,
        card.card,
        by=by,
        used_on=timezone.localdate(),
        happened=happened,
        changed=changed,
    )
    RoomCard.objects.filter(pk=card.pk).update(disturbance=used)
    if room.card_id == card.pk:
        room.card = None
        touch(room, ["card"], phones=True)
    return used


def _record(meeting: Meeting, action: str, by: User | None, **facts: Any) -> None:
    record(
        meeting.arena.project,
        action,
        by=by,
        on_behalf_of=behalf(by, meeting.arena.project) if by else "",
        title=meeting.title,
        meeting=meeting.pk,
        **facts,
    )


def record_round(round_: RoomRound, meeting: Meeting, action: str, by: User) -> None:
    """One entry about a round, for the acts in `room_rounds`."""
    _record(meeting, action, by, question=round_.text)


def point_in(room: Room, point_id: int) -> RoomPoint:
    """A point of this room. ActError when it is another's."""
    found = room.points.filter(pk=point_id).first()
    if found is None:
        raise ActError(_("This is not here any more."), code="gone")
    return found
