"""Guests without an account, and what is forgotten of them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arenas.models import SignUp
from arenas.services.reminders import tick
from arenas.services.sign_ups import attend
from participants.models import User
from participants.plugs import MY_DATA
from participants.services.accounts import erase_person
from tests.factories.arenas import bare_meeting, met, own_row
from tests.factories.people import UserFactory
from tests.factories.projects import raised
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
ADDRESS = "gaest@mail.example"


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def page(name: str, meeting) -> str:
    return reverse(f"arenas:{name}", args=[meeting.arena.project.slug, meeting.pk])


def sign_up(meeting, email: str = ADDRESS, name: str = "Gerda Gæst") -> int:
    answer = Client().post(page("guest", meeting), {"name": name, "email": email})
    return answer.status_code


def press(text: str, answer: str = "yes") -> int:
    path = re.search(r"https?://[^/\s]+(/moeder/svar/[^?\s]+)", text)[1]
    return Client().post(path, {"svar": answer}).status_code


def test_the_seat_is_the_guests_once_the_address_is_proven() -> None:
    meeting = bare_meeting(raised(), capacity=5)
    deliver()
    assert sign_up(meeting) == 200
    assert meeting.sign_ups.get().state == "unproven"
    [proof] = deliver()
    assert press(proof.text) == 200
    row = meeting.sign_ups.get()
    assert (row.state, row.seat, row.user) == ("seated", 1, None)
    [told] = deliver()
    assert told.to_address == ADDRESS
    assert not User.objects.filter(email=ADDRESS).exists()
    assert press(told.text, "no") == 200
    assert meeting.sign_ups.get().state == "declined"


def test_the_page_says_the_same_whoever_is_known() -> None:
    meeting, known = bare_meeting(raised()), UserFactory()
    one, other = (
        Client().post(page("guest", meeting), {"name": "G", "email": email}).content
        for email in (ADDRESS, known.email)
    )
    strip = re.compile(rb'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"')
    assert strip.sub(b"", one) == strip.sub(b"", other)


def test_a_form_sent_again_sends_no_second_mail_and_a_victim_is_spared() -> None:
    deliver()
    meetings = [bare_meeting(raised(), title=f"Møde {n}") for n in range(5)]
    deliver()
    assert [sign_up(meetings[0]) for _ in range(2)] == [200, 200]
    assert [sign_up(meeting) for meeting in meetings[1:]] == [200, 200, 422, 422]
    assert len(deliver()) == 3


def test_a_closed_meeting_takes_no_guests() -> None:
    _team, meeting = met()
    assert sign_up(meeting) == 403


def test_who_never_proves_the_address_is_forgotten() -> None:
    meeting = bare_meeting(raised())
    sign_up(meeting)
    tick(timezone.now() + timedelta(hours=47))
    assert meeting.sign_ups.count() == 1
    tick(timezone.now() + timedelta(hours=49))
    assert meeting.sign_ups.count() == 0


def test_a_guests_name_goes_a_month_after_the_meeting() -> None:
    meeting = bare_meeting(raised())
    sign_up(meeting)
    [proof] = [mail for mail in deliver() if mail.to_address == ADDRESS]
    press(proof.text)
    tick(meeting.ends_at + timedelta(days=31))
    row = meeting.sign_ups.get()
    assert (row.name, row.email, row.state) == ("", "", "seated")


def test_who_is_erased_leaves_the_seat_to_the_next() -> None:
    team, meeting = met(capacity=1)
    person = UserFactory()
    meeting.is_open = True
    meeting.save(update_fields=["is_open"])
    attend(meeting.pk, "yes", by=person)
    attend(meeting.pk, "yes", by=team.committer)
    told = dict(collect(person) for collect in MY_DATA)
    assert told["meetings"]["sign_ups"][0]["state"] == "seated"
    erase_person(person.pk, by=person)
    assert own_row(meeting, team.committer).state == "held"
    assert not SignUp.objects.filter(email=person.email).exists()
