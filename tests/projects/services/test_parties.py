"""Joining, coming back, leaving."""

import pytest

from participants.services.organisations import withdraw_mandate
from projects.enums import Phase, Position
from projects.services import consent, parties
from samskabelse.history.queries import history_of
from samskabelse.web.errors import ActError
from tests.factories.people import MandateFactory, UserFactory
from tests.factories.projects import accepted_party, asked, invited, raised, team_seeking

pytestmark = pytest.mark.django_db


def test_who_asks_to_join_is_welcomed_with_what_they_bring() -> None:
    project, person = raised(), UserFactory()
    wish = parties.ask_to_join(project.pk, by=person, organisation=None, note="Jeg har en bil")
    again = parties.ask_to_join(project.pk, by=person, organisation=None, note="To biler")
    assert again == wish
    parties.answer_wish(wish.pk, by=project.initiator, welcome=True)
    party = project.party_of(person)
    assert (party.brings, party.status) == ("Jeg har en bil", "accepted")
    assert history_of(project).filter(action__startswith="wish").count() == 2


def test_not_this_time_needs_a_reason() -> None:
    project = raised()
    wish = parties.ask_to_join(project.pk, by=UserFactory(), organisation=None, note="Jeg")
    with pytest.raises(ActError) as refused:
        parties.answer_wish(wish.pk, by=project.initiator, welcome=False)
    assert refused.value.field == "note"


def test_an_organisation_is_not_welcomed_through_somebody_who_lost_the_mandate() -> None:
    project, mandate = raised(), MandateFactory()
    wish = parties.ask_to_join(
        project.pk, by=mandate.user, organisation=mandate.organisation, note="Vi vil gerne"
    )
    withdraw_mandate(mandate.pk, by=mandate.user)
    with pytest.raises(ActError) as refused:
        parties.answer_wish(wish.pk, by=project.initiator, welcome=True)
    assert refused.value.code == "mandate_missing"
    assert not mandate.organisation.parties.exists()


def test_a_party_can_leave_and_come_back_as_the_same() -> None:
    project = raised()
    party = accepted_party(project, brings="Kaffe")
    parties.leave_project(party.pk, by=party.user, reason="time", note="Travlt")
    assert project.party_of(party.user) is None
    wish = parties.ask_to_join(project.pk, by=party.user, organisation=None, note="Nu kan jeg")
    parties.answer_wish(wish.pk, by=project.initiator, welcome=True)
    party.refresh_from_db()
    assert (party.status, party.leave_reason, party.left_at) == ("accepted", "", None)


def test_who_leaves_no_longer_stands_in_the_way() -> None:
    team = team_seeking()
    round_ = asked(team)
    for answer in round_.answers.exclude(party=team.association):
        by = answer.party.committers()[0]
        consent.give_consent(answer.pk, Position.CONSENT, by=by)
    assert team.refresh().phase == Phase.SEEKING
    parties.leave_project(team.association.pk, by=team.committer, reason="disagree")
    assert not round_.answers.filter(party=team.association).exists()
    assert team.refresh().phase == Phase.DEFINE


def test_somebody_already_in_cannot_ask_again() -> None:
    project = raised()
    with pytest.raises(ActError) as refused:
        parties.ask_to_join(project.pk, by=project.initiator, organisation=None, note="Mig")
    assert refused.value.code == "already_party"
    assert invited(project, UserFactory()).is_open
