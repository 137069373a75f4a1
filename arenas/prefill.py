"""What the draft of the minutes begins with. The one place to add to, when more is known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from arenas.models import Meeting, MinutesItem
from arenas.queries.written import written_in

MOST_SAID: int = MinutesItem._meta.get_field("said").max_length or 0  # type: ignore[union-attr]
OTHER = 0  # the key of what belongs to no item of the agenda


@dataclass(frozen=True)
class Part:
    """One item as it stands before anybody has written; `key` is the agenda item's id, or 0."""

    key: int
    title: str
    said: str = ""
    parked: str = ""


def drafted_from(meeting: Meeting) -> list[Part]:
    """The agenda's items in their order, and one for the rest with what was written in the room.

    Without names: who wrote what stands in the room's own record, which the team alone sees.
    """
    parts = [Part(item.pk, item.title) for item in meeting.items]
    return [*parts, Part(OTHER, _("Other"), said=_written(meeting))]


def _written(meeting: Meeting) -> str:
    """Line by line, as much as the field holds."""
    lines: list[str] = []
    left = MOST_SAID
    for row in written_in(meeting, waiting=False):
        line = ": ".join(part for part in (row.heading, row.text) if part)
        left -= len(line) + 1
        if left < 0:
            break
        lines.append(line)
    return "\n".join(lines)
