"""The tab, the ladder and the municipality's page: what they say, and what they cost."""

import pytest
from django.test import Client
from django.urls import reverse

from projects.enums import CaseState, Label, Phase
from projects.ladder import RUNGS, next_step, step_of
from projects.models import FindingCase, FindingWord, HonestAnswer, Project
from projects.services.climbing import declare_step
from projects.services.examining import examine_project
from projects.services.pulse import open_pulse
from samskabelse.history.queries import history_of
from samskabelse.web.errors import ActError
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.projects import Team, asked, citizen, raised, team_in, team_seeking
from tests.hostile.words import OWN
from tests.performance.test_queries import questions, signed_in
from tests.projects import delopgaver
from tests.projects.cocreation import seen

pytestmark = pytest.mark.django_db
CODES = ("solution_first", "unanswered", "paid_work")


def tab(team: Team) -> str:
    return reverse("projects:cocreation", args=[team.project.slug])


def text_of(team: Team, person=None) -> str:
    response = signed_in(person).get(tab(team))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_what_the_tab_costs(rows):
    team = team_seeking()
    for number in range(rows):
        open_pulse(team.project, f"meeting:{number}", title="Møde")
    seen.raised(team, *CODES[:rows])
    for code in CODES[:rows]:
        for words in ("Ja.", "Jo."):
            seen.answered(team, code, words)
            seen.disputed(team, code, f"Nej til {words}")
    for gate in ("seeking", "define", "design")[:rows]:
        HonestAnswer.objects.create(
            project=team.project, gate=gate, chosen_before="no", fixed_alone="no", to_save="no"
        )
    counted = {
        role: questions(signed_in(person), tab(team))
        for role, person in {
            "visitor": None,
            "citizen": citizen(),
            "party": team.committer,
            "convener": team.convener,
        }.items()
    }
    assert counted == {"visitor": 6, "citizen": 9, "party": 9, "convener": 9}


@pytest.mark.parametrize("rows", [1, 3])
def test_what_the_municipalitys_page_costs(rows):
    for _number in range(rows):
        team = team_seeking()
        seen.raised(team, *CODES)
    assert questions(signed_in(None), reverse("projects:municipality")) == 7


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_computes_nothing(rows, client):
    for _number in range(rows):
        team = team_seeking()
        Project.objects.filter(pk=team.project.pk).update(label=Label.HEARING)
    text = client.get(reverse("projects:list")).content.decode()
    assert text.count("Høring") == rows


def test_the_sham_is_said_as_a_question_to_everybody():
    team = team_seeking()
    seen.raised(team, "solution_first", "affected_missing")
    Project.objects.filter(pk=team.project.pk).update(label=Label.HEARING, open_findings=2)
    for page in ("projects:detail", "projects:parties"):
        text = signed_in(None).get(reverse(page, args=[team.project.slug])).content.decode()
        assert "Høring" in text
        assert tab(team) in text
    text = text_of(team)
    assert "Var løsningen valgt, før problemet var?" in text
    assert "2 spørgsmål venter på svar" in text
    assert "Er de med, der lever med resultatet?" in text


def test_an_answer_that_the_facts_belie_stands_beside_them():
    team = team_seeking()
    HonestAnswer.objects.create(
        project=team.project, gate="seeking", chosen_before="no", fixed_alone="yes", to_save="no"
    )
    assert "Fakta spørger" not in text_of(team)
    seen.raised(team, "paid_work")
    assert text_of(team).count("Fakta spørger") == 1
    assert 'href="#paid_work"' in text_of(team)


def test_who_sees_which_button():
    team = team_seeking()
    seen.raised(team, "paid_work")
    reply = reverse("projects:reply_finding", args=[team.project.slug, "paid_work"])
    weigh = reverse("projects:weigh_finding", args=[team.project.slug, "paid_work"])
    shown = {
        name: (reply in text_of(team, person), weigh in text_of(team, person))
        for name, person in {
            "visitor": None,
            "party": team.speaker,
            "convener": team.convener,
            "facilitator": team.facilitator,
        }.items()
    }
    assert shown == {
        "visitor": (False, False),
        "party": (False, True),
        "convener": (True, False),
        "facilitator": (False, False),
    }


def test_an_answer_and_a_dispute_in_a_browser():
    team = team_seeking()
    seen.raised(team, "paid_work")
    reply = reverse("projects:reply_finding", args=[team.project.slug, "paid_work"])
    weigh = reverse("projects:weigh_finding", args=[team.project.slug, "paid_work"])
    convener, party = signed_in(team.convener), signed_in(team.committer)
    assert convener.post(reply, {"text": ""}).status_code == 422
    assert convener.post(reply, {"text": "010190-1234"}).status_code == 422
    assert convener.post(reply, {"text": "Nej, de får mere tid."}).status_code == 303
    assert "Nej, de får mere tid." in party.get(weigh).content.decode()
    assert party.post(weigh, {"stance": "dispute", "text": ""}).status_code == 422
    assert party.post(weigh, {"stance": "dispute", "text": "Hvem?"}).status_code == 303
    assert party.post(weigh, {"stance": "accept", "text": ""}).status_code == 303
    assert team.project.findings.get().state == CaseState.HANDLED


def test_what_is_not_there_is_404():
    team = team_seeking()
    client = signed_in(team.convener)
    for code in ("paid_work", "nonsense"):
        url = reverse("projects:reply_finding", args=[team.project.slug, code])
        assert client.get(url).status_code == 404
    seen.raised(team, "paid_work")
    team.project.findings.update(state=CaseState.GONE)
    url = reverse("projects:reply_finding", args=[team.project.slug, "paid_work"])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("words", OWN)
def test_hostile_words_are_words(words):
    team = team_seeking()
    words = words.replace("\x00", "").replace("\ud800", "") or "-"  # no text field holds them
    case = FindingCase.objects.create(
        project=team.project,
        code="paid_work",
        evidence=[
            {"kind": "assignment", "key": "1", "url": "/x/", "facts": {"what": words}},
            {"kind": words, "key": "2", "url": "/x/", "facts": {}},
        ],
    )
    FindingWord.objects.create(case=case, stance="reply", text=words)
    text = text_of(team)
    assert "<script>alert" not in text


def test_three_questions_in_a_browser():
    team = team_seeking()
    page = reverse("projects:honesty", args=[team.project.slug])
    client = signed_in(team.initiator)
    said = {"gate": "seeking", "chosen_before": "no", "fixed_alone": "no", "to_save": "unknown"}
    assert client.post(page, said | {"to_save": ""}).status_code == 422
    for _again in range(2):
        assert client.post(page, said).status_code == 303
    assert team.project.honest_answers.get().gate == Phase.SEEKING
    assert "Ved offentliggørelsen" in text_of(team)
    assert "Ved porten til ”Definere”: Ingen har svaret endnu." in text_of(team)
    assert signed_in(citizen()).get(page).status_code == 403


def test_a_gate_is_called_the_same_everywhere():
    """Answered before the parties are asked, it is answered when they are."""
    team = team_seeking()
    page = reverse("projects:honesty", args=[team.project.slug])
    client = signed_in(team.initiator)
    assert 'name="gate" value="define"' in client.get(page).content.decode()
    said = {"gate": "define", "chosen_before": "no", "fixed_alone": "no", "to_save": "no"}
    assert client.post(page, said).status_code == 303
    assert team.project.honest_answers.get().gate == Phase.DEFINE
    text = text_of(team)
    assert "Ved porten til ”Definere”" in text
    assert "Ingen har svaret endnu" not in text
    assert "Ved porten til ”Søger parter”" not in text
    asked(team)
    consent = reverse("projects:consent", args=[team.project.slug])
    shown = client.get(consent).content.decode()
    assert "Læs svarene på de tre spørgsmål ved denne port" in shown


def test_where_there_is_no_answer_yet_a_party_can_only_disagree_and_says_why():
    team = team_seeking()
    seen.raised(team, "paid_work")
    page = reverse("projects:weigh_finding", args=[team.project.slug, "paid_work"])
    client = signed_in(team.committer)
    shown = client.get(page).content.decode()
    assert "Der er intet svar at godtage endnu" in shown
    assert 'type="radio"' not in shown
    assert "(valgfri)" not in shown
    assert client.post(page, {"stance": "dispute", "text": ""}).status_code == 422
    assert (
        client.post(page, {"stance": "dispute", "text": "Vi ser to, der mangler."}).status_code
        == 303
    )


class TestTheLadder:
    def test_the_facts_and_the_aim_stand_side_by_side(self):
        team = team_in(Phase.DESIGN)
        declare_step(team.project.pk, 4, by=team.convener)
        examine_project(team.project.pk)
        project = team.refresh()
        assert (project.declared_step, project.ladder_step) == (4, 1)
        step, demands = next_step(project)
        assert step == 2
        assert [demand.met for demand in demands] == [False]
        text = text_of(team)
        assert "Hertil vil parterne" in text
        assert "Fakta viser det" in text
        assert history_of(project).filter(action="step.declared").count() == 1

    def test_a_delopgave_that_a_citizen_takes_is_a_step(self):
        team = delopgaver.at_work()
        delopgaver.taken_by(citizen(), team)
        examine_project(team.project.pk)
        assert team.refresh().ladder_step == 2
        assert team.project.rungs["done_together"] is False

    def test_no_step_is_skipped(self):
        there = dict.fromkeys(RUNGS, True)
        assert step_of(there) == 4
        assert step_of(there | {"private_hand": False}) == 1
        assert step_of({}) == 0

    def test_alone_is_no_step(self):
        project = raised()
        assert examine_project(project.pk).ladder_step == 0

    @pytest.mark.parametrize("step", [0, 5, -1])
    def test_there_are_four(self, step):
        team = team_seeking()
        with pytest.raises(ActError):
            declare_step(team.project.pk, step, by=team.convener)


class TestTheMunicipality:
    def page(self, client: Client) -> str:
        return client.get(reverse("projects:municipality")).content.decode()

    def test_an_empty_one_says_unknown(self, client):
        text = self.page(client)
        assert "ukendt" in text
        assert "Det femte trin" in text

    def test_what_is_hidden_does_not_count(self, client):
        team = team_seeking()
        seen.raised(team, "paid_work")
        assert "Kommunen er ikke på det femte trin endnu" in self.page(client)
        before = self.page(client)
        Project.objects.filter(pk=team.project.pk).update(
            moderation="hidden", moderation_reason="Et navn"
        )
        assert self.page(client) != before

    def test_all_four_routes(self, client):
        for route in ("citizen", "staff", "official", "politician"):
            raised(route=route)
        assert "Alle fire indgange bliver brugt" in self.page(client)


def test_nobody_of_another_organisation_speaks():
    team = team_seeking()
    seen.raised(team, "paid_work")
    OrganisationFactory()
    url = reverse("projects:weigh_finding", args=[team.project.slug, "paid_work"])
    assert signed_in(UserFactory()).get(url).status_code == 403
