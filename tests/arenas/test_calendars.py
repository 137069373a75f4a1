"""Our calendars as others read them: the icalendar library, and ical.js in a program of its own."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import reverse
from icalendar import Calendar

from arenas.calendars import Entry, published, scheduling_message
from arenas.enums import Form
from arenas.models import Gathering, SignUp
from arenas.services import feeds
from participants.models import User
from tests.factories.events import comes, event_of
from tests.factories.people import UserFactory

HERE = Path(__file__).parent
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
URL = "https://samskabelse.nordager.example/opgaver/x/moeder/1/"
ODD = 'Møde; "om", alt\\ og\nintet: 🎉 ' + "langt " * 40


def gathering(starts: datetime, *, minutes: int = 120, **told: Any) -> Gathering:
    whole = {"title": "Hvem mangler?", "place": "Ungdomsskolen, Skolevej 4"}
    ends = starts.astimezone(UTC) + timedelta(minutes=minutes)
    return Gathering(starts_at=starts.astimezone(UTC), ends_at=ends, **(whole | told))


def at(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=COPENHAGEN, fold=fold)


MOMENTS = [
    at(2026, 6, 1, 17),
    at(2026, 12, 1, 17),
    at(2027, 3, 28, 1, 30),  # the hour before the clock goes forward
    at(2027, 3, 28, 3, 30),
    at(2026, 10, 25, 2, 30),  # the hour that comes twice
    at(2026, 10, 25, 2, 30, fold=1),
    at(2026, 12, 31, 23, 30),
]


def person(name: str = 'Lone "Lind", formand') -> SignUp:
    return SignUp(user=User(name=name, email="lone@mail.example"), state="seated")


def texts() -> list[tuple[str, Gathering]]:
    """Requests, cancellations and a feed, at every awkward moment and with awkward words."""
    found = []
    for starts in MOMENTS:
        one = gathering(starts, title=ODD, online_url="https://møde.example/?a=1&b=2")
        entry = Entry(one, URL, sequence=3, host="Mette Lindgaard")
        for method in ("REQUEST", "CANCEL"):
            text = scheduling_message(entry, person(), method=method, address="lone@mail.example")
            found.append((text, one))
        found.append((published([entry], name="Fester; uden, pres"), one))
    return found


def folded(text: str) -> bool:
    """RFC 5545 §3.1: lines end in CRLF and have 75 octets at most."""
    lines = text.split("\r\n")
    return "\n" not in text.replace("\r\n", "") and all(len(line.encode()) <= 75 for line in lines)


@pytest.mark.parametrize("place", range(len(MOMENTS) * 3))
def test_icalendar_reads_what_we_write(place: int) -> None:
    text, one = texts()[place]
    calendar = Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    assert event.errors == []
    assert calendar.errors == []
    assert folded(text)
    assert str(event["uid"]) == one.uid
    assert event["dtstart"].dt.astimezone(UTC) == one.starts_at
    assert event["dtend"].dt.astimezone(UTC) == one.ends_at
    assert event["sequence"] == 3
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]


def test_one_attendee_and_the_right_method() -> None:
    for text, _one in texts():
        calendar = Calendar.from_ical(text)
        [event] = calendar.walk("VEVENT")
        attendees = event.get("attendee", [])
        attendees = attendees if isinstance(attendees, list) else [attendees]
        method = str(calendar["method"])
        wanted = [] if method == "PUBLISH" else ["mailto:lone@mail.example"]
        assert [str(attendee) for attendee in attendees] == wanted
        cancelled = str(event["status"]) == "CANCELLED"
        assert cancelled == (method == "CANCEL")


def test_ical_js_reads_the_same() -> None:
    told = texts()
    found = read_by_ical_js([text for text, _one in told])
    for read, (text, one) in zip(found, told, strict=True):
        [event] = read["events"]
        assert event["uid"] == one.uid
        assert datetime.fromisoformat(event["start"]) == one.starts_at
        assert datetime.fromisoformat(event["end"]) == one.ends_at
        assert event["sequence"] == 3
        assert f"METHOD:{read['method']}" in text


@pytest.mark.django_db
def test_both_read_the_calendars_of_events(client) -> None:
    """The list of events, one event, one's own calendar, and the mails' REQUEST and CANCEL."""
    events = [event_of(title=f"{ODD[:100]} {number}", days=20 + number) for number in range(3)]
    person = UserFactory()
    row = comes(events[0], person)
    feed = feeds.renew_feed(by=person)
    urls = [
        reverse("arenas:events_ics"),
        reverse("arenas:event_ics", args=[events[0].slug]),
        reverse("arenas:feed", args=[feeds.feed_token(feed)]),
    ]
    told = [client.get(url).content.decode() for url in urls]
    entry = Entry(events[0], URL, sequence=3, host=events[0].convener_name)
    for method in ("REQUEST", "CANCEL"):
        told.append(scheduling_message(entry, row, method=method, address=person.email))
    read = read_by_ical_js(told)
    for text, found in zip(told, read, strict=True):
        calendar = Calendar.from_ical(text)
        assert calendar.errors == []
        assert folded(text)
        here = {str(event["uid"]): event["dtstart"].dt for event in calendar.walk("VEVENT")}
        there = {e["uid"]: datetime.fromisoformat(e["start"]) for e in found["events"]}
        assert here == there
        assert all(event.errors == [] for event in calendar.walk("VEVENT"))
    assert [len(found["events"]) for found in read] == [3, 1, 1, 1, 1]


def read_by_ical_js(texts: list[str]) -> list[dict[str, Any]]:
    answer = subprocess.run(
        [shutil.which("node"), str(HERE / "calendars.js"), str(settings.BASE_DIR / "node_modules")],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(answer.stdout)


def test_who_does_not_take_part_sees_no_link() -> None:
    one = gathering(MOMENTS[0], form=Form.ONLINE, online_url="https://moede.example/hemmelig")
    assert "hemmelig" not in published([Entry(one, URL, sees_link=False)])
    assert "hemmelig" in published([Entry(one, URL)])


def test_control_characters_break_no_line() -> None:
    one = gathering(MOMENTS[0], title="Møde\r\nATTENDEE:mailto:ond@mail.example\x00\x07")
    [event] = Calendar.from_ical(published([Entry(one, URL)])).walk("VEVENT")
    assert "attendee" not in event
