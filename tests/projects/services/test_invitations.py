"""Asking people: whom, how often, and what the record keeps of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participants.enums import OrganisationKind
from participants.models import Organisation
from projects.enums import Answer, InvitationState
from projects.models import Invitation
from projects.services.answering import answer_invitation
from projects.services.invitations import (
    Invitee,
    cancel_invitation,
    invite_party,
    send_again,
)
from projects.services.inviting_many import invite_parties
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError
from tests.factories.people import MandateFactory, OrganisationFactory, UserFactory
from tests.factories.projects import accepted_party, invited, raised

pytestmark = pytest.mark.django_db


def invitee(**fields: object) -> Invitee:
    told = {"email": "lone@mail.example", "name": "Lone Lund", "why_you": "Du kender forældrene."}
    return Invitee(**(told | fields))


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(ActError) as refused:
        act(*args, **kwargs)
    return refused.value.code


def test_an_invitation_is_a_row_a_mail_and_an_entry() -> None:
    project = raised()
    row = invite_party(project.pk, invitee(email=" Lone@Mail.example "), by=project.initiator)
    mail = OutgoingMail.objects.get(kind="invitation")
    entry = history_of(project).first()
    assert (row.email, row.state, row.issue) == ("lone@mail.example", "waiting", 1)
    assert row.expires_at.date() == (timezone.now() + timedelta(days=30)).date()
    assert (mail.dedupe_key, mail.to_address) == (f"invitation:{row.pk}:1", row.email)
    assert mail.params == {"invitation": row.pk, "issue": 1}
    assert (entry.action, entry.by, entry.is_public) == (
        "invitation.sent",
        project.initiator,
        False,
    )


def test_history_does_not_keep_the_name_of_a_person_who_was_asked() -> None:
    """History cannot forget, and somebody who never answers must be forgotten."""
    project, person = raised(), UserFactory(name="Lone Lund")
    row = invited(project, person)
    send_again(row.pk, by=project.initiator)
    answer_invitation(row.pk, Answer.NO, by=person)
    assert all("Lone" not in str(entry.data) for entry in history_of(project))
    assert not history_of(project).public().filter(action__startswith="invitation").exists()


def test_an_organisation_is_named_in_public() -> None:
    project = raised()
    asked = invitee(organisation_name="Skovens  Venner", organisation_kind="association")
    invite_party(project.pk, asked, by=project.initiator)
    entry = history_of(project).public().first()
    assert entry.data["who"] == "Skovens Venner"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"email": "lone"}, "bad_email"),
        ({"name": " "}, "no_name"),
        ({"why_you": ""}, "no_why"),
        ({"organisation_name": "Skoven"}, "half_an_organisation"),
        ({"organisation_kind": "company"}, "half_an_organisation"),
    ],
)
def test_what_cannot_be_an_invitation(fields: dict, code: str) -> None:
    project = raised()
    assert refusal(invite_party, project.pk, invitee(**fields), by=project.initiator) == code
    assert not Invitation.objects.exists()


def test_nobody_is_asked_twice_nor_when_they_take_part() -> None:
    project = raised()
    invite_party(project.pk, invitee(), by=project.initiator)
    again = invitee(email="LONE@mail.example")
    assert refusal(invite_party, project.pk, again, by=project.initiator) == "already_invited"
    party = accepted_party(project, OrganisationKind.ASSOCIATION)
    member = invitee(
        email=party.committers()[0].email,
        organisation_name=party.name.upper(),
        organisation_kind="association",
    )
    assert refusal(invite_party, project.pk, member, by=project.initiator) == "already_party"
    asked = invite_parties(project.pk, [again, member, again], by=project.initiator)
    assert asked.count == 0
    assert [reason for _row, reason in asked.selection.passed] == ["asked", "party", "asked"]


def test_many_are_asked_all_or_none() -> None:
    project = raised()
    rows = [invitee(email=f"p{n}@mail.example") for n in range(3)]
    assert invite_parties(project.pk, rows, by=project.initiator).count == 3
    bad = [invitee(email="ny@mail.example"), invitee(email="x")]
    assert refusal(invite_parties, project.pk, bad, by=project.initiator) == "bad_email"
    assert project.invitations.count() == 3


def test_sending_again_kills_the_earlier_links_and_runs_from_today() -> None:
    project = raised()
    row = invited(project, UserFactory())
    Invitation.objects.filter(pk=row.pk).update(
        expires_at=timezone.now() - timedelta(days=1), last_sent_at=timezone.now()
    )
    again = send_again(row.pk, by=project.initiator)
    assert (again.issue, again.last_sent_at, again.has_expired) == (2, None, False)
    assert not again.tokens.exists()


def test_one_invitation_is_sent_three_times_at_most() -> None:
    project = raised()
    row = invited(project, UserFactory(last_login=timezone.now()))
    for _number in range(2):
        send_again(row.pk, by=project.initiator)
    assert refusal(send_again, row.pk, by=project.initiator) == "sent_enough"


def test_nobody_invites_without_end(monkeypatch) -> None:
    monkeypatch.setattr("projects.services.invitations.INVITATIONS_A_DAY", 3)
    first, second = raised(), raised()
    rows = [invitee(email=f"p{n}@mail.example") for n in range(4)]
    assert refusal(invite_parties, first.pk, rows, by=first.initiator) == "mail_limit"
    assert invite_parties(first.pk, rows[:3], by=first.initiator).count == 3
    assert refusal(invite_party, first.pk, rows[3], by=first.initiator) == "mail_limit"
    assert invite_party(second.pk, rows[3], by=second.initiator).pk


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO])
def test_what_is_answered_is_answered(answer: str) -> None:
    person = UserFactory()
    row = invited(raised(), person)
    answer_invitation(row.pk, answer, by=person)
    other = Answer.NO if answer == Answer.YES else Answer.YES
    assert refusal(answer_invitation, row.pk, other, by=person) == "answered"
    assert refusal(send_again, row.pk, by=row.invited_by) == "not_open"
    assert refusal(cancel_invitation, row.pk, by=row.invited_by) == "not_open"


def test_maybe_can_become_yes_but_cancelled_and_expired_cannot() -> None:
    project, person = raised(), UserFactory()
    row = invited(project, person)
    answer_invitation(row.pk, Answer.MAYBE, by=person)
    assert answer_invitation(row.pk, Answer.YES, by=person).party.user == person
    cancelled = cancel_invitation(invited(project, UserFactory()).pk, by=project.initiator)
    who = UserFactory(email=f"x{cancelled.email}")
    assert refusal(answer_invitation, cancelled.pk, "yes", by=who) == "not_yours"
    expired = invited(project, late := UserFactory())
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    assert refusal(answer_invitation, expired.pk, "yes", by=late) == "expired"


def test_an_organisation_joins_through_somebody_with_a_mandate() -> None:
    project, person = raised(), UserFactory()
    known = OrganisationFactory(joined_at=None, verified_at=None)
    row = answer_invitation(
        invited(project, person, organisation=known).pk, Answer.YES, by=person, brings="Kaffe"
    )
    known.refresh_from_db()
    assert (row.party.organisation, row.party.brings) == (known, "Kaffe")
    assert known.may_commit(person)
    assert known.joined_at is not None


def test_where_others_speak_already_a_yes_needs_their_mandate() -> None:
    known, person = OrganisationFactory(), UserFactory()
    MandateFactory(organisation=known)
    row = invited(raised(), person, organisation=known)
    assert refusal(answer_invitation, row.pk, Answer.YES, by=person) == "mandate_missing"
    row.refresh_from_db()
    assert row.state == InvitationState.WAITING


def test_nobody_without_a_municipal_address_joins_for_the_municipality() -> None:
    known = OrganisationFactory(kind=OrganisationKind.MUNICIPALITY)
    person = UserFactory()
    row = invited(raised(), person, organisation=known)
    assert refusal(answer_invitation, row.pk, Answer.YES, by=person) == "mandate_missing"


def test_a_verified_organisation_is_preferred_to_a_copy_of_its_name() -> None:
    name = "Skovens Venner"
    OrganisationFactory(name=name, verified_at=None)
    real = OrganisationFactory(name=name)
    row = invited(raised(), person := UserFactory(), organisation=real)
    assert refusal(answer_invitation, row.pk, Answer.YES, by=person) == "mandate_missing"
    MandateFactory(organisation=real, user=person)
    assert answer_invitation(row.pk, Answer.YES, by=person).party.organisation == real
    assert Organisation.objects.count() == 2
