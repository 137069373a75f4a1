"""Movement events through HTTP: planned, filled, moved, held, and what came of them (R1-R5)."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar

from arenas.forms.events import EventForm
from arenas.models import Event, NextStep, SignUp
from arenas.services.attendance import add_who_came, mark_attendance
from arenas.services.events import cancel_event, change_event
from arenas.services.next_steps import begin_opgave, say_next_step
from arenas.services.reminders import tick
from arenas.services.sign_ups import attend
from participants.plugs import MY_DATA
from participants.services.accounts import erase_person
from projects.models import Draft
from samskabelse.web.errors import ActError
from tests.access.meetings import day
from tests.arenas.test_pages import signed_in
from tests.factories.events import begun, comes, drafted, event_of, event_plan
from tests.factories.people import UserFactory, VerifiedStaffFactory
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Samskabelsesdag",
    "purpose": "Mød dem, der vil det samme.",
    "programme": "10 Kaffe\n11 Borde",
    "day": day(40),
    "start": "10",
    "end": "15.30",
    "form": "on_site",
    "place": "Kulturhuset",
    "capacity": "150",
}


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def page(name: str, event: Event) -> str:
    return reverse(f"arenas:{name}", args=[event.slug])


def test_from_a_form_to_a_seat_and_a_waiting_list() -> None:
    staff = signed_in(VerifiedStaffFactory())
    assert staff.post(reverse("arenas:new_event"), FORM | {"capacity": "1"}).status_code == 303
    event = Event.objects.get()
    assert (event.capacity, event.waiting_capacity, event.is_published) == (1, 1, False)
    assert Client().get(event.get_absolute_url()).status_code == 404
    assert staff.post(page("publish_event", event)).status_code == 303
    assert Client().get(event.get_absolute_url()).status_code == 200
    people = [signed_in(UserFactory()) for _ in range(3)]
    url = page("event_sign_up", event)
    assert people[0].post(url, {"needs": ""}).status_code == 422  # where from?
    told = {"sector": "person"}
    assert [browser.post(url, told).status_code for browser in people] == [303, 303, 422]
    assert "ventelisten er fuld" in people[2].post(url, told).content.decode()
    states = list(event.sign_ups.order_by("pk").values_list("state", flat=True))
    assert states == ["seated", "waiting"]


def test_an_event_that_ends_before_it_starts_is_refused() -> None:
    staff = signed_in(VerifiedStaffFactory())
    told = FORM | {"start": "7.20", "end": "6.00"}
    assert staff.post(reverse("arenas:new_event"), told).status_code == 422
    event = event_of()
    changed = staff.post(page("change_event", event), told | {"reason": "Derfor"})
    assert changed.status_code == 422
    assert "slutter, før det begynder" in changed.content.decode()


def test_a_cancelled_event_takes_nobody_and_says_so_in_one_word() -> None:
    staff = VerifiedStaffFactory()
    event = event_of(by=staff)
    comes(event)
    text = Client().get(event.get_absolute_url()).content.decode()
    assert "149 ledige pladser" in text
    cancel_event(event.pk, by=staff, reason="Sygdom")
    text = Client().get(event.get_absolute_url()).content.decode()
    assert "Arrangementet er aflyst" in text
    assert "Kommer du?" not in text
    assert "ledige pladser" not in text
    assert "Hvor deltagerne kommer fra" not in text
    for browser in (Client(), signed_in(UserFactory())):
        opened = browser.get(page("event_sign_up", event))
        assert opened.status_code == 409
        assert "Arrangementet er aflyst" in opened.content.decode()
    year = timezone.localtime(event.starts_at).year
    wheel = Client().get(reverse("arenas:year_wheel"), {"aar": year}).content.decode()
    assert "· Aflyst" in wheel
    assert "Trukket tilbage" not in wheel


def test_the_embedded_list_says_the_time_as_everywhere() -> None:
    event = event_of()
    text = Client().get(reverse("arenas:events_embedded")).content.decode()
    assert date_format(timezone.localtime(event.starts_at), "l j. F Y \\k\\l. H.i") in text


def test_the_default_is_150_and_as_many_waiting() -> None:
    event = event_of()
    assert (event.capacity, event.waiting_capacity) == (150, 150)


def test_a_guest_comes_by_mail_and_tells_where_from() -> None:
    event = event_of()
    deliver()
    told = {"name": "Gerda", "email": "gerda@mail.example", "sector": "company"}
    assert Client().post(page("event_sign_up", event), told).status_code == 200
    [proof] = deliver()
    assert event.title in proof.subject
    path = re.search(r"https?://[^/\s]+(/moeder/svar/[^?\s]+)", proof.text)[1]
    assert Client().get(path).status_code == 200
    assert event.sign_ups.get().state == "unproven"
    assert Client().post(path, {"svar": "yes"}).status_code == 200
    row = event.sign_ups.get()
    assert (row.state, row.sector, row.user) == ("seated", "company", None)
    [mail] = deliver()
    assert "Kulturhuset" in mail.text
    with begun(event):
        steps = f"{path}hvad-nu/"
        assert "hvad-nu" in Client().get(path).content.decode()
        assert Client().post(steps, {"text": "Jeg ringer til skolen"}).status_code == 303
        assert Client().post(steps, {"text": "Jeg ringer til skolen"}).status_code == 303
        step = NextStep.objects.get()
        browser = Client()
        answer = browser.post(steps, {"opgave": step.pk})
        assert answer["Location"] == reverse("projects:question", args=[1])
        assert b"Jeg ringer til skolen" in browser.get(answer["Location"]).content


def test_moving_and_cancelling_tell_everybody_with_a_calendar() -> None:
    staff = VerifiedStaffFactory()
    event = event_of(by=staff)
    person = UserFactory()
    comes(event, person)
    deliver()
    later = event_plan(
        title=event.title, starts_at=event.starts_at + timedelta(days=1), purpose=event.purpose
    )
    with pytest.raises(ActError):
        change_event(event.pk, later, by=staff)
    change_event(event.pk, later, by=staff, reason="Salen er optaget")
    [moved] = deliver()
    assert "Salen er optaget" in moved.text
    row = event.sign_ups.get()
    assert row.sequence == 1
    cancel_event(event.pk, by=staff, reason="Sygdom")
    [cancelled] = deliver()
    assert "Sygdom" in cancelled.text
    assert event.sign_ups.get().sequence == 2
    feed = Calendar.from_ical(Client().get(reverse("arenas:events_ics")).content)
    [entry] = feed.walk("VEVENT")
    assert (str(entry["status"]), entry["sequence"]) == ("CANCELLED", 2)


def test_the_day_before_they_are_reminded_once() -> None:
    event = event_of(days=9)
    comes(event)
    deliver()
    now = event.reminder_at + timedelta(minutes=1)
    with time_machine.travel(now, tick=False):
        tick(now)
        tick(now)
        assert [event.title in mail.subject for mail in deliver(now)] == [True]


def test_who_found_it_full_hears_of_the_next_one_once() -> None:
    event = event_of(capacity=1)
    for _number in range(2):
        comes(event)
    late = UserFactory()
    with pytest.raises(ActError) as refused:
        comes(event, late)
    assert refused.value.code == "full"
    browser = signed_in(late)
    assert 'value="next"' in browser.get(event.get_absolute_url()).content.decode()
    assert browser.post(page("event_attend", event), {"svar": "next"}).status_code == 303
    assert event.sign_ups.get(user=late).state == "next"
    deliver()
    following = event_of(title="Den næste")
    [mail] = deliver()
    assert mail.to_address == late.email
    assert following.title in mail.subject
    event_of(title="Og en til")
    assert deliver() == []


class TestAfterwards:
    def test_attendance_is_counted_by_sector_and_names_nobody(self) -> None:
        staff = VerifiedStaffFactory()
        event = event_of(by=staff)
        rows = [comes(event, sector=s) for s in ["association"] * 4 + ["company"] * 2 + ["state"]]
        with begun(event):
            url = page("event_attendance", event)
            browser = signed_in(staff)
            assert browser.get(url).status_code == 200
            told = {"came": [row.pk for row in rows[:-1]]}
            assert browser.post(url, told).status_code == 303
            seen = Client().get(event.get_absolute_url()).content.decode()
            assert rows[0].user.name not in seen
            assert "14 %" not in seen
            assert "14 %" in browser.get(event.get_absolute_url()).content.decode()
        marked = list(event.sign_ups.order_by("pk").values_list("attendance", flat=True))
        assert marked == ["came"] * 6 + ["absent"]

    def test_it_cannot_be_marked_before(self) -> None:
        staff = VerifiedStaffFactory()
        event = event_of(by=staff)
        with pytest.raises(ActError) as refused:
            mark_attendance(event.pk, {}, by=staff)
        assert refused.value.code == "not_begun"

    def test_marking_it_is_one_act_with_meetings(self) -> None:
        staff = VerifiedStaffFactory()
        event = event_of(by=staff)
        row, other = comes(event), comes(event)
        waits = SignUp.objects.create(gathering=event, via="guest", state="declined")
        with begun(event):
            told = {row.pk: "excused", waits.pk: "came"}
            assert [mark_attendance(event.pk, told, by=staff) for _ in "12"] == [1, 0]
            with pytest.raises(ActError) as refused:
                add_who_came(event.pk, by=staff, name="Knud")
        event.refresh_from_db()
        marked = dict(event.sign_ups.values_list("pk", "attendance"))
        assert marked == {row.pk: "excused", other.pk: "", waits.pk: ""}
        assert event.attendance_at is not None
        assert refused.value.code == "not_a_meeting"

    def test_what_came_of_it(self) -> None:
        event, person = event_of(), UserFactory()
        row = comes(event, person)
        comes(event, UserFactory())
        with pytest.raises(ActError) as refused:
            say_next_step(row.pk, "For tidligt", by=person)
        assert refused.value.code == "not_begun"
        with begun(event):
            url, browser = page("next_steps", event), signed_in(person)
            assert browser.get(url).status_code == 200
            told = {"text": "Lys på stien", "with_whom": "Grundejerforeningen"}
            assert browser.post(url, told).status_code == 303
            assert browser.post(url, {"text": "Jeg kommer igen"}).status_code == 303
            step = NextStep.objects.first()
            for _click in range(2):
                answer = browser.post(url, {"opgave": step.pk})
                assert answer["Location"] == reverse("projects:question", args=[1])
            assert Draft.objects.count() == 1
            draft = Draft.objects.get()
            assert "Grundejerforeningen" in draft.answers["problem"]["problem"]
            assert event.title in draft.answers["problem"]["problem"]

    def test_the_opgave_and_the_event_know_each_other(self) -> None:
        from tests.factories.projects import raised  # noqa: PLC0415

        event, person = event_of(), UserFactory()
        row = comes(event, person)
        with begun(event):
            step = say_next_step(row.pk, "Lys på stien", by=person)
            draft = begin_opgave(step.pk, by=person)
        project = raised()
        Draft.objects.filter(pk=draft.pk).update(project=project)
        with begun(event):
            text = Client().get(event.get_absolute_url()).content.decode()
            assert project.get_absolute_url() in text
        back = Client().get(reverse("arenas:meetings", args=[project.slug])).content.decode()
        assert event.get_absolute_url() in back

    def test_who_writes_another_opgave_keeps_it(self) -> None:
        event, person = event_of(), UserFactory()
        row = comes(event, person)
        with begun(event):
            browser = signed_in(person)
            hole = {"title": "Et hul", "problem": "Dybt"}
            browser.post(reverse("projects:question", args=[1]), hole)
            step = say_next_step(row.pk, "Lys", by=person)
            answer = browser.post(page("next_steps", event), {"opgave": step.pk})
        assert answer["Location"] == reverse("projects:start")
        assert Draft.objects.get().answers["problem"]["title"] == "Et hul"

    def test_something_bad_is_hidden_with_a_reason(self) -> None:
        staff, person = VerifiedStaffFactory(), UserFactory()
        event = event_of(by=staff)
        row = comes(event, person)
        with begun(event):
            step = say_next_step(row.pk, "Noget grimt om naboen", by=person)
            url = reverse("arenas:hide_step", args=[step.pk])
            assert signed_in(person).post(url, {"reason": "x"}).status_code == 403
            assert signed_in(staff).post(url, {"reason": "Et navn"}).status_code == 303
            assert "grimt" not in Client().get(event.get_absolute_url()).content.decode()

    def test_whose_account_goes_takes_the_promise_along(self) -> None:
        event, person = event_of(), UserFactory()
        row = comes(event, person)
        with begun(event):
            say_next_step(row.pk, "Jeg bager", by=person)
        told = dict(collect(person) for collect in MY_DATA)["meetings"]
        assert told["next_steps"][0]["text"] == "Jeg bager"
        assert told["sign_ups"][0]["sector"] == "association"
        erase_person(person.pk, by=person)
        assert NextStep.objects.count() == 0


class TestTheYear:
    def test_staff_see_how_many_are_missing_and_nobody_else(self) -> None:
        event_of()
        staff, url = signed_in(VerifiedStaffFactory()), reverse("arenas:year_wheel")
        english = {"accept-language": "en"}
        assert reverse("arenas:new_event") in staff.get(url).content.decode()
        assert "alert" in staff.get(url).content.decode()
        assert (
            reverse("arenas:new_event") not in Client().get(url, headers=english).content.decode()
        )
        for days in (60, 90):
            event_of(days=days)
        assert "alert-warning" not in staff.get(url).content.decode()

    def test_a_cancelled_or_unpublished_one_does_not_count(self) -> None:
        from arenas.queries.events import missing_in_the_year_ahead  # noqa: PLC0415

        staff = VerifiedStaffFactory()
        events = [event_of(by=staff, days=days) for days in (10, 200, 364)]
        drafted(by=staff, days=40)
        now = timezone.now()
        assert missing_in_the_year_ahead(now) == 0
        cancel_event(events[0].pk, by=staff, reason="Sygdom")
        assert missing_in_the_year_ahead(now) == 1
        assert missing_in_the_year_ahead(now - timedelta(days=3)) == 2

    @pytest.mark.parametrize(
        "year", ["", "0000", "9999", "abcd", "²²²²", "2026", "\x00", "9" * 500]
    )
    def test_odd_years_are_a_page(self, year: str) -> None:
        assert Client().get(reverse("arenas:year_wheel"), {"aar": year}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
class TestWhatPagesCost:
    def test_the_list(self, rows: int, django_assert_num_queries) -> None:
        for _number in range(rows):
            comes(event_of())
        with django_assert_num_queries(6):
            assert Client().get(reverse("arenas:events")).status_code == 200

    def test_the_year(self, rows: int, django_assert_num_queries) -> None:
        for _number in range(rows):
            event_of()
        with django_assert_num_queries(5):
            assert Client().get(reverse("arenas:year_wheel")).status_code == 200

    def test_one_event(self, rows: int, django_assert_num_queries) -> None:
        event = event_of()
        for _number in range(rows):
            comes(event)
        with django_assert_num_queries(6):
            assert Client().get(event.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("name", ["events_rss", "events_json", "events_ics", "events_embedded"])
    def test_feeds(self, rows: int, name: str, django_assert_num_queries) -> None:
        for _number in range(rows):
            event_of()
        with django_assert_num_queries(4):
            assert Client().get(reverse(f"arenas:{name}")).status_code == 200


class TestForOtherPages:
    def test_only_the_embeddable_list_may_be_framed(self) -> None:
        event_of(title="Fest <b>& Øl")
        answer = Client().get(reverse("arenas:events_embedded"))
        assert "X-Frame-Options" not in answer
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        assert "script-src 'none'" in policy
        assert "default-src 'none'" in policy
        assert not answer.cookies
        text = answer.content.decode()
        assert "<script" not in text
        assert "Fest &lt;b&gt;" in text
        other = Client().get(reverse("arenas:events"))
        assert other["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]

    def test_feeds_tell_what_everybody_may_see(self) -> None:
        event = event_of(online_url="https://hemmelig.example/rum", form="both")
        drafted(title="Endnu ikke")
        for name in ("events_rss", "events_json", "events_ics", "events_embedded"):
            text = Client().get(reverse(f"arenas:{name}")).content.decode()
            assert event.title in text
            assert "Endnu ikke" not in text
            assert "hemmelig" not in text

    @pytest.mark.parametrize("name", ["events_rss", "events_json", "events_ics", "events_embedded"])
    def test_no_feed_hands_on_what_nobody_should_read(self, name: str) -> None:
        """Also of what was stored before the forms left it out."""
        event = event_of(title="Fest")
        signs = "\x08\x0b\x1f\ufffe\u202e\u2066"
        texts = dict.fromkeys(("title", "purpose", "place"), f"En{signs} fest")
        Event.objects.filter(pk=event.pk).update(**texts)
        text = Client().get(reverse(f"arenas:{name}")).content.decode()
        text = json.dumps(json.loads(text), ensure_ascii=False) if "json" in name else text
        assert "En fest" in text
        assert set(text) & set(signs) == set()
        if name == "events_rss":
            ET.fromstring(text)  # noqa: S314  our own

    def test_nor_does_a_form_take_it(self) -> None:
        field = EventForm.base_fields["place"]
        assert field.clean("Hallen\u202e \x0bved\ufffe havnen") == "Hallen ved havnen"

    def test_it_stands_in_ones_own_calendar(self) -> None:
        event, person = event_of(), UserFactory()
        comes(event, person)
        browser = signed_in(person)
        browser.post(reverse("arenas:renew_feed"))
        text = browser.get(reverse("arenas:feeds")).content.decode()
        path = re.search(r"https?://[^/\s]+(/kalender/[\w-]+\.ics)", text)[1]
        [entry] = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
        assert str(entry["uid"]) == event.uid
        assert event.title in browser.get(reverse("participants:me")).content.decode()
        attend(event.pk, "no", by=person)
        assert Calendar.from_ical(Client().get(path).content).walk("VEVENT") == []
