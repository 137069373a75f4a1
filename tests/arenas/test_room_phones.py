"""Phones in the room: come in by code, write before anybody sees, send twice, be late."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arenas.models import RoomAnswer, RoomPerson, RoomPoint
from arenas.queries.voices import voices_in
from arenas.services import reminders, room, room_phones, room_rounds
from arenas.services.reminders import KEEP_GUESTS
from projects.models import ConsentRound
from samskabelse.web.errors import ActError, TooOften
from tests.factories.people import UserFactory
from tests.factories.rooms import Held, held, signed_in
from tests.performance.test_queries import questions

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"X-Room": "script"}}


@pytest.fixture
def here() -> Held:
    return held()


def ask(here: Held, kind: str = "silent", text: str = "Hvad mangler?"):
    return room_rounds.ask_room(here.meeting.pk, kind, text, by=here.team.facilitator)


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


# Coming in


def test_a_code_typed_in_any_way_leads_to_the_door(here):
    code = here.room.code
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        answer = Client().post(reverse("arenas:enter_room"), {"code": typed})
        assert (answer.status_code, answer["Location"]) == (303, here.phone_url())


def test_the_door_looks_the_same_whether_there_is_a_room_or_not(here):
    other = "AAAAAA" if here.room.code != "AAAAAA" else "CCCCCC"
    there = text_of(Client(), here.phone_url()).replace(here.room.code, "*")
    nowhere = text_of(Client(), reverse("arenas:room", args=[other])).replace(other, "*")
    strip = lambda page: "".join(line for line in page.splitlines() if "csrf" not in line)  # noqa: E731
    assert len(strip(there)) == len(strip(nowhere))
    assert here.meeting.title not in there


def test_a_wrong_code_is_refused_with_a_sentence_and_counted(here, monkeypatch):
    monkeypatch.setattr(room_phones, "TRIES_AN_HOUR", 2)
    wrong = "AAAAAA" if here.room.code != "AAAAAA" else "CCCCCC"
    url = reverse("arenas:enter_room")
    said = [Client().post(url, {"code": code}) for code in (wrong, "x", here.room.code)]
    assert [answer.status_code for answer in said] == [422, 422, 422]
    assert "prøvet for mange koder" in said[2].content.decode()
    assert not RoomPerson.objects.exists()


def test_a_guest_comes_in_by_name_and_speaks_for_nobody_else(here):
    """Anybody can type the name of somebody on the list, and of a party."""
    person, organisation = here.team.committer, here.team.association.organisation.name
    here.phone(person.display_name, organisation)
    here.phone("Bo")
    false, bo = here.room.people.order_by("pk")
    assert (false.party, false.user) == (None, None)
    assert false.shown_name == f"{person.display_name} (gæst, siger selv: {organisation})"
    assert bo.shown_name == "Bo (gæst)"
    signed_in(person).post(here.phone_url())
    assert here.room.people.get(user=person).shown_name == f"{person.display_name}, {organisation}"


def test_guests_positions_are_heard_and_shown_apart_from_the_parties(here):
    asked, name = ask(here, "consent", "Vi prøver"), here.team.committer.display_name
    organisation = here.team.association.organisation.name
    url = here.phone_url("room_answer", asked.pk)
    party = signed_in(here.team.committer)
    party.post(here.phone_url())
    party.post(url, {"position": "consent"})
    for number in range(3):
        false = here.phone(name, organisation)
        false.post(url, {"position": "objection", "text": f"Støj {number}"})
    here.steer(do="show", round=asked.pk)
    parties, others = voices_in(asked)
    assert [count for _label, count in parties.tally] == [1, 0, 0]
    assert [count for _label, count in others.tally] == [0, 3, 0]
    for page in (text_of(here.screen(), here.url("screen")), text_of(party, here.phone_url())):
        first, second = page.index("De, der taler for en part"), page.index("Gæster og andre")
        assert first < page.index(f"{name}, {organisation}<", first) < second
        assert second < page.index("Støj 0")
        assert page.count(f"{name} (gæst, siger selv: {organisation})") == 3


def test_one_browser_is_one_guest_also_without_a_session(here):
    browser = Client()
    browser.get(here.phone_url())
    for name in ("Ib", "Bo"):
        again = Client()  # sent before the answer to the first had come
        again.cookies["csrf"] = browser.cookies["csrf"].value
        assert again.post(here.phone_url(), {"name": name}).status_code == 303
        assert "Ib (gæst)" in text_of(again, here.phone_url())
    here.phone("Eva")
    assert [person.name for person in here.room.people.order_by("pk")] == ["Ib", "Eva"]
    other = held()
    again = Client()
    again.cookies["csrf"] = browser.cookies["csrf"].value
    assert again.post(other.phone_url(), {"name": "Ib"}).status_code == 303
    assert other.person("Ib").browser != here.person("Ib").browser


def test_whoever_is_signed_in_is_known_and_comes_in_once(here):
    client = signed_in(here.team.committer)
    for _time in range(2):
        assert client.post(here.phone_url()).status_code == 303
    person = here.room.people.get()
    assert (person.user, person.party) == (here.team.committer, here.team.association)


def test_a_name_is_needed_and_what_was_typed_stays(here):
    answer = Client().post(here.phone_url(), {"name": "", "comes_for": "Gaden"})
    assert answer.status_code == 422
    assert 'value="Gaden"' in answer.content.decode()


def test_a_hidden_opgave_has_no_room(here):
    phone = here.phone()
    here.project.__class__.objects.filter(pk=here.project.pk).update(
        moderation="hidden", moderation_reason="Et navn"
    )
    assert phone.get(here.phone_url()).status_code == 404
    assert Client().post(here.phone_url(), {"name": "Ib"}).status_code == 422


def test_nobody_answers_from_outside(here):
    asked = ask(here)
    url = here.phone_url("room_answer", asked.pk)
    assert Client().post(url, {"text": "Hej"}).status_code == 303
    assert Client().post(url, {"text": "Hej"}, **SCRIPT).json() == {"outside": True}
    assert not RoomAnswer.objects.exists()


# Writing


def test_nobody_sees_an_answer_before_it_is_shown(here):
    asked, one, other = ask(here), here.phone("Ib"), here.phone("Bo")
    assert one.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"}).status_code == 303
    assert "Lys" not in text_of(other, here.phone_url())
    assert "Lys" not in text_of(here.screen(), here.url("screen"))
    here.steer(do="show", round=asked.pk)
    assert "Lys" in text_of(other, here.phone_url())
    assert "Lys" in text_of(here.screen(), here.url("screen"))


def test_an_answer_that_is_sent_again_is_one_and_says_nothing_new(here):
    asked, phone = ask(here), here.phone("Ib")
    url = here.phone_url("room_answer", asked.pk)
    assert phone.post(url, {"text": "Lys"}, **SCRIPT).json() == {"said": "Det er kommet igennem."}
    here.room.refresh_from_db()
    version = here.room.version
    assert phone.post(url, {"text": "Lys"}, **SCRIPT).status_code == 200
    here.room.refresh_from_db()
    assert (RoomAnswer.objects.count(), here.room.version) == (1, version)


def test_an_answer_changes_until_it_is_shown(here):
    asked, phone = ask(here), here.phone("Ib")
    url = here.phone_url("room_answer", asked.pk)
    for text in ("Lys", "Varme"):
        assert phone.post(url, {"text": text}).status_code == 303
    here.steer(do="show", round=asked.pk)
    answer = phone.post(url, {"text": "Kulde"})
    assert answer.status_code == 422
    assert RoomAnswer.objects.get().text == "Varme"


def test_a_first_answer_that_is_late_is_kept_and_says_so(here):
    asked, phone = ask(here), here.phone("Ib")
    here.steer(do="show", round=asked.pk)
    here.steer(do="end", round=asked.pk)
    answer = phone.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"}, **SCRIPT)
    assert answer.status_code == 200
    assert RoomAnswer.objects.get().is_late


def test_an_objection_needs_its_harm(here):
    asked, phone = ask(here, "consent", "Vi prøver i en måned"), here.phone("Ib")
    url = here.phone_url("room_answer", asked.pk)
    assert phone.post(url, {"position": "objection", "text": " "}).status_code == 422
    assert phone.post(url, {"position": "objection", "text": "Støj"}).status_code == 303
    assert phone.post(url, {"position": "consent", "text": ""}).status_code == 303
    assert RoomAnswer.objects.get().position == "consent"
    here.steer(do="end", round=asked.pk)
    assert phone.post(url, {"position": "stand_aside"}, **SCRIPT).status_code == 422


def test_the_quick_round_shows_the_rule_and_settles_nothing(here):
    asked, phone = ask(here, "consent", "Vi prøver"), here.phone("Ib")
    page = text_of(phone, here.phone_url())
    assert "afgør ikke noget i opgaven" in page
    assert here.meeting.arena.get_decision_rule_display() in page
    phone.post(here.phone_url("room_answer", asked.pk), {"position": "consent"})
    assert not ConsentRound.objects.filter(project=here.project, state="open").exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "ring til 010203-1234"])
def test_bad_answers_get_a_sentence_and_keep_what_was_typed(here, text):
    asked, phone = ask(here), here.phone("Ib")
    answer = phone.post(here.phone_url("room_answer", asked.pk), {"text": text})
    assert answer.status_code == 422
    assert not text.strip() or text in answer.content.decode()


def test_a_point_sent_again_is_one(here):
    phone, key = here.phone("Ib"), uuid.uuid4()
    for _time in range(2):
        told = {"text": "Glem ikke hundene", "key": str(key)}
        assert phone.post(here.phone_url("room_point"), told, **SCRIPT).status_code == 200
    assert RoomPoint.objects.get().person.name == "Ib"
    assert "Glem ikke hundene" in text_of(here.screen(), here.url("screen"))


def test_there_is_an_end_to_points(here, monkeypatch):
    monkeypatch.setattr(room_phones, "POINTS_EACH", 1)
    person = room_phones.enter_room(here.room.pk, by=None, name="Ib")
    room_phones.raise_point(person, "Et", uuid.uuid4())
    with pytest.raises(ActError):
        room_phones.raise_point(person, "To", uuid.uuid4())


def test_a_script_in_an_answer_is_text(here):
    asked, phone = ask(here, text="<script>alert(1)</script>"), here.phone("<b>Ib</b>")
    phone.post(here.phone_url("room_answer", asked.pk), {"text": "<img src=x onerror=alert(1)>"})
    here.steer(do="show", round=asked.pk)
    for page in (
        text_of(phone, here.phone_url()),
        text_of(here.screen(), here.url("screen")),
    ):
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "<b>Ib" not in page


# After


def test_a_closed_room_takes_nothing_and_thanks(here):
    asked, phone = ask(here), here.phone("Ib")
    room.close_room(here.meeting.pk, by=here.team.facilitator)
    answer = phone.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"}, **SCRIPT)
    assert answer.status_code == 422
    assert "Rummet er lukket" in text_of(phone, here.phone_url())
    assert Client().post(here.phone_url(), {"name": "Ib"}).status_code == 422


def test_the_phone_takes_the_form_away_when_the_room_closes(here):
    """The news swap one part of the page; the form stands beside it."""
    phone, news = here.phone("Ib"), here.news_url()
    open_page, htmx = text_of(phone, here.phone_url()), {"HX-Request": "true"}
    assert 'id="room-point"' in open_page
    assert "hx-swap-oob" not in phone.get(news, headers=htmx).content.decode()
    room.close_room(here.meeting.pk, by=here.team.facilitator)
    closed = phone.get(here.news_url(), headers=htmx).content.decode()
    assert '<section id="room-point" hx-swap-oob="delete">' in closed
    assert '<p id="room-said" hx-swap-oob="innerHTML">' in closed
    assert 'id="room-point"' not in text_of(phone, here.phone_url())


def test_guests_names_are_forgotten_a_month_after(here):
    asked, phone = ask(here), here.phone("Ib", "Gaden")
    phone.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"})
    later = here.meeting.ends_at + KEEP_GUESTS
    reminders.forget_names_in_rooms(later - timedelta(days=1))
    assert here.person("Ib").comes_for == "Gaden"
    assert reminders.forget_names_in_rooms(later + timedelta(days=1)) == 1
    forgotten = RoomPerson.objects.get()
    assert (forgotten.name, forgotten.browser, forgotten.shown_name) == ("", "", "Nogen")
    assert RoomAnswer.objects.get().text == "Lys"


def test_a_forgotten_room_closes_by_itself_after_a_day(here):
    end = here.meeting.ends_at
    assert room.close_forgotten_rooms(end + timedelta(hours=23)) == 0
    assert room.close_forgotten_rooms(end + timedelta(hours=25)) == 1
    here.room.refresh_from_db()
    assert not here.room.is_open


def test_too_many_tries_raise(here, monkeypatch):
    monkeypatch.setattr(room_phones, "TRIES_AN_HOUR", 0)
    monkeypatch.setattr(room_phones, "network_address", lambda: "10.0.0.1")
    with pytest.raises(TooOften):
        room_phones.find_room(here.room.code)


def test_what_is_kept_about_a_person_and_how_it_goes(here):
    from arenas.plugs import forget, my_data  # noqa: PLC0415

    asked, person = ask(here), UserFactory()
    client = signed_in(person)
    client.post(here.phone_url())
    client.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"})
    assert my_data(person)[1]["in_the_room"][0]["answers__text"] == "Lys"
    forget(person)
    assert RoomAnswer.objects.get().text == "Lys"


# What it costs


def test_a_poll_without_news_is_one_look(here, django_assert_num_queries):
    phone, screen = here.phone("Ib"), here.screen()
    for client, name in ((phone, "room_news"), (screen, "screen_news")):
        url = here.news_url(name)
        with django_assert_num_queries(1):
            answer = client.get(url)
        assert (answer.status_code, answer.content) == (204, b"")


def test_an_answer_is_news_to_the_screen_and_to_no_phone(here):
    asked, phone = ask(here), here.phone("Ib")
    of_phones, of_screen = here.news_url(), here.news_url("screen_news")
    phone.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"})
    assert phone.get(of_phones).status_code == 204
    news = here.screen().get(of_screen)
    assert news.status_code == 200
    assert "1</strong>" in news.content.decode()


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize("kind", ["silent", "consent"])
def test_what_the_pages_ask(here, people, kind):
    asked = ask(here, kind)
    told = {"text": "Lys", "position": "objection"} if kind == "consent" else {"text": "Lys"}
    phones = [here.phone(f"Ib {n}") for n in range(people)]
    for phone in phones:
        phone.post(here.phone_url("room_answer", asked.pk), told)
        phone.post(here.phone_url("room_point"), {"text": "Hund", "key": uuid.uuid4()})
    here.steer(do="show", round=asked.pk)
    screen, news = here.screen(), here.news_url("screen_news").replace("set=", "set=9")
    asks = {
        "phone": questions(phones[0], here.phone_url()),
        "phone, news": questions(phones[0], here.news_url().replace("set=", "set=9")),
        "screen": questions(screen, here.url("screen")),
        "screen, news": questions(screen, news),
    }
    assert asks == {"phone": 4, "phone, news": 6, "screen": 8, "screen, news": 9}


def test_news_of_a_closed_room_ends_the_asking(here):
    phone, screen = here.phone("Ib"), here.screen()
    room.close_room(here.meeting.pk, by=here.team.facilitator)
    assert "hx-get" not in text_of(phone, here.news_url())
    assert screen.get(here.news_url("screen_news")).status_code == 286
    assert Client().get(here.news_url()).status_code == 286


def test_the_clock_is_kept_by_the_server(here):
    here.steer(do="item", item=here.meeting.agenda.get(title="Hvad gør vi?").pk)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        here.steer(do="hold")
    with time_machine.travel(timezone.now() + timedelta(minutes=9), tick=False):
        here.room.refresh_from_db()
        assert 14 * 60 < here.room.seconds_left <= 15 * 60
        page = text_of(here.screen(), here.url("screen"))
    assert "Uret står stille" in page
    assert f'data-left="{here.room.seconds_left}"' in page
