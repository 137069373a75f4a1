"""Into the room by the link of a mail: no account, no code, as the one who is signed up."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from arenas.models import RoomPerson, SignUp
from arenas.services import room
from arenas.services.sign_ups import answer_by_link, enter_on_paper
from projects.models import Party
from samskabelse.web.errors import ActError
from tests.factories.arenas import own_row
from tests.factories.people import UserFactory
from tests.factories.rooms import Held, held, signed_in
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
INTO = {"rum": "ind"}


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


@pytest.fixture
def here() -> Held:
    return held(is_open=True)


def link_in(text: str) -> str:
    return re.search(r"https?://[^/\s]+(/moeder/svar/[^?\s]+)", text)[1]


def mailed(address: str) -> str:
    """The address in the last mail to somebody."""
    mine = [mail.text for mail in deliver() if mail.to_address == address]
    return link_in([text for text in mine if "/moeder/svar/" in text][-1])


def guest(here: Held, address: str = "gerda@mail.example") -> str:
    told = {"name": "Gerda Gæst", "email": address}
    url = here.url("guest")
    assert Client().post(url, told).status_code == 200
    return mailed(address)


def test_one_click_and_the_party_is_in_the_room_without_an_account(here) -> None:
    person, phone = here.team.committer, Client()
    url = mailed(person.email)
    page = phone.get(url).content.decode()
    assert "Gå ind i rummet" in page
    assert not RoomPerson.objects.exists()  # opening the link changed nothing
    answer = phone.post(url, INTO)
    assert (answer.status_code, answer["Location"]) == (303, here.phone_url())
    inside = RoomPerson.objects.get()
    assert (inside.user, inside.party) == (person, here.team.association)
    assert person.display_name in phone.get(here.phone_url()).content.decode()
    assert own_row(here.meeting, person).state == "invited"  # coming in is no answer


def test_a_guest_is_one_person_from_two_phones_and_counts_for_the_party_signed_up_for(here) -> None:
    url = guest(here)
    row = SignUp.objects.get(email="gerda@mail.example")
    answer_by_link(row.pk, "yes")
    party = Party.objects.get(pk=here.team.association.pk)
    SignUp.objects.filter(pk=row.pk).update(party=party)
    for phone in (Client(), Client()):
        assert phone.post(url, INTO).status_code == 303
        assert "Gerda Gæst" in phone.get(here.phone_url()).content.decode()
    inside = RoomPerson.objects.get()
    assert (inside.name, inside.user, inside.party, inside.sign_up) == (
        "Gerda Gæst", None, party, row,
    )  # fmt: skip


def test_who_answers_in_the_room_is_who_the_mail_was_sent_to(here) -> None:
    from arenas.services import room_rounds  # noqa: PLC0415

    person, phone = here.team.committer, Client()
    phone.post(mailed(person.email), INTO)
    asked = room_rounds.ask_room(
        here.meeting.pk, "silent", "Hvad mangler?", by=here.team.facilitator
    )
    phone.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"})
    assert asked.answers.get().person.user == person


def test_who_has_signed_in_and_clicks_is_one_person(here) -> None:
    person = here.team.committer
    browser, phone = signed_in(person), Client()
    browser.post(here.phone_url())
    phone.post(mailed(person.email), INTO)
    assert here.room.people.get().user == person


def test_a_guest_with_an_account_since_comes_in_with_the_account(here) -> None:
    url = guest(here)
    row = SignUp.objects.get(email="gerda@mail.example")
    answer_by_link(row.pk, "yes")
    person = UserFactory(email="gerda@mail.example")
    assert signed_in(person).post(url, INTO).status_code == 303
    assert here.room.people.get().user == person


def test_another_account_is_refused_and_is_not_whom_the_phone_was(here) -> None:
    person, phone, other = here.team.committer, Client(), here.team.facilitator
    url = mailed(person.email)
    assert signed_in(other).post(url, INTO).status_code == 403
    phone.post(url, INTO)
    phone.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    page = phone.get(here.phone_url()).content.decode()
    assert f"Du går ind som {other.display_name}" in page  # asked at the door, as themselves


@pytest.mark.parametrize("answer", ["no", ""])
def test_who_does_not_come_or_has_not_answered_the_proof_answers_first(here, answer) -> None:
    url = guest(here)
    row = SignUp.objects.get(email="gerda@mail.example")
    if answer:
        answer_by_link(row.pk, "yes")
        answer_by_link(row.pk, answer)
    assert "Gå ind i rummet" not in Client().get(url).content.decode()
    refused = Client().post(url, INTO)
    assert refused.status_code == 422
    assert "Sig først, at du kommer." in refused.content.decode()
    thanks = Client().post(url, {"svar": "yes"}).content.decode()
    assert "Gå ind i rummet" in thanks
    assert Client().post(url, INTO).status_code == 303


def test_before_and_after_the_meeting_there_is_no_room_to_go_into(here) -> None:
    url = mailed(here.team.committer.email)
    room.close_room(here.meeting.pk, by=here.team.facilitator)
    assert "Gå ind i rummet" not in Client().get(url).content.decode()
    assert Client().post(url, INTO).status_code == 422
    assert not RoomPerson.objects.exists()


def test_the_link_lasts_as_long_as_a_meeting_that_runs_late(here) -> None:
    url = mailed(here.team.committer.email)
    with time_machine.travel(here.meeting.ends_at + timedelta(minutes=20), tick=False):
        page = Client().get(url).content.decode()
        assert "Gå ind i rummet" in page
        assert 'name="svar"' not in page  # it is too late to say whether one comes
        assert Client().post(url, INTO).status_code == 303
        room.close_room(here.meeting.pk, by=here.team.facilitator)
        assert Client().get(url).status_code == 404


def test_a_hidden_opgave_lets_nobody_in(here) -> None:
    url = mailed(here.team.committer.email)
    here.project.__class__.objects.filter(pk=here.project.pk).update(
        moderation="hidden", moderation_reason="Et navn"
    )
    assert Client().post(url, INTO).status_code == 404
    assert not RoomPerson.objects.exists()


def test_a_full_room_says_so(here, monkeypatch) -> None:
    monkeypatch.setattr("arenas.services.room_phones.MOST_PEOPLE", 0)
    answer = Client().post(mailed(here.team.committer.email), INTO)
    assert answer.status_code == 422
    assert "Rummet er fuldt" in answer.content.decode()


def test_who_is_on_paper_has_no_link_and_is_let_in_by_the_code(here) -> None:
    from arenas.services.room_phones import enter_by_link  # noqa: PLC0415

    row = enter_on_paper(here.meeting.pk, by=here.team.convener, name="Knud", reach="23 11 22 33")
    answer_by_link(row.pk, "no")
    with pytest.raises(ActError):
        enter_by_link(row.pk)


def test_the_mails_say_that_their_link_leads_in(here) -> None:
    mine = [mail.text for mail in deliver() if mail.to_address == here.team.committer.email]
    assert "fører dit personlige link" in next(text for text in mine if "/moeder/svar/" in text)


def test_the_page_of_the_meeting_lets_in_whoever_is_asked_and_nobody_else(here) -> None:
    for person, told in ((here.team.committer, True), (UserFactory(), False)):
        page = signed_in(person).get(here.meeting.get_absolute_url()).content.decode()
        assert ("Gå ind i rummet" in page) is told
        assert (reverse("arenas:room", args=[here.room.code]) in page) is told
