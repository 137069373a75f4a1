"""A year of reminders (trust.md R4): none missing, none double, none late."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from arenas.enums import SignUpState, Via
from arenas.models import Meeting, SignUp
from arenas.services.reminders import tick
from arenas.services.sign_ups import attend
from samskabelse.mail.models import OutgoingMail
from tests.factories.arenas import bare_meeting, met, own_row
from tests.factories.people import UserFactory
from tests.factories.projects import raised
from tests.projects.crowd import at_once
from tests.projects.post import deliver, keep_mails

# Every ten minutes of the year instead of the hours that matter: `ALL_TICKS=1 make test …`.
ALL_TICKS = os.environ.get("ALL_TICKS") == "1"
DAYS = 365
SCHEDULERS = (timedelta(0), timedelta(seconds=7), timedelta(seconds=13))
HOURS = [time(9, 30), time(16, 59), time(17), time(21)]
STARTS = [time(0, 30), time(2, 30), time(7), time(9), time(17), time(19, 30), time(23, 45)]
OUTAGE_FROM, OUTAGE = 100, timedelta(hours=48)


def local(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def moments(first: date) -> Iterator[datetime]:
    """When the schedulers call, each with a clock of its own."""
    for number in range(DAYS + 2):
        day = first + timedelta(days=number)
        clocks = [time(h, m) for h in range(24) for m in range(0, 60, 10)] if ALL_TICKS else HOURS
        for clock in clocks:
            yield from (local(day, clock) + scheduler for scheduler in SCHEDULERS)


class Year:
    """A meeting on each day, with somebody in each state; every seventh is called too late."""

    def __init__(self, first: date) -> None:
        self.first = first
        people = {state: UserFactory() for state in ("seated", "invited", "declined")}
        project = raised()
        self.meetings: list[Meeting] = []
        for number in range(1, DAYS):
            day = first + timedelta(days=number)
            meeting = bare_meeting(
                project, title=f"Dag {number}", starts_at=local(day, STARTS[number % len(STARTS)])
            )
            is_late = number % 7 == 0
            told = meeting.reminder_at + timedelta(hours=1 if is_late else -30)
            for place, (state, person) in enumerate(people.items(), start=1):
                seat = place if state == "seated" else None
                SignUp.objects.create(
                    gathering=meeting,
                    user=person,
                    state=state,
                    seat=seat,
                    via=Via.ACCOUNT,
                    told_at=told,
                    sequence=0,
                )
            self.meetings.append(meeting)
        self.cancelled = self.meetings[5::11]
        Meeting.objects.filter(pk__in=[m.pk for m in self.cancelled]).update(
            state="cancelled", cancelled_at=timezone.now(), reason="Sygdom"
        )
        self.down = local(first + timedelta(days=OUTAGE_FROM), time(12))
        self.up = self.down + OUTAGE

    def is_down(self, moment: datetime) -> bool:
        return self.down <= moment < self.up

    def wanted(self) -> set[str]:
        """The key of every reminder that somebody must get."""
        found = set()
        calls = [moment for moment in moments(self.first) if not self.is_down(moment)]
        for number, meeting in enumerate(self.meetings, start=1):
            if meeting in self.cancelled or number % 7 == 0:
                continue
            if any(meeting.reminder_at <= moment < meeting.starts_at for moment in calls):
                day = timezone.localdate(meeting.starts_at).isoformat()
                rows = meeting.sign_ups.filter(state__in=["seated", "invited"])
                found |= {f"meeting_reminder:{row.pk}:{day}" for row in rows}
        return found


@pytest.mark.django_db
def test_a_year_with_three_schedulers_two_clock_changes_and_an_outage(settings) -> None:
    keep_mails(settings)
    first = timezone.localdate() + timedelta(days=1)
    year = Year(first)
    for moment in moments(first):
        if year.is_down(moment):
            continue
        with time_machine.travel(moment, tick=False):
            if tick(moment)["remind_meetings"]:
                deliver(moment)
    sent = OutgoingMail.objects.filter(kind="meeting_reminder", state="sent")
    keys = Counter(sent.values_list("dedupe_key", flat=True))
    assert set(keys) == year.wanted()  # none missing, none too many
    assert set(keys.values()) == {1}
    assert OutgoingMail.objects.filter(kind="meeting_reminder").count() == len(keys)
    starts = {row.pk: row.gathering for row in SignUp.objects.select_related("gathering")}
    late = 0
    for mail in sent:
        meeting = starts[mail.params["sign_up"]]
        assert meeting.reminder_at <= mail.sent_at < meeting.starts_at
        on_time = mail.sent_at - meeting.reminder_at < timedelta(minutes=10)
        late += not on_time
        assert on_time or year.is_down(meeting.reminder_at)
    assert late  # the outage made some late, and they still came
    assert len({timezone.localtime(m.reminder_at).utcoffset() for m in year.meetings}) == 2
    assert {timezone.localtime(m.reminder_at).time() for m in year.meetings} == {time(17)}


@pytest.mark.django_db(transaction=True)
def test_eight_schedulers_at_the_same_moment_remind_once() -> None:
    _team, meeting = met(days=1.2)
    meeting.sign_ups.update(told_at=meeting.reminder_at - timedelta(days=1))
    now = meeting.reminder_at + timedelta(minutes=1)
    assert at_once([partial(tick, now)] * 8) == {"ok": 8}
    tick(now)
    mails = OutgoingMail.objects.filter(kind="meeting_reminder")
    assert mails.count() == meeting.sign_ups.count()


@pytest.mark.django_db
class TestOneReminder:
    @pytest.fixture(autouse=True)
    def mails(self, settings) -> None:
        keep_mails(settings)

    def reminded(self, meeting: Meeting, now: datetime | None = None) -> list[str]:
        now = now or meeting.reminder_at + timedelta(minutes=1)
        with time_machine.travel(now, tick=False):
            tick(now)
            found = deliver(now)
        return [mail.to_address for mail in found if "morgen" in mail.subject]

    def test_who_has_said_no_is_left_alone(self) -> None:
        team, meeting = met(days=6)
        attend(meeting.pk, "no", by=team.committer)
        deliver()
        told = self.reminded(meeting)
        assert team.committer.email not in told
        assert len(told) == meeting.sign_ups.count() - 1
        assert self.reminded(meeting) == []

    def test_it_says_what_to_bring_and_is_answered_from_the_mail(self, client) -> None:
        team, meeting = met(days=6, bring="Jeres egen kop")
        deliver()
        now = meeting.reminder_at + timedelta(minutes=1)
        with time_machine.travel(now, tick=False):
            tick(now)
            [mail] = [m for m in deliver(now) if m.to_address == team.committer.email]
            assert "Jeres egen kop" in mail.text
            url = next(line for line in mail.text.splitlines() if "svar=no" in line)
            path = url.strip().removeprefix("https://").partition("/")[2]
            assert client.get(f"/{path}").status_code == 200
            assert own_row(meeting, team.committer).state == SignUpState.INVITED
            assert client.post(f"/{path}", {"svar": "no"}).status_code == 200
        assert own_row(meeting, team.committer).state == SignUpState.DECLINED

    def test_one_called_after_five_has_no_reminder(self) -> None:
        _team, meeting = met(days=6)
        meeting.sign_ups.update(told_at=meeting.reminder_at + timedelta(hours=1))
        deliver()
        assert self.reminded(meeting, meeting.reminder_at + timedelta(hours=2)) == []

    def test_a_reminder_that_waits_for_the_server_is_void_when_the_meeting_begins(self) -> None:
        _team, meeting = met(days=6)
        deliver()
        now = meeting.reminder_at + timedelta(minutes=1)
        with time_machine.travel(now, tick=False):
            tick(now)
        with time_machine.travel(meeting.starts_at, tick=False):
            assert deliver(meeting.starts_at) == []

    def test_a_meeting_that_moves_is_reminded_of_anew(self) -> None:
        _team, meeting = met(days=6)
        deliver()
        assert self.reminded(meeting)
        later = meeting.starts_at + timedelta(days=9)
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=later, ends_at=later + timedelta(hours=1)
        )
        assert self.reminded(Meeting.objects.get(pk=meeting.pk))
