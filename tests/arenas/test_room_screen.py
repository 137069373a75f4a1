"""The facilitator's screen: lead, ask, show, park, disturb, close; and what is kept."""

import pytest
from django.test import Client
from django.urls import reverse

from arenas.models import Room, RoomCard, RoomPoint, RoomRound, SpeakingNote
from arenas.prefill import drafted_from
from arenas.queries.written import written_in
from arenas.services import room, room_phones, room_rounds
from participants.enums import OrganisationKind
from projects.models import Disturbance
from samskabelse.history.models import Entry
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.arenas import met
from tests.factories.people import UserFactory
from tests.factories.projects import accepted_party
from tests.factories.rooms import Held, held, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Held:
    return held()


def page(here: Held) -> str:
    answer = here.screen().get(here.url("screen"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_whoever_leads_opens_the_room_from_the_meetings_page():
    team, meeting = met()
    url = reverse("arenas:open_room", args=[team.project.slug, meeting.pk])
    assert url in signed_in(team.convener).get(meeting.get_absolute_url()).content.decode()
    assert url not in signed_in(team.committer).get(meeting.get_absolute_url()).content.decode()
    for _time in range(2):
        answer = signed_in(team.convener).post(url)
        assert answer.status_code == 303
    assert Room.objects.get().opened_by == team.convener
    assert Entry.objects.filter(action="room.opened").count() == 1
    assert signed_in(team.committer).post(url).status_code == 403


def test_two_rooms_never_have_one_code(here, monkeypatch):
    codes = iter([*here.room.code, *"ACDEFG"])
    monkeypatch.setattr(room.secrets, "choice", lambda _alphabet: next(codes))
    assert room.new_code() == "ACDEFG"


def test_a_cancelled_meeting_and_one_long_over_have_no_room():
    team, meeting = met()
    type(meeting).objects.filter(pk=meeting.pk).update(
        starts_at=meeting.starts_at.replace(year=2020), ends_at=meeting.ends_at.replace(year=2020)
    )
    with pytest.raises(ActError) as refused:
        room.open_room(meeting.pk, by=team.convener)
    assert refused.value.code == "over"


def test_the_screen_shows_code_agenda_and_clock(here):
    shown = page(here)
    assert here.room.code in shown
    assert "Hvad gør vi?" in shown
    item = here.meeting.agenda.get(title="Hvad gør vi?")
    here.steer(do="item", item=item.pk)
    shown = page(here)
    assert "data-runs" in shown
    here.steer(do="hold")
    assert "data-runs" not in page(here)


def test_the_picture_leads_to_the_room(here):
    answer = Client().get(here.phone_url("room_qr"))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    assert b"style" not in answer.content
    assert Client().get(reverse("arenas:room_qr", args=["hej<x>"])).status_code == 404


def test_a_new_round_ends_the_one_before(here):
    first = room_rounds.ask_room(here.meeting.pk, "silent", "Et?", by=here.team.facilitator)
    told = {"kind": "consent", "text": "To!"}
    for _time in range(2):
        assert here.screen().post(here.url("ask_room"), told).status_code == 303
    first.refresh_from_db()
    assert first.closed_at
    assert [row.text for row in RoomRound.objects.filter(closed_at=None)] == ["To!"]
    assert RoomRound.objects.count() == 2


@pytest.mark.parametrize("name", ["ask_room", "put_aside", "log_card"])
def test_what_cannot_be_taken_is_shown_again(here, name):
    told = {"text": "  ", "kind": "silent", "happened": "Støj", "changed": ""}
    answer = here.screen().post(here.url(name), told)
    assert answer.status_code == 422
    assert "form-error-message" in answer.content.decode()


def test_points_are_parked_and_dealt_with(here):
    for _time in range(2):
        here.screen().post(here.url("put_aside"), {"text": "Parkering ved skolen"})
    point = RoomPoint.objects.get()
    assert "Parkering ved skolen" in page(here)
    here.steer(do="take", point=point.pk)
    assert "Parkering ved skolen" not in page(here)
    assert written_in(here.meeting)[0].text == "Parkering ved skolen"


def test_a_card_is_drawn_played_and_logged_in_the_opgave(here):
    phone = here.phone("Ib")
    for _time in range(2):
        here.steer(do="draw", card="half_budget")
    assert RoomCard.objects.count() == 1
    question = "halvdelen"
    assert question in page(here)
    assert question in phone.get(here.phone_url()).content.decode()
    card = RoomCard.objects.get()
    assert f'value="{card.pk}"' in here.screen().get(here.url("log_card")).content.decode()
    told = {"happened": "Vi stregede ud", "changed": "Bussen blev", "drawn": card.pk}
    for _time in range(2):
        assert here.screen().post(here.url("log_card"), told).status_code == 303
    used = Disturbance.objects.get()
    assert (used.card, used.changed, used.by) == (
        "half_budget",
        "Bussen blev",
        here.team.facilitator,
    )
    assert question not in page(here)
    assert "Bussen blev" in written_in(here.meeting)[-1].text


def test_what_a_card_did_is_written_of_the_card_that_the_form_was_about(here):
    for card in ("half_budget", "opposite"):
        here.steer(do="draw", card=card)
    first, now = RoomCard.objects.order_by("pk")
    told = {"happened": "Vi stregede ud", "changed": "Bussen blev", "drawn": first.pk}
    assert here.screen().post(here.url("log_card"), told).status_code == 303
    assert Disturbance.objects.get().card == "half_budget"
    here.room.refresh_from_db()
    assert here.room.card == now  # stays on the screens
    other = held()
    other.steer(do="draw", card="opposite")
    elsewhere = RoomCard.objects.get(room=other.room).pk
    for drawn in ("", "0", elsewhere, "9" * 5000, "x"):
        answer = here.screen().post(here.url("log_card"), told | {"drawn": drawn})
        assert answer.status_code == 422
    assert Disturbance.objects.count() == 1


def test_the_word_is_noted_by_party_and_forgotten(here):
    party = here.team.association
    for _time in range(2):
        here.steer(do="spoke", party=party.pk, times=1)
    here.steer(do="spoke", times=2)
    noted = SpeakingNote.objects.order_by("times").values_list("party", "times")
    assert list(noted) == [(party.pk, 1), (None, 2)]
    stranger = accepted_party(held().project, OrganisationKind.ASSOCIATION)
    answer = here.screen().post(
        here.url("steer"), {"do": "spoke", "party": stranger.pk, "times": 1}
    )
    assert answer.status_code == 409
    room.close_room(here.meeting.pk, by=here.team.facilitator)
    assert not SpeakingNote.objects.exists()


@pytest.mark.parametrize(
    "told", [{}, {"do": "x"}, {"do": "item", "item": "x"}, {"do": "show", "round": "9" * 30},
             {"do": "draw", "card": "\x00"}, {"do": "park", "point": "-1"}]
)  # fmt: skip
def test_a_strange_button_breaks_nothing(here, told):
    assert here.screen().post(here.url("steer"), told).status_code in {303, 409}


def test_only_whoever_leads_sees_the_screen(here):
    for person, status in ((here.team.committer, 403), (UserFactory(), 403), (None, 302)):
        client = signed_in(person) if person else Client()
        assert client.get(here.url("screen")).status_code == status
    news = here.news_url("screen_news").replace("set=", "set=9")
    assert Client().get(news).status_code == 403
    assert signed_in(here.team.committer).get(news).status_code == 403
    with pytest.raises(NotAllowed):
        room.close_room(here.meeting.pk, by=here.team.committer)


def test_what_was_written_is_told_in_order(here):
    leader = here.team.facilitator
    asked = room_rounds.ask_room(here.meeting.pk, "silent", "Hvad mangler?", by=leader)
    ib = room_phones.enter_room(here.room.pk, by=None, name="Ib", comes_for="Gaden")
    room_phones.write_answer(asked.pk, ib, text="Lys")
    room_rounds.put_aside(here.meeting.pk, "Parkering", by=leader)
    proposal = room_rounds.ask_room(here.meeting.pk, "consent", "Vi prøver", by=leader)
    room_phones.write_answer(proposal.pk, ib, position="objection", text="Støj om natten")
    room.close_room(here.meeting.pk, by=leader)
    told = [(row.kind, row.text, row.who) for row in written_in(here.meeting)]
    assert told == [
        ("round", "Hvad mangler?", leader.display_name),
        ("answer", "Lys", "Ib (gæst, siger selv: Gaden)"),
        ("point", "Parkering", leader.display_name),
        ("consent", "Vi prøver", leader.display_name),
        ("answer", "Støj om natten", "Ib (gæst, siger selv: Gaden)"),
    ]


def test_what_is_not_shown_is_read_nowhere_before_all_can(here):
    """Neither on the team's page nor in the draft of the minutes, and no position either (R28)."""
    leader = here.team.facilitator
    ib = room_phones.enter_room(here.room.pk, by=None, name="Ib Iversen")
    reader, url = signed_in(here.team.committer), here.url("written")
    for kind, told in (
        ("silent", {"text": "Mørkt på stien"}),
        ("consent", {"position": "objection", "text": "Støj om natten"}),
    ):
        asked = room_rounds.ask_room(here.meeting.pk, kind, f"Om {kind}?", by=leader)
        room_phones.write_answer(asked.pk, ib, **told)
        page, draft = reader.get(url).content.decode(), drafted_from(here.meeting)[-1].said
        assert "Svarene er ikke vist endnu" in page
        assert f"Om {kind}?" in page
        assert told["text"] not in page + draft
        assert page.count("Iversen") == (kind == "consent")  # of the round that is shown
        assert "Indvending" not in page + draft
        assert f"Om {kind}?" not in draft
        room_rounds.show_answers(here.meeting.pk, asked.pk, by=leader)
        page, draft = reader.get(url).content.decode(), drafted_from(here.meeting)[-1].said
        assert told["text"] in page
        assert told["text"] in draft
        assert "Iversen" in page
        assert "Iversen" not in draft
    assert "Indvending: det gør skade (fra en gæst)" in draft


def test_what_was_never_shown_is_kept_and_read_once_the_room_is_closed(here):
    leader = here.team.facilitator
    asked = room_rounds.ask_room(here.meeting.pk, "silent", "Hvad mangler?", by=leader)
    ib = room_phones.enter_room(here.room.pk, by=None, name="Ib")
    room_phones.write_answer(asked.pk, ib, text="Lys")
    room.close_room(here.meeting.pk, by=leader)
    assert [row.kind for row in written_in(here.meeting)] == ["round", "answer"]
    assert "Lys" in drafted_from(here.meeting)[-1].said


def test_cancelling_closes_the_room_and_its_door_says_so(here):
    phone, asked = (
        here.phone("Ib"),
        room_rounds.ask_room(here.meeting.pk, "silent", "Hvad mangler?", by=here.team.facilitator),
    )
    cancel = {"reason": "Isslag på vejene"}
    assert here.screen().post(here.url("cancel_meeting"), cancel).status_code == 303
    here.room.refresh_from_db()
    assert not here.room.is_open
    assert Entry.objects.filter(action="room.closed").count() == 1
    with pytest.raises(ActError) as refused:
        room_rounds.ask_room(here.meeting.pk, "silent", "Mere?", by=here.team.facilitator)
    assert refused.value.code == "cancelled"
    late = phone.post(here.phone_url("room_answer", asked.pk), {"text": "Lys"})
    assert late.status_code == 422
    for door, told in (
        (here.phone_url(), {"name": "Bo"}),
        (reverse("arenas:enter_room"), {"code": here.room.code}),
    ):
        answer = Client().post(door, told)
        assert answer.status_code == 422
        assert "Mødet er aflyst" in answer.content.decode()
    page = phone.get(here.phone_url()).content.decode()
    assert "Mødet er aflyst" in page
    assert "Isslag på vejene" in page
    assert here.room.people.count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_what_was_written_asks_little(here, people, django_assert_num_queries):
    asked = room_rounds.ask_room(here.meeting.pk, "silent", "Et?", by=here.team.facilitator)
    for number in range(people):
        person = room_phones.enter_room(here.room.pk, by=UserFactory(), name=f"Ib {number}")
        room_phones.write_answer(asked.pk, person, text="Lys")
    with django_assert_num_queries(7):
        written_in(here.meeting)


def test_the_record_is_read_by_those_who_take_part(here):
    asked = room_rounds.ask_room(here.meeting.pk, "silent", "Et?", by=here.team.facilitator)
    ib = room_phones.enter_room(here.room.pk, by=None, name="Ib")
    room_phones.write_answer(asked.pk, ib, text="<script>lys</script>")
    assert here.screen().post(here.url("close_room")).status_code == 303
    url = here.url("written")
    meeting_page = signed_in(here.team.committer).get(here.meeting.get_absolute_url())
    assert url in meeting_page.content.decode()
    shown = signed_in(here.team.committer).get(url).content.decode()
    assert "&lt;script&gt;lys" in shown
    assert "Ib" in shown
    assert signed_in(UserFactory()).get(url).status_code == 403
    assert url not in Client().get(here.meeting.get_absolute_url()).content.decode()


def test_a_closed_room_can_be_opened_again_with_a_new_code(here):
    first = here.room.code
    room.close_room(here.meeting.pk, by=here.team.facilitator)
    again = room.open_room(here.meeting.pk, by=here.team.facilitator)
    assert again.pk == here.room.pk
    assert again.is_open
    assert again.code != first
    told = list(Entry.objects.filter(action__startswith="room.").values_list("action", flat=True))
    assert sorted(told) == ["room.closed", "room.opened", "room.opened"]


def test_nothing_can_be_led_in_a_closed_room(here):
    room.close_room(here.meeting.pk, by=here.team.facilitator)
    with pytest.raises(ActError):
        room.run_timer(here.meeting.pk, by=here.team.facilitator, run=True)
    answer = here.screen().get(here.url("screen"))
    assert (answer.status_code, answer["Location"]) == (302, here.meeting.get_absolute_url())


def test_in_seeking_there_is_no_card_yet():
    here = held("seeking")
    answer = here.screen().post(here.url("steer"), {"do": "draw", "card": "half_budget"})
    assert answer.status_code == 409
