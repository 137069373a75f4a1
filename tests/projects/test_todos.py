"""What one can do: nothing is left out that waits for the person, and nothing lingers."""

import re
from html import unescape

import pytest
from django.urls import reverse

from participants.models import User
from projects.enums import Phase, Position
from projects.services import consent
from tests.factories.design import choice_asked, two_solutions
from tests.factories.people import UserFactory
from tests.factories.projects import (
    Team,
    agreed_statement,
    answers_in,
    asked,
    asked_about_statement,
    proposed,
    team_in,
)

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<(?:a|form)[^>]*(?:href|action)="([^"]*)"[^>]*>(.*?)</(?:a|form)>', re.DOTALL)


def todos(client, team: Team, person: User) -> dict[str, str]:
    """What the overview offers this person: words to address."""
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(team.project.get_absolute_url()).content.decode()
    _, _, told = page.partition('<ul class="todo-list">')
    listed = told.partition("</ul>")[0]
    return {
        " ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split()): unescape(url)
        for url, words in LINK.findall(listed)
    }


def missing(client, team: Team) -> str:
    page = client.get(team.project.get_absolute_url()).content.decode()
    return unescape(page.partition("checklist-items")[2].partition("</ul>")[0])


def url(name: str, team: Team, *args: object) -> str:
    return reverse(f"projects:{name}", args=[team.project.slug, *args])


def says(asked, party, position: str) -> None:
    answer = next(row for row in answers_in(asked) if row.party_id == party.pk)
    reason = "Naboerne får larm" if position == Position.OBJECTION else ""
    told = {"harmed": "Naboerne"} if reason else {}
    consent.give_consent(answer.pk, position, by=party.committers()[0], reason=reason, **told)


# --- consent -----------------------------------------------------------------------------------


def test_who_is_asked_about_a_solution_finds_it_and_who_has_not_answered_is_named(client) -> None:
    team = team_in(Phase.DESIGN)
    first, _ = two_solutions(team)
    assert "Parterne skal spørges om samtykke" in missing(client, team)
    assert "Vælg en løsning sammen" in todos(client, team, team.committer)
    page = first.get_absolute_url()
    ask = url("ask_choice", team, first.pk)
    assert ask in client.get(page).content.decode()
    choice = choice_asked(team, first)
    says(choice, team.department, Position.CONSENT)

    here = todos(client, team, team.committer)
    name = team.association.organisation.name
    answer = f"{url('consent', team)}?om=solution&part={team.association.pk}"
    assert here[f"Sig, om {name} samtykker til løsningen"] == answer
    assert "Vælg en løsning sammen" not in here
    for shown in (missing(client, team), unescape(client.get(page).content.decode())):
        assert f"{name} og " in shown or f"{name}, " in shown or f", {name}" in shown
        assert "har ikke svaret." in shown
        assert "Parterne skal spørges om samtykke" not in shown
    assert ask not in client.get(page).content.decode()

    says(choice, team.association, Position.OBJECTION)
    for shown in (missing(client, team), unescape(client.get(page).content.decode())):
        assert f"{name} har en indvending" in shown
    there = todos(client, team, team.committer)
    assert there[f"{name} har svaret om løsningen: har en indvending. Ret svaret"] == answer


def test_the_statement_is_written_then_asked_about_then_answered(client) -> None:
    team = team_in(Phase.DEFINE)
    write, ask = "Skriv problemformuleringen sammen", "Spørg parterne om samtykke"
    name = team.association.organisation.name
    answer = f"{url('consent', team)}?om=statement&part={team.association.pk}"

    def offered() -> list[str]:
        here = todos(client, team, team.committer)
        return [words for words, to in here.items() if to in {url("statement", team), answer}]

    (only,) = offered()
    assert only.startswith(write)
    proposed(team)
    (only,) = offered()
    assert only.startswith(ask)
    standing = asked_about_statement(team)
    assert offered() == [f"Sig, om {name} samtykker til den fælles problemformulering"]
    says(standing, team.association, Position.OBJECTION)
    first, second = offered()
    assert first.endswith("har en indvending. Ret svaret")
    assert second.startswith(write)
    says(standing, team.association, Position.CONSENT)
    (only,) = offered()
    assert only.endswith("samtykker. Ret svaret")


def test_whoever_has_answered_about_the_next_phase_is_not_asked_again(client) -> None:
    team = team_in(Phase.SEEKING)
    standing = asked(team)
    name = team.association.organisation.name
    answer = f"{url('consent', team)}?om=gate&part={team.association.pk}"
    assert todos(client, team, team.committer)[f"Sig, om {name} samtykker til at gå videre"] == (
        answer
    )
    says(standing, team.association, Position.STAND_ASIDE)
    here = todos(client, team, team.committer)
    assert [words for words, to in here.items() if to == answer] == [
        f"{name} har svaret om at gå videre: træder til side. Ret svaret"
    ]
