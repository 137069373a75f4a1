"""The pages below "Designe": what they show, what they cost, and that they lose nothing typed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from projects.enums import Phase
from projects.models import Contribution, Solution, SolutionAuthor, SolutionVersion
from projects.services.contributions import answer_contribution
from projects.services.judging import say_about_solution
from samskabelse.web.errors import ActError
from tests.factories.design import (
    a_solution,
    changed,
    choice_asked,
    disturbed,
    planned_probe,
    recommended,
    two_solutions,
)
from tests.factories.people import UserFactory
from tests.factories.projects import Team, everybody_consents, meet_facts, team_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return team_in(Phase.DESIGN)


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, team: Team, *args: object) -> str:
    return reverse(f"projects:{name}", args=[team.project.slug, *args])


def say(
    solution: Solution, by, kind: str = "comment", text: str = "Man kunne også"
) -> Contribution:
    return say_about_solution(solution.pk, by=by, kind=kind, text=text)


# --- what is said ------------------------------------------------------------------------------


def test_what_is_said_stands_there_with_its_answer_and_without_a_count(team: Team, client) -> None:
    solution = a_solution(team)
    for kind, text in [("support", "Godt"), ("concern", "Larm"), ("question", "Hvornår")]:
        said = say(solution, UserFactory(name="Fremmed Frida"), kind, text)
    answer_contribution(said.pk, by=team.convener, answer="Fredag")
    shown = client.get(solution.get_absolute_url()).content.decode()
    for words in ("Godt", "Larm", "Hvornår", "Fredag", "Fremmed Frida"):
        assert words in shown


@pytest.mark.parametrize("kind", ["support", "concern", "question"])
def test_nobody_judges_a_wild_idea_by_the_clock(team: Team, kind: str) -> None:
    solution = a_solution(team, wild=True)
    with pytest.raises(ActError) as refused:
        say(solution, team.committer, kind)
    assert (refused.value.code, refused.value.field) == ("wild", "kind")
    say(solution, team.committer, "comment")
    with time_machine.travel(solution.wild_until, tick=False):
        say(solution, team.committer, kind)
    assert Contribution.objects.count() == 2


def test_the_form_of_a_wild_idea_offers_to_build_alone(team: Team, client) -> None:
    solution = a_solution(team, wild=True)
    page = signed_in(client, team.committer).get(solution.get_absolute_url()).content.decode()
    assert 'value="comment"' in page
    assert 'value="concern"' not in page
    response = client.post(solution.get_absolute_url(), {"kind": "concern", "text": "Jeg er bange"})
    assert response.status_code == 422
    assert "Jeg er bange" in response.content.decode()


def test_the_same_words_twice_stand_there_once(team: Team) -> None:
    solution = a_solution(team)
    assert say(solution, team.committer) == say(solution, team.committer)


# --- forms -------------------------------------------------------------------------------------

TEXTS = {"title": "Ny", "idea": "Ny idé", "takes": "Tid", "who_does_what": "", "risks": "Regn"}


def test_whoever_was_overtaken_keeps_every_word_and_sees_the_others(team: Team, client) -> None:
    solution = a_solution(team)
    changed(solution, by=team.speaker, idea="Den hurtiges idé")
    page = url("change_solution", team, solution.pk)
    sent = TEXTS | {"idea": "Den langsommes idé", "change": "Bedre", "base": "1"}
    response = signed_in(client, team.initiator).post(page, sent)
    assert response.status_code == 422
    body = response.content.decode()
    assert "Den langsommes idé" in body
    assert "Den hurtiges idé" in body
    assert 'name="base" value="2"' in body
    assert client.post(page, sent | {"base": "2"}).status_code == 303
    assert Solution.objects.get().latest.idea == "Den langsommes idé"


@pytest.mark.parametrize(
    "hostile", ["\x00", "x" * 100_000, "<script>alert(1)</script>", "'; DROP TABLE x"]
)
def test_hostile_words_never_break_a_page(team: Team, client, hostile: str) -> None:
    solution = a_solution(team)
    signed_in(client, team.initiator)
    forms = {
        url("propose_solution", team): TEXTS | {"title": hostile, "idea": hostile},
        url("change_solution", team, solution.pk): TEXTS
        | {"idea": hostile, "change": hostile, "base": "1"},
        solution.get_absolute_url(): {"kind": "concern", "text": hostile},
        url("use_card", team, "go_there"): {
            "used_on": timezone.localdate().isoformat(),
            "happened": hostile,
            "changed": hostile,
        },
        url("plan_probe", team): {"title": hostile, "tried": hostile, "starts_on": hostile},
        url("recommend", team): {"text": hostile, "due": hostile},
        url("no_card", team): {"reason": hostile},
    }
    for page, sent in forms.items():
        response = client.post(page, sent)
        assert response.status_code in {200, 303, 409, 422}, page
        assert b"<script>alert(1)" not in response.content
    assert client.get(url("design", team)).status_code == 200
    assert b"<script>alert(1)" not in client.get(solution.get_absolute_url()).content


def test_a_huge_id_is_not_there(team: Team, client) -> None:
    signed_in(client, team.initiator)
    for name in ("solution", "change_solution", "probe", "reply_objection", "minority"):
        assert client.get(url(name, team, 10**30)).status_code == 404
    solution = a_solution(team)
    for version in ("0", "-1", "9" * 40, "٣", "x"):
        page = url("solution_versions", team, solution.pk)
        assert client.get(page, {"version": version}).status_code == 200


# --- what they show ----------------------------------------------------------------------------


def test_an_empty_tab_teaches(client) -> None:
    early = team_in(Phase.DEFINE)
    shown = client.get(url("design", early)).content.decode()
    assert "Ingen løsninger endnu" in shown
    assert "Først bliver I enige om, hvad problemet er" in shown


def test_versions_show_word_by_word_who_wrote_what(team: Team, client) -> None:
    solution = a_solution(team, idea="Hallen er åben om fredagen")
    changed(solution, by=team.speaker, idea="Hallen er åben om lørdagen")
    shown = client.get(url("solution_versions", team, solution.pk)).content.decode()
    assert "<del>" in shown
    assert "lørdagen" in shown
    assert "Signe Speaker" in shown


def test_the_steps_of_the_gate_lead_to_their_pages(team: Team, client) -> None:
    signed_in(client, team.initiator)
    detail = client.get(team.project.get_absolute_url()).content.decode()
    for name in ("propose_solution", "deck", "recommendations"):
        assert url(name, team) in detail
    meet_facts(team)
    ready = client.get(team.project.get_absolute_url()).content.decode()
    assert url("open_round", team) in ready
    assert url("propose_solution", team) not in ready


# --- what they cost ----------------------------------------------------------------------------

PAGES = ["design", "deck", "recommendations"]


def furnish(team: Team) -> Solution:
    solution, _other = two_solutions(team)
    a_solution(team, wild=True)
    say(solution, team.committer, text=f"{Contribution.objects.count()}")
    changed(solution, by=team.speaker, idea=f"{timezone.now()}")
    planned_probe(team)
    return solution


def test_the_number_of_queries_does_not_grow(team: Team, client) -> None:
    """With one of each and with three; anonymous, as most readers are."""
    solution = furnish(team)
    disturbed(team)
    pages = [url(name, team) for name in PAGES]
    pages += [solution.get_absolute_url(), url("solution_versions", team, solution.pk)]
    for page in pages:
        client.get(page)
    counts = [queries_of(client, page) for page in pages]
    assert counts == EXPECTED
    furnish(team)
    furnish(team)
    for person in (UserFactory(), UserFactory()):
        SolutionAuthor.objects.create(
            solution=solution, user=person, state="accepted", answered_at=timezone.now()
        )
        say(solution, person)
        changed(solution, by=team.speaker, idea=f"Udgave af {person.pk}")
    assert [queries_of(client, page) for page in pages] == EXPECTED


# design, deck, recommendations, one solution, its versions
EXPECTED = [11, 6, 7, 10, 10]


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)


def crowd(team: Team, solution: Solution, *, solutions: int, said: int) -> None:
    """So many solutions more, and so many contributions at one."""
    rows = Solution.objects.bulk_create(Solution(project=team.project) for _n in range(solutions))
    versions = SolutionVersion.objects.bulk_create(
        SolutionVersion(solution=row, number=1, title="T", idea="I", by=team.initiator)
        for row in rows
    )
    for row, version in zip(rows, versions, strict=True):
        row.latest = version
    Solution.objects.bulk_update(rows, ["latest"])
    Contribution.objects.bulk_create(
        Contribution(
            project=team.project,
            solution_version=solution.latest,
            kind="concern",
            text=f"Bekymring {n}",
            by=team.initiator,
        )
        for n in range(said)
    )


def test_of_2000_contributions_a_page_shows_twenty(team: Team, client) -> None:
    solution = a_solution(team)
    crowd(team, solution, solutions=60, said=2000)
    page = client.get(solution.get_absolute_url())
    assert page.content.count(b'id="bidrag-') == 20


def test_a_recommendation_shows_its_deadline(team: Team, client) -> None:
    choice = choice_asked(team, two_solutions(team)[0])
    everybody_consents(choice)
    team.refresh()
    sent = recommended(team, days=12)
    shown = client.get(url("recommendations", team)).content.decode()
    assert sent.text in shown
    assert "om 12 dage" in shown
    assert sent.due == timezone.localdate() + timedelta(days=12)
