"""What the opgave may be called: it changes, comes back, and every change is in the history."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from projects.enums import CaseState, Label, Phase
from projects.models import Project, Thresholds
from projects.services import parties
from projects.services.examining import examine_changed, examine_project
from projects.services.findings import reply_finding, weigh_finding
from projects.services.honesty import answer_honestly
from projects.services.thresholds import change_thresholds
from samskabelse.history.models import Entry
from samskabelse.history.queries import history_of
from samskabelse.history.sentences import sentence_for
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.people import AdministratorFactory
from tests.factories.projects import Team, raised, team_seeking
from tests.projects.cocreation import seen

pytestmark = pytest.mark.django_db
TWO = ("solution_first", "unanswered")


def facts(project: Project) -> None:
    """A plan in the first text, and nobody who lives with the result after a month."""
    Project.objects.filter(pk=project.pk).update(problem="Den færdige plan står her.")


@pytest.fixture
def team() -> Team:
    return team_seeking()


def two_findings(team: Team) -> Project:
    facts(team.project)
    seen.look_in(15, team.project)
    return team.refresh()


def test_one_changes_nothing(team):
    facts(team.project)
    seen.look(team.project)
    project = team.refresh()
    assert (project.label, project.open_findings) == (Label.COCREATION, 1)
    assert not history_of(project).filter(action="label.changed").exists()


def test_two_make_it_a_hearing_and_history_says_so(team):
    project = two_findings(team)
    assert (project.label, project.open_findings) == (Label.HEARING, 2)
    entry = history_of(project).get(action="label.changed")
    assert (entry.by, entry.is_public) == (None, True)
    assert entry.data == {"old": "cocreation", "new": "hearing", "open": 2}
    assert "Høring" in sentence_for(entry)
    seen.look_in(15, team.project)
    assert history_of(project).filter(action="label.changed").count() == 1


def test_where_no_private_party_takes_part_people_are_merely_told(team):
    for party in team.project.parties.active().with_names():
        if party.counts_as_private:
            parties.leave_project(party.pk, by=party.committers()[0], reason="done")
    assert two_findings(team).label == Label.INFORMATION


def test_the_facts_go_and_the_label_comes_back(team):
    two_findings(team)
    Project.objects.filter(pk=team.project.pk).update(problem="Her er et problem.")
    assert seen.look_in(15, team.project)["solution_first"] == CaseState.GONE
    assert team.refresh().label == Label.COCREATION
    assert history_of(team.project).filter(action="label.changed").count() == 2


def test_an_answer_alone_does_not_bring_it_back_its_acceptance_does(team):
    two_findings(team)
    seen.answered(team, "solution_first")
    assert (team.refresh().label, team.project.open_findings) == (Label.HEARING, 1)
    case = seen.accepted(team, "solution_first")
    assert case.state == CaseState.HANDLED
    assert team.refresh().label == Label.COCREATION
    assert history_of(team.project).first().data["label"] == Label.COCREATION
    assert seen.look_in(15, team.project)["solution_first"] == CaseState.HANDLED


def test_an_answer_in_time_keeps_it(team):
    facts(team.project)
    seen.look(team.project)
    seen.answered(team, "solution_first")
    two_findings(team)
    assert team.refresh().label == Label.COCREATION


def test_an_answer_that_nobody_disputes_stands_after_two_weeks(team):
    two_findings(team)
    seen.answered(team, "solution_first")
    seen.look_in(13, team.project)
    assert team.project.findings.get(code="solution_first").state == CaseState.ANSWERED
    seen.look_in(16, team.project)
    assert team.project.findings.get(code="solution_first").state == CaseState.HANDLED
    assert team.refresh().label == Label.COCREATION


def test_a_dispute_opens_it_again_until_the_party_accepts_a_new_answer(team):
    two_findings(team)
    seen.answered(team, "solution_first")
    assert seen.disputed(team, "solution_first").state == CaseState.DISPUTED
    assert team.refresh().open_findings == 2
    seen.look_in(30, team.project)
    assert team.project.findings.get(code="solution_first").state == CaseState.DISPUTED
    seen.answered(team, "solution_first", "Vi begynder forfra.")
    assert seen.accepted(team, "solution_first").state == CaseState.HANDLED
    said = team.project.findings.get(code="solution_first").words
    assert list(said.values_list("stance", flat=True)) == ["reply", "dispute", "reply", "accept"]
    acts = history_of(team.project).filter(action__startswith="finding.")
    assert acts.count() == 4


def test_one_party_cannot_close_what_another_disputes(team):
    seen.raised(team, "solution_first")
    seen.answered(team, "solution_first")
    seen.disputed(team, "solution_first")
    boss = team.department.committers()[0]
    case = weigh_finding(team.project.pk, "solution_first", team.department.pk, "accept", by=boss)
    assert case.state == CaseState.DISPUTED


def test_a_party_may_disagree_with_the_question_itself(team):
    seen.raised(team, "solution_first")
    case = seen.disputed(team, "solution_first", "Planen var vores egen.")
    assert case.state == CaseState.OPEN
    assert case.words.get().text == "Planen var vores egen."


def test_new_evidence_opens_what_was_closed(team):
    facts(team.project)
    seen.look(team.project)
    seen.answered(team, "solution_first")
    seen.accepted(team, "solution_first")
    from arenas.models import Material  # noqa: PLC0415
    from tests.factories.arenas import bare_meeting  # noqa: PLC0415

    Material.objects.create(meeting=bare_meeting(team.project), title="Hovedprojekt", text="x")
    assert seen.look(team.project)["solution_first"] == CaseState.OPEN


def test_who_answered_cannot_accept(team):
    seen.raised(team, "solution_first")
    reply_finding(team.project.pk, "solution_first", by=team.convener, text="Ja.")
    from tests.factories.projects import accepted_party  # noqa: PLC0415

    own = accepted_party(team.project, by=team.convener)
    with pytest.raises(ActError) as refused:
        weigh_finding(team.project.pk, "solution_first", own.pk, "accept", by=team.convener)
    assert refused.value.code == "own_answer"


def test_what_is_refused(team):
    seen.raised(team, "solution_first", "unanswered")
    team.project.findings.filter(code="unanswered").update(state=CaseState.GONE)
    pk = team.project.pk
    cases = [
        (lambda: reply_finding(pk, "solution_first", by=team.convener, text=" "), "text"),
        (lambda: seen.accepted(team, "solution_first"), "no_answer"),
        (lambda: seen.disputed(team, "solution_first", " "), "text"),
        (lambda: seen.answered(team, "unanswered"), "gone"),
        (lambda: seen.answered(team, "nonsense"), "gone"),
    ]
    for act, why in cases:
        with pytest.raises(ActError) as refused:
            act()
        assert why in {refused.value.field, refused.value.code}
    with pytest.raises(NotAllowed):
        reply_finding(pk, "solution_first", by=team.committer, text="Nej")


def test_while_there_is_no_convener_the_initiator_answers():
    project = raised()
    facts(project)
    seen.look(project)
    reply_finding(project.pk, "solution_first", by=project.initiator, text="Det er et udkast.")
    assert project.findings.get().state == CaseState.ANSWERED


def test_sent_twice_is_said_once(team):
    seen.raised(team, "solution_first")
    for _again in range(2):
        seen.answered(team, "solution_first")
    for _again in range(2):
        seen.disputed(team, "solution_first")
    assert team.project.findings.get().words.count() == 2
    assert history_of(team.project).filter(action__startswith="finding.").count() == 2


class TestHonesty:
    NO = {"chosen_before": "no", "fixed_alone": "no", "to_save": "no"}

    def test_a_yes_is_called_by_its_name(self, team):
        said = self.NO | {"to_save": "yes", "gate": Phase.SEEKING}
        answer_honestly(team.project.pk, by=team.convener, **said)
        assert team.refresh().label == Label.HEARING
        assert team.project.honest_for == Phase.SEEKING
        answer_honestly(team.project.pk, by=team.convener, **self.NO)
        assert team.refresh().label == Label.COCREATION
        assert team.project.honest_for == Phase.DEFINE
        assert team.project.honest_answers.count() == 2
        assert history_of(team.project).filter(action="honesty.answered").count() == 2

    def test_sent_twice_is_one_answer(self, team):
        for _again in range(2):
            answer_honestly(team.project.pk, by=team.convener, gate=Phase.SEEKING, **self.NO)
        assert team.project.honest_answers.count() == 1

    def test_an_answer_is_one_of_three(self, team):
        with pytest.raises(ActError) as refused:
            answer_honestly(team.project.pk, by=team.convener, **(self.NO | {"to_save": "måske"}))
        assert refused.value.field == "to_save"


class TestTheClock:
    def test_it_looks_where_something_happened_and_once_a_day(self, team):
        now = timezone.now()
        assert examine_changed(now) == 1
        assert examine_changed(timezone.now()) == 0
        team.association.refresh_from_db()
        parties.leave_project(team.association.pk, by=team.committer, reason="no_influence")
        assert examine_changed(timezone.now()) == 1
        assert team.project.findings.get().code == "private_leaving"
        assert examine_changed(timezone.now()) == 0
        with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
            assert examine_changed(timezone.now()) == 1

    def test_a_changed_label_is_no_news_to_itself(self, team):
        two_findings(team)
        with time_machine.travel(timezone.now() + timedelta(days=15, minutes=1), tick=False):
            assert examine_changed(timezone.now()) == 0

    def test_it_costs_the_same_however_much_there_is(self, team, django_assert_num_queries):
        examine_project(team.project.pk)
        with django_assert_num_queries(20):
            examine_project(team.project.pk)


class TestThresholds:
    def test_administrators_change_them_and_history_says_so(self, team):
        facts(team.project)
        seen.look(team.project)
        admin = AdministratorFactory()
        rules = Thresholds.current()
        rules.unanswered_findings = 1
        change_thresholds(rules, by=admin)
        entry = Entry.objects.get(action="thresholds.changed")
        assert (entry.data["old"], entry.data["new"]) == (
            {"unanswered_findings": 2},
            {"unanswered_findings": 1},
        )
        assert "ubesvarede" in sentence_for(entry)
        examine_changed(timezone.now())  # at once
        assert team.refresh().label == Label.HEARING
        change_thresholds(rules, by=admin)
        assert Entry.objects.filter(action="thresholds.changed").count() == 1

    def test_nobody_else(self, team):
        with pytest.raises(NotAllowed):
            change_thresholds(Thresholds(left_parties=99), by=team.convener)

    def test_in_the_administration(self, client):
        client.force_login(
            AdministratorFactory(), backend="django.contrib.auth.backends.ModelBackend"
        )
        page = "/admin/projects/thresholds/add/"
        told = {
            field.name: field.default for field in Thresholds._meta.fields if field.name != "id"
        }
        response = client.post(page, told | {"left_parties": 0})
        assert response.status_code == 200  # no party is none
        assert client.post(page, told | {"left_parties": 5}).status_code == 302
        assert Thresholds.current().left_parties == 5
        assert client.get(page).status_code == 403
        assert client.get("/admin/projects/thresholds/1/delete/").status_code == 403
