"""Delopgaver on the pages: asked, answered, ended, thanked, and never put on anybody (R67, R68)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from participants.models import User
from projects.enums import Phase
from projects.models import Assignment
from projects.phases import checklist
from projects.services.assignment_answers import (
    answer_assignment,
    answer_condition,
    take_assignment,
)
from projects.services.assignment_ends import (
    answer_follow_up,
    finish_assignment,
    release_assignment,
    thank_for_assignment,
)
from projects.services.assignments import EVERYBODY, Whom, ask_assignment, withdraw_assignment
from projects.services.parties import leave_project
from samskabelse.history.queries import history_of
from samskabelse.web.errors import ActError
from tests.factories.people import UserFactory
from tests.factories.projects import Team, team_in
from tests.projects.delopgaver import asked, at_work, offered, taken, taken_by, task
from tests.projects.post import keep_mails

pytestmark = pytest.mark.django_db
FORM = {
    "what": "Kom til to fredage og lyt",
    "why": "Vi hører det kun her.",
    "open_to_taker": "Hvilke fredage",
    "whom": "all",
    "paid_today": "no",
}


@pytest.fixture(autouse=True)
def mails(settings: Any) -> None:
    keep_mails(settings)


@pytest.fixture
def team() -> Team:
    return at_work()


def browser(person: User | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, row: Assignment) -> str:
    return reverse(f"projects:{name}", args=[row.project.slug, row.pk])


def acts_of(team: Team) -> list[str]:
    entries = history_of(team.project).filter(action__startswith="assignment.").order_by("id")
    return [entry.action.removeprefix("assignment.") for entry in entries]


def refused(act: Any) -> tuple[str, str | None]:
    with pytest.raises(ActError) as caught:
        act()
    return caught.value.code, caught.value.field


# --- Asking ---


def test_any_party_asks_any_other_from_one_page(team: Team) -> None:
    page = reverse("projects:ask_assignment", args=[team.project.slug])
    client = browser(team.committer)
    shown = client.get(page).content.decode()
    assert 'name="how"' in shown.split("<details", 1)[1]  # how is folded away (R68)
    assert 'name="how"' not in shown.split("<details", 1)[0]
    to = {"whom": f"party-{team.department.pk}"}
    sent = client.post(page, FORM | to)
    row = Assignment.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, url("assignment", row))
    assert (row.state, row.giver_party, row.asked_party) == (
        "asked",
        team.association,
        team.department,
    )


@pytest.mark.parametrize("missing", ["what", "why", "open_to_taker"])
def test_what_why_and_room_for_the_taker_are_needed(team: Team, missing: str) -> None:
    page = reverse("projects:ask_assignment", args=[team.project.slug])
    sent = browser(team.committer).post(page, FORM | {missing: "  "})
    assert sent.status_code == 422
    assert list(sent.context["form"].errors) == [missing]
    assert FORM["why" if missing != "why" else "what"] in sent.content.decode()  # nothing is lost
    empty = task(**{missing: " "})
    act = lambda: ask_assignment(team.project.pk, empty, by=team.committer)  # noqa: E731
    assert refused(act) == ("refused", missing)
    assert not Assignment.objects.exists()


def test_upward_to_the_decision_recipient_by_name_alone(team: Team) -> None:
    page = reverse("projects:ask_assignment", args=[team.project.slug])
    browser(team.initiator).post(page, FORM | {"whom": "recipient"})
    row = Assignment.objects.get()
    assert (row.asked_name, row.asked_email) == (team.recipient.name, team.recipient.email)
    answer_assignment(row.pk, "yes", by=team.recipient)
    row.refresh_from_db()
    assert (row.state, row.taker, row.taker_party) == ("accepted", team.recipient, None)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"whom": "person"}, "name"),
        ({"whom": "person", "name": "Karsten"}, "email"),
        ({"whom": "person", "name": "Karsten", "email": "karsten@"}, "email"),
        ({"whom": "party-999999999"}, "whom"),
        ({"whom": "nogen"}, "whom"),
        ({"paid_today": "x"}, "paid_today"),
        ({"due": "2001-01-01"}, "due"),
        ({"due": "den 3."}, "due"),
        ({"what": "x" * 100_000}, "what"),
        ({"how": "nul\x00byte"}, "how"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(team: Team, sent: dict, field: str) -> None:
    page = reverse("projects:ask_assignment", args=[team.project.slug])
    response = browser(team.committer).post(page, FORM | sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Assignment.objects.exists()


def test_nobody_asks_themselves(team: Team) -> None:
    party = Whom(party=team.association)
    own = Whom(name="Mig", email=team.committer.email)
    for whom, field in ((party, "whom"), (own, "email")):
        act = lambda whom=whom: ask_assignment(  # noqa: E731
            team.project.pk, task(), by=team.committer, whom=whom
        )
        assert refused(act)[1] == field


def test_there_is_no_way_to_put_it_on_somebody(team: Team) -> None:
    """A taken one without a yes cannot be written at all (R42)."""
    row = asked(team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=row.pk).update(state="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=row.pk).update(open_to_taker="")


# --- Answering ---


def test_yes_if_is_agreed_only_by_the_giver(team: Team) -> None:
    row = asked(team)
    page = url("answer_assignment", row)
    client = browser(team.committer)
    assert client.post(page, {"reply": "if"}).context["form"].errors.keys() == {"condition"}
    sent = client.post(page, {"reply": "if", "condition": "Hvis I henter mig"})
    assert sent.status_code == 303
    row.refresh_from_db()
    assert (row.state, row.taken_at) == ("conditional", None)
    assert browser(team.committer).get(url("answer_condition", row)).status_code == 403
    giver = browser(team.convener)
    shown = giver.get(url("answer_condition", row)).content.decode()
    assert "Hvis I henter mig" in shown
    assert giver.post(url("answer_condition", row), {"accept": "yes"}).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.taker, row.taker_party) == (
        "accepted",
        team.committer,
        team.association,
    )
    assert acts_of(team) == ["asked", "conditional", "condition_accepted"]


def test_a_refused_condition_says_why_and_opens_the_answer_again(team: Team) -> None:
    row = asked(team)
    answer_assignment(row.pk, "if", by=team.committer, condition="Hvis I betaler")
    act = lambda: answer_condition(row.pk, by=team.convener, accept=False)  # noqa: E731
    assert refused(act) == ("refused", "note")
    answer_condition(row.pk, by=team.convener, accept=False, note="Det kan vi ikke")
    row.refresh_from_db()
    assert (row.state, row.condition_answer) == ("asked", "Det kan vi ikke")
    answer_assignment(row.pk, "yes", by=team.committer)
    row.refresh_from_db()
    assert (row.state, row.condition) == ("accepted", "")


def test_the_same_answer_twice_is_one(team: Team) -> None:
    row = asked(team)
    for _time in range(2):
        answer_assignment(row.pk, "yes", by=team.committer)
    assert acts_of(team) == ["asked", "accepted"]
    act = lambda: answer_assignment(row.pk, "no", by=team.committer)  # noqa: E731
    assert refused(act)[0] == "answered"


def test_a_volunteer_without_a_party_takes_what_is_offered(team: Team) -> None:
    row = offered(team)
    person = UserFactory(name="Vera Frivillig")
    sent = browser(person).post(url("take_assignment", row))
    assert sent.status_code == 303
    row.refresh_from_db()
    assert (row.state, row.taker, row.taker_party) == ("accepted", person, None)
    other = browser(UserFactory()).post(url("take_assignment", row))
    assert other.status_code == 422
    assert "Vera Frivillig" in other.content.decode()


def test_somebody_in_a_party_may_take_it_as_themselves(team: Team) -> None:
    alone = take_assignment(offered(team).pk, by=team.committer, alone=True)
    together = take_assignment(offered(team).pk, by=team.committer)
    assert (alone.taker_party, together.taker_party) == (None, team.association)


def test_whoever_has_not_said_yes_is_named_to_the_team_alone(team: Team) -> None:
    row = asked(team, whom=Whom(name="Karsten Ravn", email="karsten@mail.example"))
    for person, named in ((None, False), (UserFactory(), False), (team.committer, True)):
        for page in (url("assignment", row), reverse("projects:history", args=[row.project.slug])):
            shown = browser(person).get(page).content.decode()
            assert "karsten@mail.example" not in shown
        shown = browser(person).get(url("assignment", row)).content.decode()
        assert ("Karsten Ravn" in shown) == named
    entry = history_of(team.project).get(action="assignment.asked")
    assert entry.is_public is False
    assert "Karsten" not in str(entry.data)


def test_a_no_is_nobody_elses_business(team: Team) -> None:
    row = asked(team)
    answer_assignment(row.pk, "no", by=team.committer, note="Jeg flytter")
    entry = history_of(team.project).get(action="assignment.declined")
    assert entry.is_public is False
    assert "Jeg flytter" not in browser().get(url("assignment", row)).content.decode()


# --- Ending ---


def test_done_with_a_word_and_thanked(team: Team) -> None:
    row = taken(team)
    client = browser(team.committer)
    page = url("finish_assignment", row)
    assert client.post(page, {"word": " "}).status_code == 422
    assert client.post(page, {"word": "Det gik fint"}).status_code == 303
    thanks = browser(team.convener).post(url("thank", row), {"words": "Tak for alt"})
    assert thanks.status_code == 303
    shown = browser().get(url("assignment", row)).content.decode()
    assert "Det gik fint" in shown
    assert "Tak for alt" in shown
    assert acts_of(team) == ["asked", "accepted", "done", "thanked"]
    assert refused(lambda: thank_for_assignment(row.pk, by=team.committer, words="Tak"))[0] == (
        "own_thanks"
    )


@pytest.mark.parametrize("who", ["committer", "convener", "facilitator"])
def test_taker_giver_and_hats_can_let_it_go(team: Team, who: str) -> None:
    row = taken(team)
    release_assignment(row.pk, by=getattr(team, who), word="Det blev for meget")
    row.refresh_from_db()
    assert row.state == "released"
    assert "Det blev for meget" not in browser().get(url("assignment", row)).content.decode()
    assert (
        "Det blev for meget" in browser(team.committer).get(url("assignment", row)).content.decode()
    )


def test_missing_something_another_day_done_or_let_go(team: Team) -> None:
    row = taken(team, due=timezone.localdate() + timedelta(days=3))
    later = timezone.localdate() + timedelta(days=9)
    act = lambda **said: answer_follow_up(row.pk, by=team.committer, **said)  # noqa: E731
    assert refused(lambda: act(choice="missing"))[1] == "words"
    assert refused(lambda: act(choice="later"))[1] == "due"
    assert refused(lambda: act(choice="måske"))[1] == "choice"
    act(choice="missing", words="En trailer")
    act(choice="later", due=later)
    row.refresh_from_db()
    assert (row.missing, row.due, row.state) == ("En trailer", later, "accepted")
    assert "En trailer" not in browser().get(url("assignment", row)).content.decode()
    act(choice="done", words="Nu er det gjort")
    assert acts_of(team)[-3:] == ["missing_told", "moved", "done"]


def test_a_taken_one_is_released_and_not_taken_back(team: Team) -> None:
    row = taken(team)
    assert refused(lambda: withdraw_assignment(row.pk, by=team.convener))[0] == "answered"
    waiting = asked(team)
    assert browser(team.convener).post(url("withdraw_assignment", waiting)).status_code == 303
    assert refused(lambda: answer_assignment(waiting.pk, "yes", by=team.committer))[0] == (
        "withdrawn"
    )


def test_closing_waits_until_they_are_ended(team: Team) -> None:
    row, waiting = taken(team), offered(team)
    open_ones = next(fact for fact in checklist(team.refresh()) if fact.code == "assignments")
    assert not open_ones.met
    assert str(row.what) in str(open_ones.message)
    assert "vis=open" in open_ones.url
    finish_assignment(row.pk, by=team.committer, word="Godt")
    withdraw_assignment(waiting.pk, by=team.convener)
    assert next(f for f in checklist(team.refresh()) if f.code == "assignments").met


def test_a_party_that_has_left_holds_nobody_up(team: Team) -> None:
    row = asked(team)
    leave_project(team.association.pk, by=team.committer, reason="time")
    withdraw_assignment(row.pk, by=team.facilitator)
    row.refresh_from_db()
    assert row.state == "withdrawn"


# --- What else the pages show ---


def test_the_date_as_a_calendar_file(team: Team) -> None:
    due = date.today() + timedelta(days=4)  # noqa: DTZ011
    row = taken(team, due=due, what="Hent nøglen; kl. 9, æøå")
    page = url("assignment_calendar", row)
    first, second = (browser().get(page).content for _time in range(2))
    assert first == second
    event = Calendar.from_ical(first).walk("VEVENT")[0]
    assert (event["SUMMARY"], event.decoded("DTSTART"), event.decoded("DTEND")) == (
        "Hent nøglen; kl. 9, æøå",
        due,
        due + timedelta(days=1),
    )
    answer_follow_up(row.pk, "later", by=team.committer, due=due + timedelta(days=2))
    moved = Calendar.from_ical(browser().get(page).content).walk("VEVENT")[0]
    assert moved["UID"] == event["UID"]
    assert browser().get(url("assignment_calendar", taken(team))).status_code == 404


def test_who_has_given_whom_what_without_ranks(team: Team) -> None:
    taken(team)
    taken(team)
    taken_by(UserFactory(name="Vera Frivillig"), team)
    page = reverse("projects:balance", args=[team.project.slug])
    response = browser().get(page)
    rows = [(row.giver, row.taker, row.count) for row in response.context["page"]]
    assert sorted(rows) == sorted(
        [
            (team.convener.name, team.association.name, 2),
            (team.convener.name, "Vera Frivillig", 1),
        ]
    )
    shown = response.content.decode()
    assert shown.count('class="balance-dot"') == 3
    assert "<table" in shown


def test_what_waits_and_what_is_in_hand_on_my_page(team: Team) -> None:
    row = asked(team, what="Hent nøglen")
    mine = browser(team.committer)
    assert url("answer_assignment", row) in mine.get(reverse("participants:me")).content.decode()
    answer_assignment(row.pk, "if", by=team.committer, condition="Hvis det er lørdag")
    giver = browser(team.convener).get(reverse("participants:me")).content.decode()
    assert url("answer_condition", row) in giver
    answer_condition(row.pk, by=team.convener, accept=True)
    assert url("assignment", row) in mine.get(reverse("participants:me")).content.decode()
    overview = mine.get(row.project.get_absolute_url()).content.decode()
    assert url("assignment", row) in overview


def test_another_opgaves_delopgave_is_not_found_here(team: Team) -> None:
    row, other = taken(team), team_in(Phase.DEFINE)
    page = reverse("projects:assignment", args=[other.project.slug, row.pk])
    assert browser(team.committer).get(page).status_code == 404
    huge = reverse("projects:assignment", args=[team.project.slug, 10**30])
    assert browser().get(huge).status_code == 404


def test_every_delopgave_can_be_erased_with_its_person(team: Team) -> None:
    from participants.services.accounts import erase_person  # noqa: PLC0415

    person = UserFactory(name="Vera Frivillig")
    row = taken_by(person, team)
    waiting = asked(team, whom=Whom(name=person.name, email=person.email))
    erase_person(person.pk, by=person)
    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (row.state, waiting.state) == ("released", "withdrawn")
    assert (waiting.asked_name, waiting.asked_email) == ("", "")
    page = reverse("projects:timeline", args=[team.project.slug])
    assert "Vera" not in browser(team.committer).get(page).content.decode()


def test_it_is_offered_to_all_by_default(team: Team) -> None:
    row = ask_assignment(team.project.pk, task(), by=team.initiator, whom=EVERYBODY)
    assert row.state == "offered"
