"""The only place where calendars are written (RFC 5545, iTIP RFC 5546).

A person's copy names nobody but them. Answers by calendar mail are not read: whoever is asked
answers by the link, so `RSVP=FALSE`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from arenas.enums import Form, SignUpState
from arenas.models import Gathering, SignUp

REFRESH = timedelta(hours=1)
PARTSTAT = {
    SignUpState.SEATED: "ACCEPTED",
    SignUpState.DECLINED: "DECLINED",
    SignUpState.LAPSED: "DECLINED",
    SignUpState.HELD: "TENTATIVE",
}


@dataclass(frozen=True)
class Entry:
    """One gathering as somebody's calendar shows it. `sees_link` is for those who take part."""

    gathering: Gathering
    url: str
    sees_link: bool = True
    sequence: int | None = None
    host: str = ""


def scheduling_message(entry: Entry, row: SignUp, *, method: str, address: str) -> str:
    """An invitation, a change (`REQUEST`) or an end (`CANCEL`) for one person (RFC 5546 §3.2)."""
    event = _event(entry)
    event["organizer"] = _organizer(entry.host)
    event.add("attendee", _attendee(row, address), encode=0)
    if method == "CANCEL":
        event["status"] = vText("CANCELLED")
    return _calendar([event], method)


def published(entries: Iterable[Entry], *, name: str = "") -> str:
    """A calendar to subscribe to or to open: nobody is asked anything (RFC 5546 §3.2.1)."""
    events = []
    for entry in entries:
        event = _event(entry)
        event["organizer"] = _organizer(entry.host)
        events.append(event)
    return _calendar(events, "PUBLISH", name=name)


def _calendar(events: list[Event], method: str, *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", f"-//{_plain(settings.MUNICIPALITY_NAME)}//Samskabelse//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", _plain(name))  # RFC 7986
        calendar.add("x-wr-calname", _plain(name))  # what most programs read
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    if events:
        calendar.add_component(_zone([event["dtstart"].dt for event in events]))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _zone(moments: list[datetime]) -> Timezone:
    """The rules of our own time zone, for the years the events lie in and one on each side."""
    years = [moment.year for moment in moments]
    zone = Timezone.from_tzid(
        settings.TIME_ZONE,
        first_date=date(min(years) - 1, 1, 1),
        last_date=date(max(years) + 2, 1, 1),
    )
    zone.pop("comment", None)
    return zone


def _event(entry: Entry) -> Event:
    gathering = entry.gathering
    event = Event()
    event.add("uid", gathering.uid)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", _local(gathering.starts_at))
    event.add("dtend", _local(gathering.ends_at))
    event.add("summary", _plain(gathering.title))
    event.add("description", _description(entry))
    event.add("url", entry.url)
    if place := _location(entry):
        event.add("location", place)
    sequence = gathering.sequence if entry.sequence is None else entry.sequence
    event.add("sequence", sequence)
    event.add("created", gathering.created_at)
    event.add("last-modified", gathering.changed_at)
    event.add("status", "CONFIRMED" if gathering.is_planned else "CANCELLED")
    event.add("transp", "OPAQUE" if gathering.is_planned else "TRANSPARENT")
    return event


def _local(moment: datetime) -> datetime:
    """In our own time zone; in UTC in the hour of autumn that comes twice.

    Programs disagree on which of the two a local time means.
    """
    local = timezone.localtime(moment, timezone.get_default_timezone())
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if comes_twice else local


def _location(entry: Entry) -> str:
    gathering = entry.gathering
    if gathering.form == Form.ONLINE:
        return gathering.online_url if entry.sees_link else _("Online")
    return _plain(gathering.place)


def _description(entry: Entry) -> str:
    gathering = entry.gathering
    lines = []
    if gathering.online_url and entry.sees_link:
        lines.append(_("Online: %(url)s") % {"url": gathering.online_url})
    if gathering.bring:
        lines.append(_("Bring: %(what)s") % {"what": _plain(gathering.bring)})
    lines.append(_("Agenda and sign-up: %(url)s") % {"url": entry.url})
    return "\n".join(lines)


def _organizer(host: str) -> vCalAddress:
    name, address = parseaddr(settings.MAIL_FROM)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = _param(host or name or settings.MUNICIPALITY_NAME)
    return organizer


def _attendee(row: SignUp, address: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["CN"] = _param(row.shown_name)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = PARTSTAT.get(SignUpState(row.state), "NEEDS-ACTION")
    attendee.params["RSVP"] = "FALSE"
    return attendee


def _plain(text: str) -> str:
    """Text without what RFC 5545 §3.1 forbids: control characters other than a line's end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c for c in line if c.isprintable() or c == "\t") for line in lines)


def _param(text: str) -> str:
    """A parameter's value stands in quotes and can hold none (RFC 5545 §3.2)."""
    return " ".join(_plain(text).replace('"', "'").split())
