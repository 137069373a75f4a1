"""Random edit histories (trust.md R5): each person's calendar mails come in order.

SEQUENCE only rises, nothing old comes after something new, a CANCEL is never overtaken, and in the
end the calendar shows what is true. `CALENDAR_EXAMPLES=10000` runs as many histories.
"""

import os
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from arenas.enums import ON_CALENDAR_STATES
from arenas.models import Meeting
from arenas.services import meetings
from arenas.services.reminders import tick
from arenas.services.sign_ups import attend, invite_to
from samskabelse.mail import delivery
from samskabelse.mail.enums import FINAL_STATES
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.smtp import Envelope, Lost, ServerAway
from samskabelse.web.errors import ActError
from tests.factories.arenas import bare_meeting, planned
from tests.factories.people import UserFactory
from tests.factories.projects import team_seeking
from tests.projects.post import keep_mails

EXAMPLES = int(os.environ.get("CALENDAR_EXAMPLES", "60"))
pytestmark = pytest.mark.django_db

PEOPLE = 3
edits = st.one_of(
    st.tuples(st.just("move"), st.integers(5, 9)),
    st.tuples(st.just("place"), st.sampled_from(["Hallen", "Biblioteket"])),
    st.tuples(st.just("title"), st.sampled_from(["Et navn", "Et andet"])),
    st.tuples(st.just("seats"), st.integers(1, 3)),
    st.tuples(st.just("yes"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("no"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("wait"), st.integers(1, 60)),
    st.tuples(st.just("send"), st.integers(1, 3)),
    st.tuples(st.just("away"), st.just(0)),
    st.tuples(st.just("cancel"), st.just(0)),
)


class Postbox:
    """A mail server that is sometimes away, and remembers what it took."""

    def __init__(self) -> None:
        self.is_away = False
        self.got: list[tuple[str, Calendar | None]] = []

    def deliver(self, envelope: Envelope, fence: Callable[[], bool], *, lease: float) -> str:
        if self.is_away:
            raise ServerAway("gone fishing")
        if not fence():
            raise Lost
        message = message_from_bytes(envelope.content, policy=policy.default)
        parts = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
        found = [Calendar.from_ical(part.get_payload(decode=True)) for part in parts]
        for part, calendar in zip(parts, found, strict=True):
            assert part["Content-Type"].params["method"] == str(calendar["method"])
        self.got.append((envelope.to, found[0] if found else None))
        return "250 ok"


class History:
    """One meeting, three people, and whoever edits."""

    def __init__(self, team: Any, people: list, postbox: Postbox) -> None:
        # After the invitations are written, so that they can leave with the first edit.
        self.now = (timezone.localtime() + timedelta(days=1)).replace(hour=10, minute=0)
        self.team, self.people, self.postbox = team, people, postbox
        self.meeting = bare_meeting(team.project, capacity=2, created_by=team.convener)
        with transaction.atomic():
            invite_to(self.meeting, {person.pk: (person, None) for person in people})

    def do(self, what: str, how: Any) -> None:
        try:
            with time_machine.travel(self.now, tick=False):
                getattr(self, what)(how)
        except ActError:
            pass  # a refusal changes nothing
        self.now += timedelta(seconds=30)

    def change(self, **told: Any) -> None:
        standing = Meeting.objects.get(pk=self.meeting.pk)
        plan = {
            name: getattr(standing, name)
            for name in ("title", "starts_at", "ends_at", "place", "is_open", "capacity")
        }
        changed = planned(**(plan | told))
        meetings.change_meeting(self.meeting.pk, changed, by=self.team.convener, reason="Derfor")

    def move(self, days: int) -> None:
        starts = self.meeting.starts_at + timedelta(days=days)
        self.change(starts_at=starts, ends_at=starts + timedelta(hours=1))

    def place(self, name: str) -> None:
        self.change(place=name)

    def title(self, name: str) -> None:
        self.change(title=name)

    def seats(self, number: int) -> None:
        self.change(capacity=number)

    def yes(self, who: int) -> None:
        attend(self.meeting.pk, "yes", by=self.people[who])

    def no(self, who: int) -> None:
        attend(self.meeting.pk, "no", by=self.people[who])

    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        tick(self.now)

    def send(self, mails: int) -> None:
        delivery.drain("invitation", limit=mails, now=self.now)

    def away(self, _how: int) -> None:
        self.postbox.is_away = True
        delivery.drain("invitation", limit=1, now=self.now)
        self.postbox.is_away = False

    def cancel(self, _how: int) -> None:
        meetings.cancel_meeting(self.meeting.pk, by=self.team.convener, reason="Sygdom")

    def end(self) -> None:
        """Everything that waits leaves."""
        while OutgoingMail.objects.exclude(state__in=FINAL_STATES).exists():
            self.now += timedelta(minutes=2)
            with time_machine.travel(self.now, tick=False):
                delivery.drain("invitation", now=self.now)
                delivery.drain("reminder", now=self.now)


def check(history: History) -> None:
    meeting = Meeting.objects.get(pk=history.meeting.pk)
    for person in history.people:
        mine = [c for to, c in history.postbox.got if to == person.email and c is not None]
        events = [calendar.walk("VEVENT")[0] for calendar in mine]
        numbers = [event["sequence"] for event in events]
        assert numbers == sorted(set(numbers)), "SEQUENCE must rise with each mail"
        assert {str(event["uid"]) for event in events} <= {meeting.uid}
        for event in events:
            assert str(event["attendee"]) == f"mailto:{person.email}"
        row = meeting.sign_ups.get(user=person)
        stands = row.state in ON_CALENDAR_STATES and meeting.is_planned
        if stands:
            assert str(mine[-1]["method"]) == "REQUEST"
            assert events[-1]["dtstart"].dt == meeting.starts_at
            assert str(events[-1]["location"]) == meeting.place
        else:
            assert not mine or str(mine[-1]["method"]) == "CANCEL", "a CANCEL was overtaken"


def test_calendar_mails_come_in_order(settings, monkeypatch) -> None:
    keep_mails(settings)
    team = team_seeking()
    people = [UserFactory() for _number in range(PEOPLE)]
    OutgoingMail.objects.all().delete()
    run_histories(team, people, monkeypatch)


def run_histories(team: Any, people: list, monkeypatch: Any) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(edits, min_size=1, max_size=12))
    def run(told: list[tuple[str, Any]]) -> None:
        postbox = Postbox()
        monkeypatch.setattr(delivery, "open_session", lambda: nullcontext(postbox))
        with transaction.atomic():
            history = History(team, people, postbox)
            for what, how in told:
                history.do(what, how)
            history.end()
            check(history)
            transaction.set_rollback(True)

    run()


def test_a_mail_that_was_written_before_the_change_does_not_leave_after_it(
    settings, monkeypatch
) -> None:
    """The REQUEST is claimed and the server is away; meanwhile the meeting is called off."""
    keep_mails(settings)
    postbox = Postbox()
    monkeypatch.setattr(delivery, "open_session", lambda: nullcontext(postbox))
    history = History(team_seeking(), [UserFactory()], postbox)
    OutgoingMail.objects.exclude(kind="meeting_calendar").delete()
    for what, how in (("away", 0), ("cancel", 0)):
        history.do(what, how)
    history.end()
    methods = [str(calendar["method"]) for _to, calendar in postbox.got if calendar]
    assert methods == ["CANCEL"]


@pytest.mark.parametrize("news", [("cancel", 0), ("move", 6)])
def test_who_falls_back_to_the_waiting_list_is_not_left_with_it_in_the_calendar(
    settings, monkeypatch, news: tuple[str, int]
) -> None:
    """The CANCEL for it has not left when the next news takes its place."""
    keep_mails(settings)
    postbox = Postbox()
    monkeypatch.setattr(delivery, "open_session", lambda: nullcontext(postbox))
    history = History(team_seeking(), [UserFactory(), UserFactory()], postbox)
    OutgoingMail.objects.exclude(kind="meeting_calendar").delete()
    for what, how in (("send", 9), ("seats", 1), ("yes", 1), ("yes", 0), news):
        history.do(what, how)
    history.end()
    late = history.meeting.sign_ups.get(user=history.people[0])
    methods = [str(c["method"]) for to, c in postbox.got if to == late.address and c]
    assert (late.state, methods) == ("waiting", ["REQUEST", "CANCEL"])
