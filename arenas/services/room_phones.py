"""What phones do in the room: enter, answer, raise a point.

They hold the room's row and nothing else, so that they wait for each other alone. Nothing here is
told in the history: what was written stands in the record of the room itself, and two hundred
answers in a minute would hide the rest. Each act can be sent again: a connection drops.
"""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import ON_CALENDAR_STATES, GatheringState, RoomPosition
from arenas.models import Room, RoomAnswer, RoomPerson, RoomPoint, RoomRound, SignUp
from arenas.services.room import CANCELLED, touch
from arenas.services.room_rounds import MOST_POINTS
from participants.models import User
from projects.models import Party
from samskabelse.mail.limits import network_address, take
from samskabelse.web.errors import ActError, TooOften

HOUR = 60 * 60
TRIES_AN_HOUR = 600  # a hall shares one address; of 244 million codes it is nothing
MOST_PEOPLE, POINTS_EACH = 1000, 30


def find_room(code: str) -> Room:
    """The open room with this code, as somebody typed it. Every try is counted by address.

    The code of a meeting that was cancelled says that it was.
    """
    network = network_address()
    if network and not take(f"room-code:{network}", TRIES_AN_HOUR, HOUR):
        raise TooOften(_("Too many codes have been tried from here. Try again in an hour."))
    rooms = Room.objects.filter(code=tidy(code)).select_related("meeting__arena__project")
    off = rooms.filter(meeting__state=GatheringState.CANCELLED).order_by("-pk")
    room = rooms.open().first() or off.first()
    if room is None or not room.meeting.arena.project.is_public:
        raise ActError(_("No open room has this code. Look at the screen again."), field="code")
    if not room.meeting.is_planned:
        raise ActError(CANCELLED, code="cancelled", field="code")
    return room


def tidy(code: str) -> str:
    """As it stands on the wall, however it was typed."""
    return "".join(code.upper().replace("-", " ").split())


@transaction.atomic
def enter_room(
    room_id: int, *, by: User | None, name: str = "", comes_for: str = "", browser: str = ""
) -> RoomPerson:
    """Come in with a phone: as the person who is signed in, else as a guest. No account is needed.

    Whoever is signed in may speak for a party. A guest's words about whom they come for stay
    theirs: anybody can type the name of a party. One `browser` is one guest.
    """
    room = _hold(room_id)
    known = room.people.filter(user=by) if by else room.people.filter(browser=browser, user=None)
    if (by or browser) and (person := known.first()):
        return person
    if by:
        return _come_in(room, user=by, party=_party(room, by))
    if not name.strip():
        raise ActError(_("Write your name."), field="name")
    told = {"name": name.strip()[:120], "comes_for": comes_for.strip()[:120]}
    return _come_in(room, browser=browser, **told)


@transaction.atomic
def enter_by_link(sign_up_id: int, *, by: User | None = None) -> RoomPerson:
    """Come in by the link of a mail: under the name one is signed up with, for one's party.

    From two phones it is one person all the same. `by` is who has signed in with the address that
    the mail went to, where the sign-up is from before there was an account.
    """
    row = SignUp.objects.select_related("user", "party").get(pk=sign_up_id)
    here = Room.objects.open().filter(meeting=row.gathering_id).first()
    if here is None:
        raise ActError(_("The room is not open."), code="room_closed")
    room = _hold(here.pk)
    if row.state not in ON_CALENDAR_STATES:
        raise ActError(_("Say first that you are coming."), code="not_coming")
    user = row.user or by
    known = room.people.filter(user=user) if user else room.people.filter(sign_up=row)
    if person := known.first():
        return person
    party = row.party or (_party(room, user) if user else None)
    if user:
        return _come_in(room, user=user, party=party)
    return _come_in(room, name=row.shown_name, party=party, sign_up=row)


def _come_in(room: Room, **told: Any) -> RoomPerson:
    if room.people.count() >= MOST_PEOPLE:
        raise ActError(_("The room is full."), code="full")
    person = RoomPerson.objects.create(room=room, entered_at=timezone.now(), **told)
    touch(room)
    return person


def _party(room: Room, by: User) -> Party | None:
    signed = room.meeting.sign_ups.of_person(by).select_related("party").first()
    return (signed and signed.party) or room.meeting.arena.project.party_of(by)


@transaction.atomic
def write_answer(
    round_id: int, person: RoomPerson, *, text: str = "", position: str = ""
) -> RoomAnswer:
    """Answer, or change one's answer. Sent again it is as once.

    In a silent round it can be changed until the answers are shown; what comes for the first time
    after that is kept and says that it is late, for a phone may have been without connection. A
    position can be changed until its round ends.
    """
    room = _hold(person.room_id)
    found = room.rounds.filter(pk=round_id).first()
    if found is None:
        raise ActError(_("This is not here any more."), code="gone")
    text = text.strip()
    _require_words(found, text, position)
    standing = found.answers.filter(person=person).first()
    if standing and (standing.text, standing.position) == (text, position):
        return standing
    _require_time(found, standing)
    if standing:
        standing.text, standing.position, standing.changed_at = text, position, timezone.now()
        standing.save(update_fields=["text", "position", "changed_at"])
    else:
        standing = RoomAnswer.objects.create(
            round=found, person=person, text=text, position=position, written_at=timezone.now()
        )
    touch(room, phones=found.is_shown)
    return standing


def _require_words(found: RoomRound, text: str, position: str) -> None:
    if not found.is_consent:
        if position or not text:
            raise ActError(_("Write something first."), field="text")
        return
    if position not in RoomPosition.values:
        raise ActError(_("Choose one of the three."), field="position")
    if position == RoomPosition.OBJECTION and not text:
        raise ActError(_("Write which harm it does, so that it can be mended."), field="text")


def _require_time(found: RoomRound, standing: RoomAnswer | None) -> None:
    if found.is_consent and not found.is_open:
        raise ActError(_("The round is over."), code="round_over")
    if standing and found.is_shown and not found.is_consent:
        raise ActError(
            _("The answers are shown, so yours stays as it is. Raise a point instead."),
            code="shown",
            field="text",
        )


@transaction.atomic
def raise_point(person: RoomPerson, text: str, key: uuid.UUID) -> RoomPoint:
    """Put something forward from a phone. `key` is the form's: sent again it adds nothing."""
    room = _hold(person.room_id)
    if not text.strip():
        raise ActError(_("Write the point."), field="text")
    if standing := room.points.filter(key=key).first():
        return standing
    if person.points.count() >= POINTS_EACH or room.points.count() >= MOST_POINTS:
        raise ActError(_("There are enough points."), code="too_many")
    point = RoomPoint.objects.create(
        room=room,
        person=person,
        by=person.user,
        text=text.strip(),
        key=key,
        raised_at=timezone.now(),
    )
    touch(room)
    return point


def _hold(room_id: int) -> Room:
    room = Room.objects.select_for_update().get(pk=room_id)
    if not room.is_open:
        raise ActError(_("The room is closed. Thank you for coming."), code="room_closed")
    return room
