"""What was written in the room, in order: for the minutes, and for those who were there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from arenas.models import Meeting, Room, RoomAnswer, RoomCard, RoomPoint, RoomRound


@dataclass(frozen=True)
class Written:
    """One thing: `kind` is round, consent, answer, waiting, point or card.

    An answer follows its round; so does the word that answers wait.
    """

    kind: str
    heading: str
    text: str
    who: str
    at: datetime


def written_in(meeting: Meeting, *, waiting: bool = True) -> list[Written]:
    """Rounds with their answers, points and cards in the order they came. Four questions.

    While the room is open a round that is not shown keeps its answers: nobody reads them before all
    do (R28). With `waiting` the round says so, else it is left out. Once the room is closed
    everything that was written is here.
    """
    room = Room.objects.filter(meeting_id=meeting.pk).first()
    if room is None:
        return []
    groups = [*_rounds(room, waiting), *_points(room), *_cards(room)]
    return [row for group in sorted(groups, key=lambda group: group[0].at) for row in group]


def _rounds(room: Room, waiting: bool) -> Iterator[list[Written]]:
    people = "answers__person"
    rows = room.rounds.select_related("opened_by").prefetch_related(
        f"{people}__user", f"{people}__party__organisation", f"{people}__party__user"
    )
    for row in rows:
        if room.is_open and not row.is_shown:
            if waiting:
                yield [_round(row), _waits(row)]
            continue
        answers = sorted(row.answers.all(), key=lambda answer: (answer.written_at, answer.pk))
        yield [_round(row), *(_answer(answer, row) for answer in answers)]


def _round(row: RoomRound) -> Written:
    kind = "consent" if row.is_consent else "round"
    who = row.opened_by.display_name if row.opened_by else ""
    return Written(kind, row.get_kind_display(), row.text, who, row.opened_at)


def _waits(row: RoomRound) -> Written:
    said = gettext("The answers are not shown yet. They stand here when everybody can see them.")
    return Written("waiting", "", said, "", row.opened_at)


def _answer(row: RoomAnswer, asked: RoomRound) -> Written:
    row.round = asked
    heading = str(row.get_position_display()) if row.position else ""
    if heading and row.person.is_guest:
        heading = gettext("%(position)s (from a guest)") % {"position": heading}
    if row.is_late:
        heading = gettext("Came after the answers were shown")
    return Written("answer", heading, row.text, row.person.shown_name, row.written_at)


def _points(room: Room) -> Iterator[list[Written]]:
    rows = room.points.select_related(
        "by", "person__user", "person__party__organisation", "person__party__user"
    )
    for row in rows:
        yield [_point(row)]


def _point(row: RoomPoint) -> Written:
    heading = gettext("Point: %(state)s") % {"state": row.get_state_display().lower()}
    return Written("point", heading, row.text, row.who, row.raised_at)


def _cards(room: Room) -> Iterator[list[Written]]:
    for row in room.cards.select_related("drawn_by", "disturbance"):
        yield [_card(row)]


def _card(row: RoomCard) -> Written:
    heading = gettext("Disturbance: %(card)s") % {"card": row.get_card_display()}
    used = row.disturbance
    text = "\n\n".join([used.happened, used.changed]) if used else ""
    who = row.drawn_by.display_name if row.drawn_by else ""
    return Written("card", heading, text, who, row.drawn_at)
