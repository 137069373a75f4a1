"""A list that is full says so before anybody signs up: the waiting list, and when that is full."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from arenas.models import SignUp
from arenas.seating import Seating, seating_of
from arenas.services.sign_ups import attend, sign_up_guest
from tests.factories.arenas import bare_meeting
from tests.factories.events import SECTOR, event_of
from tests.factories.people import UserFactory
from tests.factories.projects import raised
from tests.factories.rooms import signed_in
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
ADDRESS = "gaest@mail.example"


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def filled(gathering, people: int) -> None:
    for _n in range(people):
        attend(gathering.pk, "yes", by=UserFactory(), sector=SECTOR)


def form_of(gathering) -> str:
    """The page with the form for a guest."""
    meeting = gathering.as_meeting
    name, told = ("guest", [meeting.arena.project.slug, meeting.pk]) if meeting else (
        "event_sign_up", [gathering.slug],
    )  # fmt: skip
    return reverse(f"arenas:{name}", args=told)


def read(url: str, client: Client | None = None) -> str:
    return (client or Client()).get(url, follow=True).content.decode()


@pytest.mark.parametrize(
    ("seating", "left", "to_list", "full"),
    [
        (Seating(None, None, 7, 0), None, False, False),
        (Seating(2, 2, 1, 0), 1, False, False),
        (Seating(2, 2, 2, 0), 0, True, False),
        (Seating(2, 2, 1, 1), 0, True, False),  # whoever waits goes first
        (Seating(2, 2, 2, 2), 0, True, True),
        (Seating(2, 0, 2, 0), 0, True, True),
        (Seating(2, None, 2, 50), 0, True, False),  # a list without an end
    ],
)
def test_what_somebody_who_comes_now_gets(seating, left, to_list, full) -> None:
    assert (seating.left, seating.leads_to_list, seating.is_full) == (left, to_list, full)


@pytest.mark.parametrize("make", ["meeting", "event"])
def test_the_form_says_when_it_leads_to_the_waiting_list(make) -> None:
    gathering = _make(make, capacity=1, waiting_capacity=5)
    assert "<h1>Meld dig til" in read(form_of(gathering))
    filled(gathering, 1)
    page = read(form_of(gathering))
    assert "<h1>Skriv dig på ventelisten til" in page
    assert "du bliver den første" in page
    assert "holder den i 48 timer" in page
    assert "Meld dig til" not in page
    filled(gathering, 2)
    page = read(form_of(gathering))
    assert "2 står på ventelisten før dig" in page
    assert re.search(r"<button[^>]*>\s*<span>Skriv dig på ventelisten", page)


@pytest.mark.parametrize("make", ["meeting", "event"])
def test_it_says_when_the_waiting_list_is_full_too(make) -> None:
    gathering = _make(make, capacity=1, waiting_capacity=1)
    filled(gathering, 2)
    assert seating_of(gathering).is_full
    page = read(form_of(gathering))
    assert "Alle pladser er taget, og ventelisten er fuld." in page
    assert "1 venter på en af de 1 pladser" in page
    assert "Skriv dig på ventelisten" not in page
    assert ('name="email"' in page) is (make == "event")  # of an event one can hear of the next


def _make(make: str, **told):
    if make == "meeting":
        return bare_meeting(raised(), **told)
    event = event_of()
    type(event).objects.filter(pk=event.pk).update(**told)
    event.refresh_from_db()
    return event


def test_whoever_is_signed_in_hears_of_the_next_with_one_click() -> None:
    event, person = _make("event", capacity=1, waiting_capacity=1), UserFactory()
    filled(event, 2)
    client = signed_in(person)
    page = read(form_of(event), client)
    assert "ventelisten er fuld" in page
    assert re.search(r'value="next"[^>]*>\s*<span>Skriv til mig, når det næste', page)
    assert 'name="sector"' not in page
    assert client.post(form_of(event), {"sector": SECTOR}).status_code == 422  # it filled meanwhile


def test_the_page_of_a_meeting_says_it_to_whoever_may_come() -> None:
    meeting = _make("meeting", capacity=1, waiting_capacity=1)
    filled(meeting, 1)
    client = signed_in(UserFactory())
    page = read(meeting.get_absolute_url(), client)
    assert re.search(r"<button[^>]*>\s*<span>Skriv dig på ventelisten", page)
    filled(meeting, 1)
    page = read(meeting.get_absolute_url(), client)
    assert "ventelisten er fuld" in page
    assert 'value="yes"' not in page


@pytest.mark.parametrize(
    ("people", "button", "answer", "state"),
    [
        (0, "Jeg kommer", "yes", "seated"),
        (1, "Skriv dig på ventelisten", "yes", "waiting"),
        (2, "Skriv til mig, når det næste er planlagt", "next", "next"),
    ],
)
def test_the_button_in_the_mail_does_what_it_says(people, button, answer, state) -> None:
    event = _make("event", capacity=1, waiting_capacity=1)
    filled(event, people)
    deliver()
    sign_up_guest(event.pk, name="Gerda", email=ADDRESS, sector=SECTOR)
    [proof] = deliver()
    assert button in proof.text
    assert ("er pladsen din" in proof.text) is (answer == "yes" and people == 0)
    path = re.search(r"https?://[^/\s]+(/moeder/svar/[^?\s]+)", proof.text)[1]
    page = read(f"{path}?svar={answer}")
    assert re.search(rf'value="{answer}"[^>]*>\s*<span>{button}', page)
    assert Client().post(path, {"svar": answer}).status_code == 200
    assert SignUp.objects.get(email=ADDRESS).state == state
