"""A delopgave with a date as a calendar file (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from projects.models import Assignment


def calendar_of(row: Assignment) -> bytes:
    """One all-day event. Its UID stays, so that a second download moves the first."""
    event = Event()
    event.add("uid", f"delopgave-{row.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("summary", row.what)
    event.add("dtstart", row.due)
    event.add("dtend", row.due + timedelta(days=1))
    # From the row, not from the clock: the same file twice is the same file.
    event.add("dtstamp", row.taken_at or row.created_at)
    event.add("description", f"{row.why}\n\n{settings.BASE_URL}{row.get_absolute_url()}")
    event.add("url", settings.BASE_URL + row.get_absolute_url())
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//Samskabelse//Delopgaver//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
