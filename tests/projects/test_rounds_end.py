"""How a question to the parties ends when a party leaves or the facilitator overrides the gate."""

import pytest

from projects.enums import Moderation, Outcome, Phase, Position, RoundState
from projects.models import ConsentRound, Project
from projects.services import choosing, consent, moving, parties
from samskabelse.web.errors import Blocked
from tests.factories.design import choice_asked, two_solutions
from tests.factories.projects import Team, answers_in, asked, team_in, team_seeking

pytestmark = pytest.mark.django_db


def all_but_one_consent(team: Team, consent_round: ConsentRound) -> None:
    """The association objects, everybody else consents."""
    for answer in answers_in(consent_round):
        position, said = Position.CONSENT, {}
        if answer.party_id == team.association.pk:
            position, said = Position.OBJECTION, {"reason": "Støj", "harmed": "Naboerne"}
        consent.give_consent(answer.pk, position, by=answer.party.committers()[0], **said)


def contested_choice(team: Team) -> ConsentRound:
    two_solutions(team)
    about = choice_asked(team)
    all_but_one_consent(team, about)
    return about


def leaves(team: Team) -> None:
    parties.leave_project(team.association.pk, by=team.committer, reason="disagree")


def state_of(consent_round: ConsentRound) -> str:
    return ConsentRound.objects.get(pk=consent_round.pk).state


# --- A party leaves ---


def test_a_choice_is_made_when_the_only_objector_leaves() -> None:
    team = team_in(Phase.DESIGN)
    about = contested_choice(team)
    assert team.refresh().chosen is None
    leaves(team)
    assert (team.refresh().chosen, state_of(about)) == (about.solution_version, RoundState.PASSED)


def test_a_gate_opens_when_the_only_objector_leaves() -> None:
    team = team_seeking()
    gate = asked(team)
    all_but_one_consent(team, gate)
    assert team.refresh().phase == Phase.SEEKING
    leaves(team)
    assert (team.refresh().phase, state_of(gate)) == (Phase.DEFINE, RoundState.PASSED)


def test_a_gate_stays_shut_when_a_fact_leaves_with_the_party() -> None:
    """The department was silent, and the only public party."""
    team = team_seeking()
    gate = asked(team)
    for answer in answers_in(gate):
        if answer.party_id != team.department.pk:
            consent.give_consent(answer.pk, "consent", by=answer.party.committers()[0])
    boss = team.department.committers()[0]
    parties.leave_project(team.department.pk, by=boss, reason="time")
    assert (team.refresh().phase, state_of(gate)) == (Phase.SEEKING, RoundState.OPEN)


def test_nothing_follows_while_the_opgave_is_hidden_and_a_repeated_answer_lets_it_follow() -> None:
    team = team_in(Phase.DESIGN)
    about = contested_choice(team)
    here = Project.objects.filter(pk=team.project.pk)
    here.update(moderation=Moderation.HIDDEN, moderation_reason="Navne")
    leaves(team)
    assert state_of(about) == RoundState.OPEN
    here.update(moderation=Moderation.CLEAR, moderation_reason="")
    mine = about.answers.get(party__user=team.initiator)
    consent.give_consent(mine.pk, Position.CONSENT, by=team.initiator)
    assert (team.refresh().chosen, state_of(about)) == (about.solution_version, RoundState.PASSED)


# --- The facilitator overrides the gate ---


def test_an_override_of_the_gate_chooses_nothing() -> None:
    team = team_in(Phase.DESIGN)
    about = contested_choice(team)
    moving.override_gate(team.project.pk, by=team.facilitator, reason="Fristen")
    assert (team.refresh().phase, team.project.chosen) == (Phase.IMPLEMENT, None)
    assert state_of(about) == RoundState.OPEN  # a solution can still be chosen in this phase
    _no_minority(team, about)


def test_a_question_that_the_next_phase_has_no_room_for_is_taken_back() -> None:
    team = team_in(Phase.IMPLEMENT)
    gate = asked(team)
    about = contested_choice(team)
    closing = {"outcome": Outcome.DROPPED, "owner": "", "lessons": "For dyrt"}
    moving.prepare_closing(team.project.pk, by=team.convener, **closing)
    gate = consent.open_round(team.project.pk, by=team.convener)
    moving.override_gate(team.project.pk, by=team.facilitator, reason="Fristen")
    assert team.refresh().phase == Phase.CLOSED
    assert (state_of(gate), state_of(about)) == (RoundState.OVERRIDDEN, RoundState.WITHDRAWN)
    _no_minority(team, about)


def _no_minority(team: Team, about: ConsentRound) -> None:
    mine = about.answers.get(party=team.association)
    with pytest.raises(Blocked) as refused:
        choosing.attach_minority(mine.pk, by=team.committer, text="For dyrt")
    assert refused.value.code == "no_minority"
