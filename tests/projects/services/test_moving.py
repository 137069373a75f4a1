"""Consent, overriding, reopening, closing; the recipient and the hats."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.enums import Outcome, Phase, Position
from projects.services import consent, moving, recipient, roles
from samskabelse.history.queries import history_of
from samskabelse.web.errors import ActError, Blocked
from tests.factories.people import UserFactory
from tests.factories.projects import (
    answers_in,
    asked,
    everybody_consents,
    raised,
    team_in,
    team_seeking,
)

pytestmark = pytest.mark.django_db


def test_the_service_refuses_with_the_facts_that_are_missing() -> None:
    project = raised()
    with pytest.raises(Blocked) as refused:
        consent.open_round(project.pk, by=project.initiator)
    codes = [blocker.code for blocker in refused.value.blockers]
    assert codes == ["two_parties", "public_party", "convener", "recipient"]


def test_an_objection_stops_it_until_the_mind_changes() -> None:
    team = team_seeking()
    round_ = asked(team)
    mine = round_.answers.get(party=team.association)
    with pytest.raises(ActError) as refused:
        consent.give_consent(mine.pk, Position.OBJECTION, by=team.committer)
    assert refused.value.field == "reason"
    consent.give_consent(mine.pk, Position.OBJECTION, by=team.committer, reason="De unge mangler")
    for answer in answers_in(round_):
        if answer.party != team.association:
            by = answer.party.committers()[0]
            consent.give_consent(answer.pk, Position.CONSENT, by=by)
    assert team.refresh().phase == Phase.SEEKING
    consent.give_consent(mine.pk, Position.STAND_ASIDE, by=team.committer)
    assert team.refresh().phase == Phase.DEFINE
    said = [e.data["who"] for e in history_of(team.project).filter(action="consent.objection")]
    assert said == [team.association.name]


def test_when_everybody_stands_aside_nothing_moves() -> None:
    team = team_seeking()
    for answer in answers_in(asked(team)):
        by = answer.party.committers()[0]
        consent.give_consent(answer.pk, Position.STAND_ASIDE, by=by)
    assert team.refresh().phase == Phase.SEEKING


def test_passing_over_is_said_by_the_convener_and_not_by_the_silent() -> None:
    team = team_seeking()
    answer = asked(team).answers.get(party=team.association)
    answer.reminders, answer.last_reminded_at = 2, timezone.now() - timedelta(days=8)
    answer.save()
    consent.pass_over_party(answer.pk, by=team.convener)
    entry = history_of(team.project).first()
    assert (entry.action, entry.by, entry.on_behalf_of) == (
        "consent.passed_over",
        team.convener,
        "",
    )
    assert entry.data["who"] == team.association.name


def test_an_override_keeps_the_reason_and_what_was_missing_for_ever() -> None:
    team = team_in(Phase.DEFINE)
    with pytest.raises(ActError):
        moving.override_gate(team.project.pk, by=team.facilitator, reason=" ")
    moving.override_gate(team.project.pk, by=team.facilitator, reason="Fristen er i morgen")
    entry = history_of(team.project).first()
    assert (entry.action, entry.is_public) == ("gate.overridden", True)
    assert entry.data["reason"] == "Fristen er i morgen"
    assert len(entry.data["missing"]) == 6


def test_a_recipient_cannot_be_left_out() -> None:
    team = team_seeking(named=False)
    with pytest.raises(Blocked) as refused:
        moving.override_gate(team.project.pk, by=team.facilitator, reason="Vi haster")
    assert [blocker.code for blocker in refused.value.blockers] == ["recipient"]


def test_closing_asks_for_consent_to_the_outcome_as_it_stands() -> None:
    team = team_in(Phase.IMPLEMENT)
    round_ = asked(team)
    moving.prepare_closing(
        team.project.pk, by=team.convener, outcome=Outcome.DROPPED, owner="", lessons="For dyrt"
    )
    round_.refresh_from_db()
    assert round_.state == "withdrawn"
    everybody_consents(consent.open_round(team.project.pk, by=team.convener))
    assert (team.refresh().phase, team.project.outcome) == (Phase.CLOSED, Outcome.DROPPED)


def test_reopening_goes_back_to_define_and_asks_for_a_new_answer() -> None:
    team = team_in(Phase.CLOSED)
    moving.reopen_project(team.project.pk, by=team.initiator, reason="Det var støjen")
    project = team.refresh()
    assert (project.phase, project.outcome, project.verdict) == (Phase.DEFINE, "", "")
    assert project.answer_due == timezone.localdate() + timedelta(weeks=8)


def test_the_recipient_answers_in_their_own_voice_and_the_convener_in_theirs() -> None:
    team = team_in(Phase.DEFINE)
    recipient.record_verdict(
        team.project.pk, by=team.recipient, verdict="partly", reasons="Ikke før næste år"
    )
    recipient.record_verdict(team.project.pk, by=team.convener, verdict="yes", reasons="Alligevel")
    voices = [e.on_behalf_of for e in history_of(team.project).filter(action="verdict.recorded")]
    assert voices == ["", "Børne- og Skoleudvalget"]


@pytest.mark.parametrize("email", ["rita", "rita@", "rita@in valid.dk"])
def test_an_address_that_is_none_is_refused_and_not_mailed(email: str) -> None:
    team = team_seeking(named=False)
    with pytest.raises(ActError) as refused:
        recipient.name_recipient(
            team.project.pk,
            by=team.convener,
            body="Byrådet",
            name="",
            email=email,
            due=timezone.localdate() + timedelta(days=9),
        )
    assert refused.value.field == "email"


def test_the_team_can_hand_a_hat_on() -> None:
    team = team_seeking()
    next_one = UserFactory()
    role = roles.ask_role(team.project.pk, next_one, "convener", by=team.committer)
    assert team.project.roles.get(kind="convener", state="accepted").user == team.convener
    roles.answer_role(role.pk, by=next_one, accept=True)
    states = dict(team.project.roles.filter(kind="convener").values_list("user", "state"))
    assert states == {team.convener.pk: "ended", next_one.pk: "accepted"}


def test_a_hat_that_nobody_wears_can_be_offered_and_taken_off() -> None:
    project = raised()
    role = roles.offer_role(project.pk, "convener", by=project.initiator)
    roles.end_role(role.pk, by=project.initiator)
    roles.end_role(role.pk, by=project.initiator)
    acts = list(history_of(project).values_list("action", flat=True))
    assert acts[:2] == ["role.ended", "role.accepted"]
