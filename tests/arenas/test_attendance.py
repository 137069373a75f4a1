"""Who came: marked on one page, at the same cost for 200, and known to few."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from arenas.enums import SignUpState, Via
from arenas.models import Meeting, SignUp
from arenas.services import room, room_phones
from arenas.services.attendance import add_who_came, mark_attendance
from arenas.services.pulses import occasion_of
from arenas.services.sign_ups import attend
from projects.models import Pulse
from samskabelse.history.models import Entry
from samskabelse.web.errors import ActError
from tests.arenas.test_pages import signed_in
from tests.factories.arenas import held, met, own_row
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def page(name: str, meeting: Meeting) -> str:
    return reverse(f"arenas:{name}", args=[meeting.arena.project.slug, meeting.pk])


@pytest.mark.parametrize("people", [5, 7, 200])  # fewer are not asked how it was
def test_two_hundred_cost_what_five_do(people: int, django_assert_num_queries) -> None:
    team, meeting = met()
    rows = [
        SignUp(gathering=meeting, user=UserFactory(), via=Via.ACCOUNT, state=SignUpState.SEATED,
               seat=number)
        for number in range(1, people + 1)
    ]  # fmt: skip
    SignUp.objects.bulk_create(rows)
    meeting = held(meeting, came=False)
    url, browser = page("attendance", meeting), signed_in(team.convener)
    browser.get(url)
    with django_assert_num_queries(8):
        text = browser.get(url).content.decode()
    marks = dict(re.findall(r'name="(kom_\d+)">.*?value="(\w+)" selected', text, re.DOTALL))
    assert len(marks) == meeting.sign_ups.count()
    with django_assert_num_queries(26):
        assert browser.post(url, marks).status_code == 303
    assert meeting.sign_ups.who_came().count() == people


def test_marked_twice_is_marked_once() -> None:
    team, meeting = met()
    meeting = held(meeting, came=False)
    row = own_row(meeting, team.committer)
    assert [mark_attendance(meeting.pk, {row.pk: "absent"}, by=team.convener) for _ in "12"] == [
        1,
        0,
    ]
    assert Entry.objects.filter(action="attendance.marked").count() == 1
    added = [add_who_came(meeting.pk, by=team.convener, name="Ib", reach="23") for _ in "12"]
    assert added[0] == added[1]
    assert Entry.objects.filter(action="attendance.marked").count() == 2


def test_whoever_went_into_the_room_came_and_its_guests_are_added_in_one_step() -> None:
    team, meeting = met()
    opened = room.open_room(meeting.pk, by=team.convener)
    stranger = UserFactory()
    for person in (team.committer, stranger):
        room_phones.enter_room(opened.pk, by=person)
    ours = team.association.name
    for name, comes_for in (("Ib", ""), ("Eva", ours), ("Liv", "Gaden")):
        room_phones.enter_room(opened.pk, by=None, name=name, comes_for=comes_for)
    meeting = held(meeting, came=False)
    url, browser = page("attendance", meeting), signed_in(team.convener)
    text = browser.get(url).content.decode()
    marks = dict(re.findall(r'name="(kom_\d+)">.*?value="(\w+)" selected', text, re.DOTALL))
    came = own_row(meeting, team.committer)
    assert {name for name, mark in marks.items() if mark == "came"} == {f"kom_{came.pk}"}
    guests = re.findall(r'name="(rum_\d+)" value="came">\s*<label[^>]*>([^<]+)<', text)
    assert [name for _field, name in guests] == [
        stranger.display_name, "Ib (gæst)", f"Eva (gæst, siger selv: {ours})",
        "Liv (gæst, siger selv: Gaden)",
    ]  # fmt: skip
    before = meeting.sign_ups.count()
    told = marks | {field: "came" for field, _name in guests}
    assert [browser.post(url, told).status_code for _ in "12"] == [303, 303]
    assert meeting.sign_ups.count() == before + 4
    there = {(row.shown_name, row.party) for row in meeting.sign_ups.who_came()}
    assert there == {
        (team.committer.display_name, team.association),
        (stranger.display_name, None),
        ("Ib", None),
        (f"Eva, {ours}", None),  # anybody can say so: she speaks for no party
        ("Liv, Gaden", None),
    }
    marked = Entry.objects.filter(action="attendance.marked")
    assert marked.count() == 1  # one act, and the second time it was none
    assert own_row(meeting, stranger).attendance == "came"
    assert "rum_" not in browser.get(url).content.decode()


def test_only_after_it_has_begun_and_only_when_it_was_held() -> None:
    team, meeting = met()
    with pytest.raises(ActError) as refused:
        mark_attendance(meeting.pk, {}, by=team.convener)
    assert refused.value.code == "not_begun"


def test_the_pulse_goes_to_those_who_came() -> None:
    team, meeting = met()
    strangers = [UserFactory() for _number in range(5)]
    Meeting.objects.filter(pk=meeting.pk).update(is_open=True)
    for stranger in strangers:
        attend(meeting.pk, "yes", by=stranger)
    meeting = held(meeting, came=False)
    rows = {row.user_id: row for row in meeting.sign_ups.all()}
    marks = {row.pk: "absent" for row in rows.values()}
    marks |= {rows[stranger.pk].pk: "came" for stranger in strangers}
    mark_attendance(meeting.pk, marks, by=team.convener)
    pulse = Pulse.objects.get(key=occasion_of(meeting.pk))
    assert set(pulse.voters.values_list("user", flat=True)) == {row.pk for row in strangers}
    mark_attendance(meeting.pk, {rows[team.committer.pk].pk: "came"}, by=team.convener)
    pulse.refresh_from_db()
    assert pulse.asked == pulse.voters.count() == 6


def test_who_did_not_come_is_known_to_the_convener_and_to_themselves() -> None:
    team, meeting = met()
    person = UserFactory(name="Fraværende Fie")
    Meeting.objects.filter(pk=meeting.pk).update(is_open=True)
    attend(meeting.pk, "yes", by=person)
    meeting = held(meeting, came=False)
    marks = dict.fromkeys(meeting.sign_ups.values_list("pk", flat=True), "came")
    mark_attendance(meeting.pk, marks | {own_row(meeting, person).pk: "absent"}, by=team.convener)
    url = meeting.get_absolute_url()
    pages = {
        who: client.get(url).content.decode()
        for who, client in {
            "convener": signed_in(team.convener),
            "team": signed_in(team.committer),
            "stranger": Client(),
            "self": signed_in(person),
        }.items()
    }
    assert "Fraværende Fie" in signed_in(team.convener).get(page("attendance", meeting)).text
    assert [who for who, text in pages.items() if "Fraværende Fie" in text] == []
    assert "Kom ikke" in pages["self"]
    assert "Kom ikke" not in pages["team"] + pages["stranger"]


def test_a_bad_mark_gets_a_sentence() -> None:
    team, meeting = met()
    meeting = held(meeting, came=False)
    row = own_row(meeting, team.committer)
    browser = signed_in(team.convener)
    for sent in ("\x00", "x" * 5000, "<b>"):
        assert browser.post(page("attendance", meeting), {f"kom_{row.pk}": sent}).status_code == 422
    assert browser.post(page("attendance", meeting), {"kom_" + "9" * 40: "came"}).status_code == 303
    assert not meeting.sign_ups.who_came().exists()


def test_who_came_without_signing_up_has_a_place_whatever_the_seats() -> None:
    team, meeting = met(capacity=1)
    attend(meeting.pk, "yes", by=team.committer)
    meeting = held(meeting, came=False)
    sent = {"name": "Gitte Gik Forbi", "reach": ""}
    assert signed_in(team.convener).post(page("came_too", meeting), sent).status_code == 303
    assert meeting.sign_ups.who_came().get().name == "Gitte Gik Forbi"
