"""Each question that the facts ask: when it is asked, and when not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from arenas.enums import ItemPurpose, Method
from arenas.models import AgendaItem, Material
from arenas.services.agenda import Item, add_item
from participants.enums import OrganisationKind
from projects.enums import CaseState, Phase
from projects.findings.nothing_changed import changed
from projects.models import Contribution, Project, Thresholds
from projects.services import moving, parties, stakeholders
from projects.services.assignment_ends import release_assignment
from projects.services.assignments import Whom
from projects.services.contributions import answer_contribution
from projects.services.solutions import rest_solution
from projects.services.stakeholders import StakeholderRow
from tests.factories.arenas import bare_meeting
from tests.factories.design import a_solution, chosen, two_solutions
from tests.factories.design import changed as rewritten
from tests.factories.people import UserFactory
from tests.factories.projects import (
    accepted_party,
    agreed_statement,
    citizen,
    invited,
    proposed,
    raised,
    team_in,
    team_seeking,
)
from tests.projects import delopgaver
from tests.projects.cocreation.seen import evidence, look, look_in

pytestmark = pytest.mark.django_db
OPEN, GONE = CaseState.OPEN, CaseState.GONE


def in_phase(phase: str):
    """A team whose opgave stands in this phase without having come through its gates."""
    team = team_seeking()
    Project.objects.filter(pk=team.project.pk).update(phase=phase)
    team.refresh()
    return team


class TestSolutionFirst:
    def test_a_solution_from_before_the_parties_agreed(self):
        team = in_phase(Phase.DESIGN)
        solution = a_solution(team)
        assert look(team.project)["solution_first"] == OPEN
        assert evidence(team.project, "solution_first") == [f"solution:{solution.pk}"]
        rest_solution(solution.pk, by=team.initiator, reason="Den kom for tidligt")
        assert look(team.project)["solution_first"] == OPEN  # it was there all the same

    def test_not_one_from_after(self):
        team = team_in(Phase.DESIGN)
        two_solutions(team)
        assert "solution_first" not in look(team.project)

    @pytest.mark.parametrize(
        ("problem", "is_asked"),
        [
            ("Her er den FÆRDIGE\n plan for torvet.", True),
            ("Vi har et dispositionsforslag klar til høring.", True),
            ("Vi har ingen plan. Vi ved ikke, hvad der er galt.", False),
            ("'; DROP TABLE projects_project; -- %s %(at)s {{ 7 }} \u202e", False),
        ],
    )
    def test_the_words_of_a_finished_plan(self, problem, is_asked):
        project = raised(problem=problem)
        assert ("solution_first" in look(project)) is is_asked

    def test_it_is_gone_when_the_words_are(self):
        project = raised(problem="Her er den færdige plan.")
        assert look(project)["solution_first"] == OPEN
        Project.objects.filter(pk=project.pk).update(problem="Her er et problem.")
        assert look(project)["solution_first"] == GONE
        Project.objects.filter(pk=project.pk).update(problem="Her er den færdige plan.")
        assert look(project)["solution_first"] == OPEN

    def test_a_plan_laid_out_at_a_meeting(self):
        team = team_seeking()
        meeting = bare_meeting(team.project)
        harmless = Material.objects.create(meeting=meeting, title="Kort over stien", text="x")
        assert "solution_first" not in look(team.project)
        plan = Material.objects.create(meeting=meeting, title="Skitseprojekt for torvet", text="x")
        assert look(team.project)["solution_first"] == OPEN
        assert evidence(team.project, "solution_first") == [f"material:{plan.pk}"]
        assert harmless.pk != plan.pk

    def test_a_plan_from_after_the_parties_agreed(self):
        team = in_phase(Phase.DEFINE)
        agreed_statement(team)
        meeting = bare_meeting(team.project)
        Material.objects.create(
            meeting=meeting,
            title="Skitseprojekt",
            text="x",
            added_at=timezone.now() + timedelta(minutes=1),
        )
        assert "solution_first" not in look_in(1, team.project)


class TestAgendaFirst:
    def agenda(self, project, many: int = 3):
        meeting = bare_meeting(project)
        for number in range(many):
            AgendaItem.objects.create(
                meeting=meeting,
                position=number + 1,
                title=f"Punkt {number}",
                purpose=ItemPurpose.INFORM,
                method=Method.SHOW,
                minutes=10,
                added_by=project.initiator,
                added_for=project.parties.first(),
            )
        return meeting

    def test_three_items_before_anybody_else_joined(self):
        project = raised()
        self.agenda(project)
        assert look(project)["agenda_first"] == OPEN
        assert len(evidence(project, "agenda_first")) == 3

    def test_two_are_no_fixed_agenda(self):
        project = raised()
        self.agenda(project, 2)
        assert "agenda_first" not in look(project)

    def test_not_when_others_had_joined(self):
        team = team_seeking()
        self.agenda(team.project)
        assert "agenda_first" not in look(team.project)

    def test_another_party_adds_an_item_and_it_is_gone(self):
        project = raised()
        meeting = self.agenda(project)
        company = accepted_party(project, OrganisationKind.COMPANY)
        assert look(project)["agenda_first"] == OPEN
        item = Item(title="Det vi ser", purpose="explore", method="round", minutes=20)
        add_item(meeting.pk, item, by=company.committers()[0])
        assert look(project)["agenda_first"] == GONE


class TestPaidWork:
    def test_a_citizen_does_what_is_paid_today(self):
        team = delopgaver.at_work()
        row = delopgaver.taken_by(citizen(), team, paid_today="yes")
        assert look(team.project)["paid_work"] == OPEN
        assert evidence(team.project, "paid_work") == [f"assignment:{row.pk}"]
        release_assignment(row.pk, by=team.convener, word="Det gør vi selv")
        assert look(team.project)["paid_work"] == GONE

    def test_partly_paid_and_merely_offered(self):
        team = delopgaver.at_work()
        delopgaver.offered(team, paid_today="partly")
        assert look(team.project)["paid_work"] == OPEN

    @pytest.mark.parametrize("paid", ["no", "unknown"])
    def test_nobody_is_paid_for_it(self, paid):
        team = delopgaver.at_work()
        delopgaver.taken(team, paid_today=paid)
        assert "paid_work" not in look(team.project)

    def test_the_department_does_its_own_work(self):
        team = delopgaver.at_work()
        body = team.department.organisation
        body.verified_at = timezone.now()
        body.save()
        delopgaver.asked(team, whom=Whom(party=team.department), paid_today="yes")
        assert "paid_work" not in look(team.project)

    def test_administrators_set_how_many(self):
        Thresholds.objects.create(paid_assignments=2)
        team = delopgaver.at_work()
        delopgaver.offered(team, paid_today="yes")
        assert "paid_work" not in look(team.project)
        delopgaver.offered(team, what="Noget andet", paid_today="yes")
        assert look(team.project)["paid_work"] == OPEN


class TestAffectedMissing:
    def test_there_is_time_to_find_them(self):
        team = team_seeking()
        assert "affected_missing" not in look_in(13, team.project)
        assert look_in(15, team.project)["affected_missing"] == OPEN
        assert evidence(team.project, "affected_missing") == ["nobody"]

    def test_later_it_is_asked_at_once(self):
        team = in_phase(Phase.DESIGN)
        assert look(team.project)["affected_missing"] == OPEN

    def test_a_group_without_a_party_and_without_a_plan(self):
        team = in_phase(Phase.DESIGN)
        row = stakeholders.map_stakeholder(
            team.project.pk, StakeholderRow("De unge", is_affected=True), by=team.initiator
        )
        assert look(team.project)["affected_missing"] == OPEN
        assert evidence(team.project, "affected_missing") == [f"group:{row.pk}"]
        row.missing_reason, row.missing_plan = "De vil ikke", "Vi taler med dem i klubben"
        row.save()
        assert look(team.project)["affected_missing"] == GONE

    def test_a_group_that_takes_part(self):
        team = in_phase(Phase.DESIGN)
        row = stakeholders.map_stakeholder(
            team.project.pk, StakeholderRow("De unge", is_affected=True), by=team.initiator
        )
        person = UserFactory()
        from projects.services.answering import answer_invitation  # noqa: PLC0415

        invitation = invited(team.project, person, stakeholder=row)
        assert look(team.project)["affected_missing"] == OPEN  # asked is not here
        answer_invitation(invitation.pk, "yes", by=person)
        assert look(team.project)["affected_missing"] == GONE


class TestUnanswered:
    def written(self, team, kind: str = "question") -> Contribution:
        version = team.project.statement_versions.first() or proposed(team)
        return Contribution.objects.create(
            project=team.project, statement_version=version, kind=kind, text="Hvorfor?"
        )

    def test_two_weeks_without_an_answer(self):
        team = in_phase(Phase.DEFINE)
        row = self.written(team)
        assert "unanswered" not in look_in(13, team.project)
        assert look_in(14, team.project)["unanswered"] == OPEN
        answer_contribution(row.pk, by=team.initiator, answer="Fordi det er mørkt")
        assert look_in(15, team.project)["unanswered"] == GONE

    def test_support_waits_for_nothing(self):
        team = in_phase(Phase.DEFINE)
        self.written(team, "support")
        assert "unanswered" not in look_in(30, team.project)


class TestPrivateLeaving:
    def test_one_that_had_no_influence_is_enough(self):
        team = team_seeking()
        parties.leave_project(team.association.pk, by=team.committer, reason="no_influence")
        assert look(team.project)["private_leaving"] == OPEN

    def test_one_without_the_time_is_not_two_are(self):
        team = team_seeking()
        other = accepted_party(team.project, OrganisationKind.COMPANY)
        parties.leave_project(team.association.pk, by=team.committer, reason="time")
        assert "private_leaving" not in look(team.project)
        parties.leave_project(other.pk, by=other.committers()[0], reason="other")
        assert look(team.project)["private_leaving"] == OPEN
        assert len(evidence(team.project, "private_leaving")) == 2

    def test_those_that_are_done_and_public_ones_do_not_count(self):
        team = team_seeking()
        parties.leave_project(team.association.pk, by=team.committer, reason="done")
        boss = team.department.committers()[0]
        parties.leave_project(team.department.pk, by=boss, reason="disagree")
        assert "private_leaving" not in look(team.project)

    def test_no_private_persons_name_is_kept(self):
        team = team_seeking()
        party = accepted_party(team.project, by=UserFactory(name="Hanne Hemmelig"))
        parties.leave_project(party.pk, by=party.user, reason="disagree")
        look(team.project)
        assert "Hanne" not in str(team.project.findings.get().evidence)


class TestNothingChanged:
    def team(self, text: str):
        team = team_in(Phase.DESIGN)
        team.project.statement_versions.update(text=text)
        two_solutions(team)
        return team

    SAME = "Mange unge synes, det er svært at være med, hvis de ikke drikker."

    def test_the_first_words_are_the_last(self):
        team = self.team(self.SAME)
        chosen(team)
        assert look(team.project)["nothing_changed"] == OPEN
        assert len(evidence(team.project, "nothing_changed")) == 2

    def test_the_problem_became_another(self):
        team = self.team("Det handler om, hvem der tør sige nej, når alle ser på.")
        chosen(team)
        assert "nothing_changed" not in look(team.project)

    def test_the_solution_became_another(self):
        team = self.team(self.SAME)
        solution = team.project.solutions.first()
        rewritten(solution, by=team.initiator, idea="Vi begynder et helt andet sted. " * 20)
        chosen(team, solution)
        assert "nothing_changed" not in look(team.project)

    def test_before_a_choice_nothing_is_asked(self):
        assert "nothing_changed" not in look(team_in(Phase.DESIGN).project)

    @pytest.mark.parametrize(
        ("old", "new", "percent"),
        [
            ("", "", 0),
            ("å", "a\u030a", 0),
            ("ja", "nej", 100),
            ("en to tre fire", "en to tre fem", 26),
            ("😀" * 100, "😀" * 100, 0),
        ],
    )
    def test_how_much(self, old, new, percent):
        assert changed(old, new) == percent


def test_moving_on_alone_shows_what_was_skipped():
    """A gate that was overridden leads to the questions that it would have stopped."""
    team = team_in(Phase.DEFINE)
    moving.override_gate(team.project.pk, by=team.facilitator, reason="Fristen er i morgen")
    a_solution(team)
    assert set(look(team.project)) == {"solution_first", "affected_missing"}
