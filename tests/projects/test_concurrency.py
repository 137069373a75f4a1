"""What must happen once happens once, however many click at the same time."""

from collections import Counter
from functools import partial

import pytest

from participants.enums import OrganisationKind
from participants.models import Organisation
from projects.enums import Answer, Phase, Position
from projects.models import ConsentAnswer, Party
from projects.services import answering, consent, moving, parties, reminders, roles
from samskabelse.history.models import Entry
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.projects import (
    a_party_of,
    accepted_party,
    answers_in,
    asked,
    invited,
    raised,
    team_in,
    team_seeking,
)
from tests.projects.crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 64


def acts_on(project) -> Counter[str]:
    return Counter(history_of(project).values_list("action", flat=True))


def mails(kind: str) -> int:
    return OutgoingMail.objects.filter(kind=kind).count()


@pytest.mark.parametrize("kind", ["", OrganisationKind.ASSOCIATION])
def test_64_clicks_on_one_invitation(kind: str) -> None:
    project, person = raised(), UserFactory()
    organisation = Organisation(name="Skovens Venner", kind=kind) if kind else None
    invitation = invited(project, person, organisation=organisation)
    before = acts_on(project)
    yes = partial(answering.answer_invitation, invitation.pk, Answer.YES, by=person)
    assert at_once([yes] * CROWD) == {"ok": CROWD}
    assert acts_on(project) - before == {"invitation.accepted": 1}
    assert Party.objects.filter(project=project).count() == 2
    assert mails("invitation_answered") == 1
    assert Organisation.objects.count() == (1 if kind else 0)
    mandates = Entry.objects.filter(action="mandate.granted").count()
    assert mandates == (1 if kind else 0)


def test_64_answer_64_invitations() -> None:
    project = raised()
    people = [UserFactory() for _number in range(CROWD)]
    acts = [
        partial(answering.answer_invitation, invited(project, who).pk, Answer.YES, by=who)
        for who in people
    ]
    assert at_once(acts) == {"ok": CROWD}
    assert Party.objects.active().filter(project=project).count() == CROWD + 1
    assert acts_on(project)["invitation.accepted"] == CROWD
    assert mails("invitation_answered") == CROWD


def test_yes_and_no_at_once_have_one_winner() -> None:
    project, person = raised(), UserFactory()
    invitation = invited(project, person)
    acts = [
        partial(answering.answer_invitation, invitation.pk, answer, by=person)
        for answer in [Answer.YES, Answer.NO] * 8
    ]
    assert at_once(acts) == {"ok": 8, "answered": 8}
    invitation.refresh_from_db()
    said_yes = invitation.state == "accepted"
    assert Party.objects.filter(project=project).count() == 1 + said_yes
    answers = [
        name for name in acts_on(project) if name in {"invitation.accepted", "invitation.declined"}
    ]
    assert answers == [f"invitation.{invitation.state}"]


def test_the_last_two_consents_at_once_move_it_once() -> None:
    team = team_seeking()
    answers = answers_in(asked(team))
    for answer in answers[2:]:
        consent.give_consent(answer.pk, Position.CONSENT, by=answer.party.committers()[0])
    acts = [
        partial(consent.give_consent, row.pk, Position.CONSENT, by=row.party.committers()[0])
        for row in answers[:2] * 4
    ]
    assert at_once(acts) == {"ok": 8}
    assert team.refresh().phase == Phase.DEFINE
    found = acts_on(team.project)
    assert (found["project.advanced"], found["consent.consent"]) == (1, len(answers))
    assert mails("phase_moved") == len(answers) + len(["convener", "facilitator"])


def test_many_open_one_round() -> None:
    team = team_seeking()
    opened = partial(consent.open_round, team.project.pk, by=team.convener)
    assert at_once([opened] * 16) == {"ok": 16}
    assert acts_on(team.project)["round.opened"] == 1
    assert mails("consent_asked") == team.project.parties.count()


def test_many_override_once() -> None:
    team = team_seeking()
    over = partial(
        moving.override_gate,
        team.project.pk,
        by=team.facilitator,
        reason="Fristen",
        phase=Phase.SEEKING,
    )
    assert at_once([over] * 3) == {"ok": 1, "moved_on": 2}
    assert acts_on(team.project)["gate.overridden"] == 1
    assert team.refresh().phase == Phase.DEFINE


def test_a_party_that_leaves_twice_left_once() -> None:
    project = raised()
    party = accepted_party(project)
    leave = [
        partial(parties.leave_project, party.pk, by=party.user, reason=reason)
        for reason in ["time", "disagree"] * 8
    ]
    assert at_once(leave) == {"ok": 16}
    assert acts_on(project)["party.left"] == 1
    entry = history_of(project).get(action="party.left")
    party.refresh_from_db()
    assert entry.data["reason"] == party.leave_reason


def test_consent_while_leaving_is_told_and_not_an_error() -> None:
    team = team_seeking()
    person = accepted_party(team.project)
    answer = asked(team).answers.get(party=person)
    leave = partial(parties.leave_project, person.pk, by=person.user, reason="time")
    say = partial(consent.give_consent, answer.pk, Position.CONSENT, by=person.user)
    found = at_once([say, leave, say, say])
    assert set(found) <= {"ok", "round_closed"}
    assert not ConsentAnswer.objects.filter(party=person).exists()


def test_two_who_said_yes_to_one_hat_at_once() -> None:
    team = team_in(Phase.DEFINE)
    people = [UserFactory() for _number in range(8)]
    asked_for = [
        roles.ask_role(team.project.pk, who, "convener", by=a_party_of(team.project))
        for who in people
    ]
    acts = [partial(roles.answer_role, row.pk, by=row.user, accept=True) for row in asked_for]
    assert at_once(acts) == {"ok": 8}
    assert team.project.roles.filter(kind="convener", state="accepted").count() == 1


def test_the_clock_of_two_workers_strikes_once() -> None:
    project = raised()
    invitations = [invited(project, UserFactory()) for _number in range(5)]
    project.invitations.update(last_sent_at=project.submitted_at.replace(year=2020))
    assert at_once([reminders.tick] * 8) == {"ok": 8}
    assert mails("invitation_reminder") == len(invitations)


def test_one_organisation_joins_once_through_two_people() -> None:
    project = raised()
    organisation = OrganisationFactory(verified_at=None)
    first, second = UserFactory(), UserFactory()
    acts = [
        partial(
            answering.answer_invitation,
            invited(project, who, organisation=organisation).pk,
            Answer.YES,
            by=who,
        )
        for who in (first, second)
    ]
    assert at_once(acts) == {"ok": 1, "mandate_missing": 1}
    assert project.parties.filter(organisation=organisation).count() == 1
