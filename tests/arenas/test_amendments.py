"""Seven days in which whoever was there can correct, and the clock that ends them."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arenas.enums import AmendmentState
from arenas.models import Amendment, Meeting, Minutes, SignUp
from arenas.services.amendments import amend, amend_by_link, answer_amendment
from arenas.services.attendance import mark_attendance
from arenas.services.minutes import mark_of, send_minutes
from arenas.services.reminders import tick
from participants.plugs import MY_DATA
from participants.services.accounts import erase_person
from projects.models import Project
from samskabelse.history.models import Entry
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError, NotAllowed
from tests.arenas.test_guests import press, sign_up
from tests.arenas.test_pages import signed_in
from tests.factories.arenas import bare_meeting, drafted, held, met, minuted, own_row
from tests.factories.people import UserFactory
from tests.factories.projects import raised
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def page(name: str, meeting: Meeting, pk: int | None = None) -> str:
    return reverse(f"arenas:{name}", args=[meeting.arena.project.slug, pk or meeting.pk])


def about(minutes: Minutes) -> str:
    return f"i{minutes.items.first().pk}"


def refusal(act) -> str:
    with pytest.raises(ActError) as refused:
        act()
    return refused.value.code


def test_corrected_taken_in_and_left_beside_by_plain_forms() -> None:
    team, meeting, minutes = minuted()
    mine, browser = signed_in(team.committer), signed_in(team.convener)
    sent = {"about": about(minutes), "text": "Vi talte også om bussen."}
    assert [mine.post(page("amend_minutes", meeting), sent).status_code for _ in "12"] == [303, 303]
    decision = minutes.decisions.get()
    other = {"about": f"d{decision.pk}", "text": "Det var i juni."}
    assert mine.post(page("amend_minutes", meeting), other).status_code == 303
    one, two = minutes.amendments.order_by("pk")
    url = page("answer_amendment", meeting, one.pk)
    assert "Vi talte om fester." in browser.get(url).text
    told = {"accept": "yes", "text": "Vi talte om fester og bussen.", "answer": "",
            "seen": mark_of("Vi talte om fester.", "")}  # fmt: skip
    assert [browser.post(url, told).status_code for _ in "12"] == [303, 303]
    url = page("answer_amendment", meeting, two.pk)
    assert browser.post(url, {"accept": "no", "text": "", "answer": ""}).status_code == 422
    beside = {"accept": "no", "text": "", "answer": "Vi hørte maj."}
    assert [browser.post(url, beside).status_code for _ in "12"] == [303, 303]
    text = Client().get(page("minutes", meeting)).text
    for words in ("Vi talte om fester og bussen.", "Vi talte også om bussen.", "Vi hørte maj."):
        assert words in text
    one.refresh_from_db()
    assert (one.before, one.after) == ("Vi talte om fester.", "Vi talte om fester og bussen.")
    told = Entry.objects.filter(action__contains="amend").values_list("action", flat=True)
    assert Counter(told) == {
        "minutes.amended": 2, "amendment.accepted": 1, "amendment.beside": 1}  # fmt: skip


def test_two_corrections_of_one_text_do_not_lose_each_other() -> None:
    team, _meeting, minutes = minuted()
    meeting = minutes.meeting
    one = amend(meeting.pk, about(minutes), "Bussen", by=team.committer)
    two = amend(meeting.pk, about(minutes), "Maden", by=team.initiator)
    seen = mark_of("Vi talte om fester.", "")
    told = {"by": team.convener, "accept": True, "seen": seen}
    answer_amendment(one.pk, text="Fester og bussen", **told)
    assert refusal(lambda: answer_amendment(two.pk, text="Fester og mad", **told)) == "newer_text"
    assert minutes.items.first().said == "Fester og bussen"


def guest_at_a_meeting() -> tuple[Meeting, Minutes, str]:
    """A guest without an account came; the mail with the minutes."""
    meeting = bare_meeting(raised())
    convener = UserFactory()
    Meeting.objects.filter(pk=meeting.pk).update(created_by=convener)
    sign_up(meeting)
    [proof] = [mail for mail in deliver() if mail.to_address == "gaest@mail.example"]
    press(proof.text)
    meeting = held(Meeting.objects.get(pk=meeting.pk))
    drafted(meeting, convener)
    deliver()
    minutes = send_minutes(meeting.pk, by=convener)
    [mail] = [m for m in deliver() if m.to_address == "gaest@mail.example"]
    return meeting, minutes, re.search(r"https?://[^/\s]+(/moeder/svar/[^?\s]+)", mail.text)[1]


def test_a_guest_corrects_from_the_mail_and_is_not_named() -> None:
    meeting, minutes, path = guest_at_a_meeting()
    assert "Ret" in Client().get(path).text
    assert not Amendment.objects.exists()
    sent = {"about": about(minutes), "text": "Jeg sagde noget andet."}
    assert Client().post(path, {"about": "i0", "text": ""}).status_code == 422
    assert [Client().post(path, sent).status_code for _ in "12"] == [200, 200]
    row = Amendment.objects.get()
    assert (row.by, row.sign_up.name) == (None, "Gerda Gæst")
    text = Client().get(page("minutes", meeting)).text
    assert "Jeg sagde noget andet." in text
    assert "Gerda" not in text
    history = reverse("projects:history", args=[meeting.arena.project.slug])
    assert "Gerda" not in Client().get(history).text
    with time_machine.travel(minutes.amend_until, tick=False):
        answer = Client().post(path, {**sent, "text": "For sent"})
        assert answer.status_code == 422
        assert Amendment.objects.count() == 1
        assert "For sent" not in Client().get(path).text


def test_a_guest_who_did_not_come_corrects_nothing() -> None:
    meeting, minutes, path = guest_at_a_meeting()
    row = meeting.sign_ups.get(name="Gerda Gæst")
    SignUp.objects.filter(pk=row.pk).update(attendance="absent")
    assert Client().post(path, {"about": about(minutes), "text": "Nej"}).status_code == 422
    assert "Send rettelsen" not in Client().get(path).text
    with pytest.raises(NotAllowed):
        amend_by_link(row.pk, about(minutes), "Nej")


def test_seven_days_to_the_second_also_when_the_clock_has_been_down() -> None:
    team, meeting, minutes = minuted()
    mine = amend(meeting.pk, about(minutes), "Bussen", by=team.committer)
    answer = {"by": team.convener, "accept": False, "answer": "Nej"}
    with time_machine.travel(minutes.amend_until - timedelta(seconds=1), tick=False):
        assert amend(meeting.pk, about(minutes), "I sidste sekund", by=team.committer)
        assert tick()["fix_minutes"] == 0
    with time_machine.travel(minutes.amend_until, tick=False):  # the clock has said nothing
        assert (
            refusal(lambda: amend(meeting.pk, about(minutes), "Nu", by=team.committer)) == "fixed"
        )
        assert refusal(lambda: answer_amendment(mine.pk, **answer)) == "fixed"
        assert refusal(lambda: mark_attendance(meeting.pk, {}, by=team.convener)) == "fixed"
        assert "Det har ligget fast siden" in Client().get(page("minutes", meeting)).text
    with time_machine.travel(minutes.amend_until + timedelta(days=2), tick=False):
        assert tick()["fix_minutes"] == 1
        assert tick()["fix_minutes"] == 0
        text = Client().get(page("minutes", meeting)).text
        assert "Står ved siden af, uden svar" in text
    minutes.refresh_from_db()
    assert minutes.fixed_at == minutes.amend_until == minutes.sent_at + WEEK
    assert Entry.objects.filter(action="minutes.fixed").count() == 1


@pytest.mark.parametrize(
    "change", [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)]
)
def test_a_change_of_the_clock_makes_no_deadline_other(change: datetime) -> None:
    with time_machine.travel(change - timedelta(days=3), tick=False):
        team, meeting = met(days=1)
    ended = change - timedelta(hours=5)
    with time_machine.travel(ended, tick=False):
        meeting = held(meeting, hours=0)
        drafted(meeting, team.convener)
    with time_machine.travel(ended + timedelta(hours=24) - timedelta(seconds=1), tick=False):
        assert tick()["remind_of_minutes"] == 0
    with time_machine.travel(ended + timedelta(hours=24), tick=False):
        assert tick()["remind_of_minutes"] == 1
    url = page("minutes", meeting)
    with time_machine.travel(ended + timedelta(hours=48) - timedelta(seconds=1), tick=False):
        assert "forsinket" not in Client().get(url).text
    with time_machine.travel(ended + timedelta(hours=48), tick=False):
        assert "forsinket" in Client().get(url).text
        minutes = send_minutes(meeting.pk, by=team.convener)
    assert minutes.amend_until - minutes.sent_at == WEEK


def test_one_reminder_also_after_two_days_of_silence_and_none_once_it_is_sent() -> None:
    team, meeting = met()
    meeting = held(meeting, hours=1)
    _other, _meeting, sent = minuted()
    deliver()
    for hours in (22, 23):
        with time_machine.travel(meeting.ends_at + timedelta(hours=hours), tick=False):
            assert tick()["remind_of_minutes"] == 0
    for hours in (72, 72.01, 90, 160):  # it was down from hour 23 to hour 72
        with time_machine.travel(meeting.ends_at + timedelta(hours=hours), tick=False):
            tick()
    mails = OutgoingMail.objects.filter(kind="minutes_due")
    assert list(mails.values_list("to_address", flat=True)) == [team.facilitator.email]
    assert sent.meeting_id != meeting.pk


def test_the_reminder_says_how_late_it_is_and_does_not_leave_when_sent_meanwhile() -> None:
    team, meeting = met()
    meeting = held(meeting, hours=25)
    drafted(meeting, team.convener)
    deliver()
    tick()
    send_minutes(meeting.pk, by=team.convener)
    assert "Referatet venter" not in " ".join(mail.subject for mail in deliver())
    _team, other = met()
    held(other, hours=25)
    deliver()
    tick()
    [mail] = [m for m in deliver() if "Referatet venter" in m.subject]
    assert "eneste påmindelse" in mail.text
    assert "referat/" in mail.text


def test_a_cancelled_meeting_and_a_hidden_opgave_remind_nobody() -> None:
    team, meeting = met()
    held(meeting, hours=30)
    Meeting.objects.filter(pk=meeting.pk).update(
        state="cancelled", cancelled_at=timezone.now(), reason="Sygdom"
    )
    _team, other = met()
    held(other, hours=30)
    Project.objects.filter(pk=other.arena.project_id).update(
        moderation="hidden", moderation_reason="Et navn"
    )
    assert tick()["remind_of_minutes"] == 0
    assert team


def test_what_a_person_wrote_is_given_out_and_what_is_erased_leaves_the_record() -> None:
    team, meeting, minutes = minuted()
    person = UserFactory()
    Meeting.objects.filter(pk=meeting.pk).update(is_open=True)
    row = SignUp.objects.create(
        gathering=meeting, user=person, via="account", state="declined", attendance="came"
    )
    amend(meeting.pk, about(minutes), "Min rettelse", by=person)
    told = dict(collect(person) for collect in MY_DATA)["meetings"]
    assert told["corrections"][0]["text"] == "Min rettelse"
    assert told["sign_ups"][0]["attendance"] == "came"
    tick(minutes.amend_until)  # also in minutes that are fixed
    erase_person(person.pk, by=person)
    found = Amendment.objects.get(text="Min rettelse")
    assert (found.by, found.sign_up, found.state) == (None, None, AmendmentState.OPEN)
    assert row.pk
    assert team


def test_only_those_who_came_and_only_of_these_minutes() -> None:
    team, meeting, minutes = minuted()
    _team, _meeting, other = minuted()
    stranger = UserFactory()
    assert signed_in(stranger).get(page("amend_minutes", meeting)).status_code == 403
    browser = signed_in(team.committer)
    url = page("amend_minutes", meeting)
    for wrong in (about(other), "i", "d9", "x1", "i" + "9" * 30, "\x00"):
        assert browser.post(url, {"about": wrong, "text": "Nej"}).status_code == 422
    assert refusal(lambda: amend(meeting.pk, about(other), "Nej", by=team.committer))
    assert not minutes.amendments.exists()
    assert own_row(meeting, team.committer).attendance == "came"
