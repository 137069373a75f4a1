"""The gates: one fact each, in the words the page shows."""

from collections.abc import Callable

import pytest
from django.utils import timezone, translation

from participants.enums import OrganisationKind
from projects.enums import Phase, ProjectRoleKind
from projects.phases import blockers, checklist, next_phase
from projects.services.parties import leave_project
from projects.services.roles import end_role
from projects.services.stakeholders import StakeholderRow, change_stakeholder, map_stakeholder
from tests.factories.people import OrganisationFactory
from tests.factories.projects import (
    Team,
    accepted_party,
    asked,
    define_together,
    everybody_consents,
    invited,
    meet_facts,
    project_in,
    raised,
    team_in,
    team_seeking,
)

pytestmark = pytest.mark.django_db


def missing(project) -> list[str]:
    return [blocker.code for blocker in blockers(project)]


def test_phases_come_one_after_another() -> None:
    assert [next_phase(phase) for phase in Phase] == [*list(Phase)[1:], None]


@pytest.mark.parametrize("phase", list(Phase))
def test_an_opgave_can_be_brought_to_every_phase(phase: str) -> None:
    project = project_in(phase)
    project.refresh_from_db()
    assert project.phase == phase


def test_a_new_opgave_lacks_everything() -> None:
    project = raised()
    assert missing(project) == ["two_parties", "public_party", "convener", "recipient", "consent"]


def test_the_checklist_says_what_is_missing_in_words() -> None:
    with translation.override("en"):
        lines = [(fact.met, str(fact.message)) for fact in checklist(raised())]
    assert lines == [
        (False, "At least two parties must say yes. So far 1 has."),
        (False, "A public party must say yes, such as a department of the municipality."),
        (True, "A party that is not public takes part"),
        (False, "Somebody must say yes to be convener, the one who brings the team together."),
        (False, "The convener must name the decision recipient and the answer deadline."),
        (False, "The parties must be asked for their consent."),
    ]


def _without_convener(team: Team) -> None:
    end_role(team.project.roles.get(kind=ProjectRoleKind.CONVENER).pk, by=team.convener)


def _without_department(team: Team) -> None:
    by = team.department.committers()[0]
    leave_project(team.department.pk, by=by, reason="time")


def _without_private(team: Team) -> None:
    for party in team.project.parties.active().with_names():
        if party.counts_as_private:
            leave_project(party.pk, by=party.committers()[0], reason="time")


@pytest.mark.parametrize(
    ("take_away", "codes"),
    [
        (_without_convener, ["convener", "consent"]),
        (_without_department, ["public_party", "consent"]),
        (_without_private, ["two_parties", "private_party", "consent"]),
    ],
)
def test_each_fact_of_the_first_gate(take_away: Callable[[Team], None], codes: list[str]) -> None:
    team = team_seeking()
    assert missing(team.refresh()) == ["consent"]
    take_away(team)
    assert missing(team.refresh()) == codes


def test_the_recipient_must_be_named() -> None:
    assert missing(team_seeking(named=False).refresh()) == ["recipient", "consent"]


def test_a_public_party_counts_only_once_verified() -> None:
    project = raised()
    party = accepted_party(project, OrganisationKind.STATE)
    party.organisation.verified_at = timezone.now()
    party.organisation.save()
    assert "public_party" not in missing(project)
    party.organisation.verified_at = None
    party.organisation.save()
    codes = {b.code: str(b) for b in blockers(project)}
    assert party.name in codes["public_party"]


def test_every_affected_group_is_here_or_has_a_reason_and_a_plan() -> None:
    team = team_in(Phase.DEFINE)
    meet_facts(team)
    assert missing(team.refresh()) == ["consent"]
    row = StakeholderRow(label="De unge", is_affected=True)
    group = map_stakeholder(team.project.pk, row, by=team.initiator)
    assert missing(team.refresh()) == ["affected_present", "consent"]
    change_stakeholder(
        group.pk, by=team.initiator, missing_reason="Ferie", missing_plan="Vi spørger i august"
    )
    assert missing(team.refresh()) == ["consent"]


def test_an_affected_group_is_here_through_its_invitation() -> None:
    team = team_in(Phase.DEFINE)
    meet_facts(team)
    row = StakeholderRow(label="De unge", is_affected=True)
    group = map_stakeholder(team.project.pk, row, by=team.initiator)
    party = accepted_party(team.project, brings="Viden")
    party.invitations.update(stakeholder=group)
    define_together(team)
    assert missing(team.refresh()) == ["consent"]


def test_every_party_must_need_or_offer_something() -> None:
    team = team_in(Phase.DEFINE)
    assert missing(team.refresh()) == [
        "affected_present",
        "views",
        "statement",
        "needs_and_offers",
        "no_party_only_gives",
        "consent",
    ]


GAINS = ["gain_effectiveness", "gain_cohesion", "gain_innovation", "gain_participation"]


@pytest.mark.parametrize(
    ("phase", "codes"),
    [
        (
            Phase.DESIGN,
            ["solutions", "disturbance", "chosen", "probe", "recipient_answer", "consent"],
        ),
        (Phase.IMPLEMENT, [*GAINS, "outcome", "owner", "lessons", "consent"]),
        (Phase.CLOSED, []),
        (Phase.DRAFT, []),
    ],
)
def test_the_later_gates(phase: str, codes: list[str]) -> None:
    project = project_in(phase)
    project.refresh_from_db()
    assert missing(project) == codes


def test_who_joins_while_the_parties_are_asked_is_asked_too() -> None:
    team = team_seeking()
    consent_round = asked(team)
    newcomer = accepted_party(team.project)
    assert consent_round.answers.filter(party=newcomer, position="pending").count() == 1
    everybody_consents(consent_round)
    assert team.refresh().phase == Phase.DEFINE


def test_an_invited_organisation_is_known_again_by_name_and_kind() -> None:
    project = raised()
    known = OrganisationFactory(kind=OrganisationKind.ASSOCIATION)
    invitation = invited(project, project.initiator, organisation=known)
    assert invitation.organisation_name == known.name
