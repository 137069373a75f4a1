"""What else waits for a person on their own page: minutes, corrections, a seat that is kept."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arenas.models.minutes import minutes_due_at
from arenas.queries.personal import corrections_to_answer, minutes_to_write, seats_kept
from participants.models import User
from projects.personal import Waiting, adds_waiting


@adds_waiting
def minutes_waiting(user: User) -> Iterable[Waiting]:
    """Minutes that are due within 48 hours, or late already."""
    rows = minutes_to_write(user, timezone.now())
    for meeting in rows.select_related("arena__project"):
        day = date_format(timezone.localtime(meeting.starts_at), "j. F")
        yield Waiting(
            meeting.arena.project,
            _("Write the minutes of the meeting on %(day)s") % {"day": day},
            reverse("arenas:write_minutes", args=[meeting.arena.project.slug, meeting.pk]),
            due_at=minutes_due_at(meeting),
            label=_("Write"),
        )


@adds_waiting
def corrections_waiting(user: User) -> Iterable[Waiting]:
    """Corrections of minutes that nobody has said yes or no to."""
    rows = corrections_to_answer(user, timezone.now())
    for minutes in rows.select_related("meeting__arena__project"):
        question = ngettext(
            "%(n)s correction of the minutes of “%(meeting)s” waits for an answer",
            "%(n)s corrections of the minutes of “%(meeting)s” wait for an answer",
            minutes.waiting,
        )
        yield Waiting(
            minutes.meeting.arena.project,
            question % {"n": minutes.waiting, "meeting": minutes.meeting.title},
            f"{minutes.get_absolute_url()}#rettelser",
            due_at=minutes.amend_until,
        )


@adds_waiting
def seats_waiting(user: User) -> Iterable[Waiting]:
    """A seat at an event, for whoever stood on the waiting list."""
    rows = seats_kept(user, timezone.now())
    for row in rows.select_related("gathering__event"):
        event = row.gathering.event
        question = _("A seat is kept for you. Are you coming?")
        yield Waiting(event, question, event.get_absolute_url(), due_at=row.held_until)
