"""What was answered in the room, as the screen and the phones show it."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import not_

from django.utils.translation import gettext

from arenas.enums import RoomPosition
from arenas.models import RoomAnswer, RoomRound

MOST_SHOWN = 300


@dataclass(frozen=True)
class Voices:
    """Answers that are heard together. `tally` counts each position, in a consent round."""

    heading: str
    answers: list[RoomAnswer]
    tally: list[tuple[str, int]]


def voices_in(asked: RoomRound) -> list[Voices]:
    """Everybody's words together; positions of those who speak for a party apart from the others'.

    An objection comes first: it is what the room must hear. One question.
    """
    rows = asked.answers.select_related("person__user", "person__party__organisation")
    answers = list(rows[:MOST_SHOWN])
    for row in answers:
        row.round = asked
    if not asked.is_consent:
        return [Voices("", answers, [])]
    answers.sort(key=lambda row: row.position != RoomPosition.OBJECTION)
    parties = _side(gettext("Those who speak for a party"), answers, bool)
    others = _side(gettext("Guests and others"), answers, not_)
    return [parties, others] if others.answers else [parties]


def _side(heading: str, answers: list[RoomAnswer], is_here: Callable[[int | None], bool]) -> Voices:
    found = [row for row in answers if is_here(row.person.party_id)]
    given = [row.position for row in found]
    tally = [(str(label), given.count(value)) for value, label in RoomPosition.choices]
    return Voices(heading, found, tally)
