"""What else waits for a person on their own page: minutes, corrections, a seat that is kept."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arenas.models import Meeting, Minutes, SignUp
from arenas.models.minutes import MINUTES_WITHIN
from arenas.queries.personal import corrections_to_answer, minutes_to_write, seats_kept
from participants.listings import Asking, Listed
from projects.personal import adds_waiting


def _minutes(asking: Asking) -> QuerySet[Meeting]:
    return minutes_to_write(asking.user, asking.now)


@adds_waiting(_minutes, "pk", "starts_at", "ends_at", project="arena__project")
def minutes_waiting(row: Listed) -> tuple[Any, ...]:
    """Minutes that are due within 48 hours, or late already."""
    starts, ends = parse_datetime(row["starts_at"]), parse_datetime(row["ends_at"])
    day = date_format(timezone.localtime(starts), "j. F")
    return (
        _("Write the minutes of the meeting on %(day)s") % {"day": day},
        reverse("arenas:write_minutes", args=[row["slug"], row["pk"]]),
        ends + MINUTES_WITHIN if ends else None,
        _("Write"),
    )


def _corrections(asking: Asking) -> QuerySet[Minutes]:
    return corrections_to_answer(asking.user, asking.now)


@adds_waiting(
    _corrections,
    "meeting_id",
    "amend_until",
    "waiting",
    project="meeting__arena__project",
    meeting="meeting__title",
)
def corrections_waiting(row: Listed) -> tuple[Any, ...]:
    """Corrections of minutes that nobody has said yes or no to."""
    question = ngettext(
        "%(n)s correction of the minutes of “%(meeting)s” waits for an answer",
        "%(n)s corrections of the minutes of “%(meeting)s” wait for an answer",
        row["waiting"],
    )
    return (
        question % {"n": row["waiting"], "meeting": row["meeting"]},
        reverse("arenas:minutes", args=[row["slug"], row["meeting_id"]]) + "#rettelser",
        parse_datetime(row["amend_until"]),
    )


def _seats(asking: Asking) -> QuerySet[SignUp]:
    return seats_kept(asking.user, asking.now)


@adds_waiting(_seats, "held_until", project="gathering__event")
def seats_waiting(row: Listed) -> tuple[Any, ...]:
    """A seat at an event, for whoever stood on the waiting list."""
    return (
        _("A seat is kept for you. Are you coming?"),
        reverse("arenas:event", args=[row["slug"]]),
        parse_datetime(row["held_until"]),
    )
