"""What one can do: nothing is left out that waits for the person, and nothing lingers."""

import re
from html import unescape

import pytest
from django.urls import reverse

from participants.listings import Mine
from participants.models import User
from projects.enums import Phase, Position
from projects.personal import waiting_for
from projects.phases import checklist
from projects.services import consent, parties, roles
from projects.services.assignment_ends import finish_assignment
from projects.services.recipient import record_verdict
from projects.services.stakeholders import StakeholderRow, map_stakeholder
from tests.factories.design import (
    choice_asked,
    chosen,
    planned_probe,
    recommended,
    two_solutions,
)
from tests.factories.people import UserFactory
from tests.factories.projects import (
    Team,
    answers_in,
    asked,
    asked_about_statement,
    explained,
    invited,
    proposed,
    raised,
    team_in,
)
from tests.projects import delopgaver

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


# --- what waits, who is asked, what is done ----------------------------------------------------


def test_a_wish_to_take_part_waits_for_whoever_raised_it_and_the_convener(client) -> None:
    team = team_in(Phase.SEEKING)
    label = "Nogen vil gerne være med: Svar dem"
    assert label not in todos(client, team, team.initiator)
    wisher = UserFactory(name="Ny Nabo")
    parties.ask_to_join(team.project.pk, by=wisher, organisation=None, note="Kaffe")
    for person in (team.initiator, team.convener):
        assert todos(client, team, person)[label] == url("parties", team)
        (told,) = [row for row in waiting_for(Mine(person)) if "vil gerne være med" in row.question]
        assert (told.question, told.url) == (
            "Ny Nabo vil gerne være med. Siger du velkommen?",
            url("parties", team),
        )
    assert label not in todos(client, team, team.committer)
    assert not [row for row in waiting_for(Mine(wisher)) if "være med" in row.question]
    wish = team.project.join_requests.get()
    parties.answer_wish(wish.pk, by=team.initiator, welcome=True)
    assert label not in todos(client, team, team.initiator)
    assert not [row for row in waiting_for(Mine(team.convener)) if "velkommen" in row.question]


def test_who_has_been_asked_is_named_for_the_team(client) -> None:
    project = raised()
    initiator = project.initiator
    page = reverse("projects:detail", args=[project.slug])
    client.force_login(initiator, backend="django.contrib.auth.backends.ModelBackend")
    before = unescape(client.get(page).content.decode())
    assert "Spørg nogen, om de vil være konvener" in before
    assert "er spurgt" not in before
    roles.ask_role(project.pk, UserFactory(name="Kaj Konvener"), "convener", by=initiator)
    invited(project, UserFactory(name="Nora Nabo"))
    asked = unescape(client.get(page).content.decode())
    assert "Spørg en anden, om de vil være konvener: Kaj Konvener er spurgt" in asked
    assert "Inviter en til: Nora Nabo er spurgt" in asked
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert "Nora Nabo" not in client.get(page).content.decode()


def test_a_try_is_planned_once_and_an_answer_is_written_when_one_is_waited_for(client) -> None:
    team = team_in(Phase.DESIGN)
    plan, write = url("plan_probe", team), url("verdict", team)
    two_solutions(team)
    chosen(team)
    assert plan in todos(client, team, team.initiator).values()
    assert write not in todos(client, team, team.convener).values()
    planned_probe(team)
    assert plan not in todos(client, team, team.initiator).values()
    recommended(team)
    assert todos(client, team, team.convener)["Skriv modtagerens svar ind"] == write
    record_verdict(team.project.pk, by=team.convener, verdict="yes", reasons="Godt")
    assert write not in todos(client, team, team.convener).values()


@pytest.mark.parametrize("phase", [Phase.SEEKING, Phase.DEFINE])
def test_no_answer_of_the_recipient_is_asked_for_before_a_recommendation(client, phase) -> None:
    team = team_in(phase)
    assert url("verdict", team) not in todos(client, team, team.convener).values()


# --- the gates ---------------------------------------------------------------------------------


def test_nobody_listed_is_not_everybody_present(client) -> None:
    team = team_in(Phase.DEFINE)
    page = client.get(team.project.get_absolute_url()).content.decode()
    assert "Skriv, hvem der lever med resultatet" in page
    assert url("missing", team) in page
    explained(team, "Naboerne")
    fact = next(row for row in checklist(team.refresh()) if row.code == "affected_present")
    assert fact.met


def test_a_group_that_is_missing_leads_to_where_the_reason_is_written(client) -> None:
    team = team_in(Phase.DEFINE)
    row = StakeholderRow("Naboerne", is_affected=True)
    group = map_stakeholder(team.project.pk, row, by=team.initiator)
    page, form = url("missing", team), url("stakeholder", team, group.pk)
    client.force_login(team.initiator, backend="django.contrib.auth.backends.ModelBackend")
    assert f'href="{form}"' in client.get(page).content.decode()
    client.logout()
    assert form not in client.get(page).content.decode()


def test_the_page_of_the_solutions_does_not_lead_to_itself(client) -> None:
    team = team_in(Phase.DESIGN)
    here = url("design", team)
    assert f'<a href="{here}">' in missing(client, team)
    shown = client.get(here).content.decode()
    listed = shown.partition("checklist-items")[2].partition("</ul>")[0]
    assert "Mangler" in listed
    assert f'href="{here}"' not in listed
    assert url("deck", team) in listed


def test_what_closes_an_opgave_leads_to_where_it_is_written(client) -> None:
    """And of no assignments it is not said that they are done."""
    team = team_in(Phase.IMPLEMENT)
    close = url("close", team)
    found = {fact.code: fact for fact in checklist(team.project)}
    assert [found[code].url for code in ("outcome", "owner", "lessons")] == [close] * 3
    assert "Der er ingen delopgaver, der mangler" in missing(client, team)
    row = delopgaver.taken(team)
    assert "Der er ingen delopgaver" not in missing(client, team)
    finish_assignment(row.pk, by=team.committer, word="Godt")
    assert "Delopgaverne er færdige eller sluppet" in missing(client, team)
