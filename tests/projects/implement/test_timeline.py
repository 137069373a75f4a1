"""Forløb: what has happened, for the public and for the team, and as a feed."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import User
from projects.enums import Phase
from projects.models import Project
from projects.services import moderation
from projects.services.assignment_answers import answer_assignment
from projects.services.assignments import Whom
from projects.timeline import LINES, stretch_of
from samskabelse.history.models import Entry
from samskabelse.history.sentences import SENTENCES
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import Team, team_in
from tests.projects.delopgaver import asked, taken
from tests.projects.post import keep_mails

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def mails(settings: Any) -> None:
    keep_mails(settings)


@pytest.fixture
def team() -> Team:
    return team_in(Phase.IMPLEMENT)


def browser(person: User | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def lines(project: Project, *, team: bool, size: int = 200) -> list[str]:
    return [line.text for line in stretch_of(project, team=team, before=0, size=size).happenings]


def page_of(team: Team, name: str = "timeline") -> str:
    return reverse(f"projects:{name}", args=[team.project.slug])


def test_every_line_is_told_of_an_act_that_has_a_sentence() -> None:
    assert set(LINES) <= set(SENTENCES)


def test_decisions_and_answers_read_as_sentences(team: Team) -> None:
    told = " ".join(lines(team.project, team=False))
    assert "Parterne blev enige om at gå videre fra ”Designe” til ”Implementere”." in told
    assert "Børne- og Skoleudvalget svarede: ja." in told
    assert "%(" not in told
    assert "…" not in told


def test_the_public_sees_no_question_that_waits_and_no_no(team: Team) -> None:
    row = asked(team, whom=Whom(name="Karsten Ravn", email="karsten@mail.example"))
    no = asked(team, what="Bag en kage")
    answer_assignment(no.pk, "no", by=team.committer)
    taken(team, what="Hent nøglen")
    public, inside = (lines(team.project, team=who) for who in (False, True))
    assert not [line for line in public if "nej" in line or row.what in line]
    assert [line for line in inside if "Bag en kage" in line and "nej" in line]
    assert public[0] == f"{team.association.name} sagde ja: ”Hent nøglen”."
    assert "Karsten" not in " ".join(public + inside)
    for person, expected in ((None, False), (UserFactory(), False), (team.speaker, True)):
        shown = browser(person).get(page_of(team)).content.decode()
        assert ("sagde nej til ”Bag en kage”" in shown) == expected


def test_newest_first_and_every_line_once_over_the_pages(team: Team) -> None:
    for number in range(75):
        taken(team, what=f"Nummer {number}")
    seen, before = [], 0
    while True:
        stretch = stretch_of(team.project, team=True, before=before, size=30)
        seen += [line.id for line in stretch.happenings]
        before = stretch.next_before
        if not before:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == len(lines(team.project, team=True, size=999))
    first = browser().get(page_of(team)).content.decode()
    assert first.count('class="history-when"') == 20
    assert "?foer=" in first


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "%00", "1.5", "٣"])
def test_nonsense_in_the_address_is_the_first_page(team: Team, before: str) -> None:
    assert browser().get(f"{page_of(team)}?foer={before}").status_code == 200


def test_a_page_of_a_long_story_costs_what_that_of_a_short_one_does(
    team: Team, django_assert_num_queries: Any
) -> None:
    short = len(lines(team.project, team=False, size=30))
    assert short < 30
    with django_assert_num_queries(1):
        stretch_of(team.project, team=False, before=0, size=30)
    Entry.objects.bulk_create(
        Entry(
            action="assignment.done",
            target_type="projects.project",
            target_id=team.project.pk,
            data={"what": "Hent nøglen", "who": "Nogen"},
        )
        for _number in range(3000)
    )
    with django_assert_num_queries(1):
        stretch = stretch_of(team.project, team=False, before=0, size=30)
    assert len(stretch.happenings) == 30


def test_the_feed_is_atom_and_public_whoever_asks(team: Team) -> None:
    no = asked(team, what="Bag en kage")
    answer_assignment(no.pk, "no", by=team.committer)
    taken(team, what="Hent nøglen & <låsen>")
    for person in (None, team.committer):
        response = browser(person).get(page_of(team, "timeline_feed"))
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ET.fromstring(response.content)  # noqa: S314  our own
        titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
        assert titles == lines(team.project, team=False, size=30)
        assert "Hent nøglen & <låsen>" in titles[0]
        assert "nej til" not in " ".join(titles)
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))
        for required in ("id", "title", "updated"):
            assert feed.findtext(f"{ATOM}{required}")
        assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"alternate", "self"}


def test_nothing_stored_makes_the_feed_ill_formed(team: Team) -> None:
    title = "En\x08\x0b\x1f\ufffe\u202e bro"
    Project.objects.filter(pk=team.project.pk).update(title=title)
    response = browser().get(page_of(team, "timeline_feed"))
    feed = ET.fromstring(response.content)  # noqa: S314  our own
    assert feed.findtext(f"{ATOM}title") == "En bro"


def test_the_same_feed_twice_is_the_same_bytes(team: Team) -> None:
    first, second = (browser().get(page_of(team, "timeline_feed")).content for _time in range(2))
    assert first == second


def test_a_hidden_opgave_has_no_feed(team: Team) -> None:
    moderation.hide_project(team.project.pk, by=AdministratorFactory(), reason="Et navn")
    assert browser(team.initiator).get(page_of(team, "timeline_feed")).status_code == 404
    assert browser().get(page_of(team)).status_code == 404
