"""What the draft of the minutes begins with. The one place to add to, when more is known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from arenas.models import Meeting

OTHER = 0  # the key of what belongs to no item of the agenda


@dataclass(frozen=True)
class Part:
    """One item as it stands before anybody has written; `key` is the agenda item's id, or 0."""

    key: int
    title: str
    said: str = ""
    parked: str = ""


def drafted_from(meeting: Meeting) -> list[Part]:
    """The agenda's items in their order, and one for the rest.

    What was written in the room belongs here, as `said` and `parked` of each item.
    """
    parts = [Part(item.pk, item.title) for item in meeting.items]
    return [*parts, Part(OTHER, _("Other"))]
