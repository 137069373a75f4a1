"""One mail instead of many: what it says, when it comes, and that it is never empty."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from samskabelse.mail import services
from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import Rhythm
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.retention import forget_address
from samskabelse.mail.summaries import due_at
from tests.factories.people import UserFactory

LONE = "lone@skov.example"
HOME = ZoneInfo("Europe/Copenhagen")
WEDNESDAY = datetime(2026, 12, 2, 12, 0, tzinfo=HOME)
THURSDAY_MORNING = datetime(2026, 12, 3, 8, 0, tzinfo=HOME)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lone():
    return UserFactory(email=LONE)


@pytest.fixture
def noon():
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


def send(clock, moment=None):
    if moment:
        clock.move_to(moment)
    now = moment or WEDNESDAY
    return drain("invitation", now=now) + drain("digest", now=now)


def chosen(rhythm):
    services.set_rhythms(LONE, dict.fromkeys(services.rhythms_for(LONE), rhythm))


def subjects(sink):
    return [str(message["Subject"]) for message in sink.messages]


def text(sink):
    return sink.messages[-1].get_body(("plain",)).get_content()


def test_two_come_at_once_and_the_rest_in_one_summary_the_next_morning(sink, post, noon):
    for number in range(6):
        post(str(number))
    send(noon)
    assert len(sink.messages) == 2
    assert OutgoingMail.objects.filter(state="held").count() == 4
    send(noon, THURSDAY_MORNING - timedelta(minutes=1))
    assert len(sink.messages) == 2
    send(noon, THURSDAY_MORNING)
    assert len(sink.messages) == 3
    assert subjects(sink)[-1] == "Der er sket 4 ting"
    told = OutgoingMail.objects.filter(reason__startswith="in summary")
    assert set(told.values_list("state", "handed_at")) == {("sent", None)}
    assert told.count() == 4
    send(noon, THURSDAY_MORNING + timedelta(days=1))
    assert len(sink.messages) == 3


def test_what_is_held_after_the_third_waits_until_the_week_has_room(sink, post, noon):
    for number in range(3):
        post(str(number))
    send(noon)
    send(noon, THURSDAY_MORNING)
    post("late")
    send(noon, THURSDAY_MORNING + timedelta(hours=2))
    for day in range(2, 6):
        send(noon, THURSDAY_MORNING + timedelta(days=day))
        assert len(sink.messages) == 3
    send(noon, WEDNESDAY + timedelta(days=7, minutes=3))
    assert len(sink.messages) == 4
    assert subjects(sink)[-1] == "Der er sket 1 ting"


def test_it_groups_by_opgave_the_newest_first_and_says_the_whole_text(sink, post, noon, wanted):
    chosen("daily")
    for scope, number in [("project:1", 1), ("project:2", 2), ("project:1", 3)]:
        post(str(number), scope=scope)
    send(noon)
    wanted["about"] = "Skoven"
    send(noon, THURSDAY_MORNING)
    body = text(sink)
    assert body.count("Skoven & søen") >= 3
    assert body.count("https://samskabelse.test/svar") == 3
    told = OutgoingMail.objects.get(kind="summary").params["told"]
    order = [OutgoingMail.objects.get(pk=pk).scope for pk in told]
    assert order == ["project:1", "project:2", "project:1"]


def test_nothing_when_nothing_counts_any_more(sink, post, noon, wanted):
    chosen("daily")
    rows = [post(str(number)) for number in range(3)]
    send(noon)
    wanted["skip"] = "answered meanwhile"
    send(noon, THURSDAY_MORNING)
    assert sink.messages == []
    summary = OutgoingMail.objects.get(kind="summary")
    assert (summary.state, summary.reason) == ("cancelled", "nothing to tell")
    told = OutgoingMail.objects.filter(pk__in=[row.pk for row in rows])
    assert set(told.values_list("state", "reason")) == {("cancelled", "answered meanwhile")}


def test_what_cannot_be_told_yet_waits_for_the_next(sink, post, noon, wanted):
    chosen("daily")
    row = post("1")
    send(noon)
    wanted["later"] = THURSDAY_MORNING + timedelta(hours=1)
    send(noon, THURSDAY_MORNING)
    wanted["later"] = None
    send(noon, THURSDAY_MORNING + timedelta(days=1))
    row.refresh_from_db()
    assert (row.state, len(sink.messages)) == ("sent", 1)


def test_mute_means_mute_for_what_is_held_too(sink, post, noon):
    chosen("daily")
    post("1", scope="project:1")
    post("2", scope="project:2")
    send(noon)
    services.opt_out(LONE, scope="project:1")
    send(noon, THURSDAY_MORNING)
    assert OutgoingMail.objects.get(kind="summary").params["told"] == [
        OutgoingMail.objects.get(dedupe_key="2").pk
    ]


def test_who_switches_summaries_off_meanwhile_hears_nothing(sink, post, noon):
    chosen("daily")
    row = post("1")
    send(noon)
    services.opt_out(LONE)
    send(noon, THURSDAY_MORNING)
    row.refresh_from_db()
    assert (row.state, sink.messages) == ("cancelled", [])


def test_an_erased_address_hears_nothing(sink, post, noon):
    chosen("weekly")
    row = post("1")
    send(noon)
    forget_address(LONE)
    row.refresh_from_db()
    assert (row.state, row.to_address) == ("cancelled", "")


def test_a_summary_keeps_quiet_hours(sink, post, noon, settings):
    settings.MAIL_QUIET_HOURS = "20-9"
    chosen("daily")
    post("1")
    send(noon)
    send(noon, THURSDAY_MORNING)
    assert sink.messages == []
    send(noon, THURSDAY_MORNING + timedelta(hours=1))
    assert len(sink.messages) == 1


@pytest.mark.parametrize(
    ("rhythm", "now", "due"),
    [
        (Rhythm.DAILY, WEDNESDAY, THURSDAY_MORNING),
        (Rhythm.FEW, WEDNESDAY, THURSDAY_MORNING),
        (Rhythm.WEEKLY, WEDNESDAY, datetime(2026, 12, 7, 8, tzinfo=HOME)),
        (
            Rhythm.WEEKLY,
            datetime(2026, 12, 7, 7, tzinfo=HOME),
            datetime(2026, 12, 14, 8, tzinfo=HOME),
        ),
        (
            Rhythm.DAILY,
            datetime(2026, 10, 24, 12, tzinfo=HOME),
            datetime(2026, 10, 25, 8, tzinfo=HOME),
        ),
    ],
)
def test_when_it_comes(rhythm, now, due):
    assert due_at(rhythm, now) == due
