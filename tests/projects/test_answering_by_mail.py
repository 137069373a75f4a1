"""The link in the mail answers without an account, and leaves one only where it is needed."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import User
from projects.models import Invitation, MailToken
from samskabelse.history.models import Entry
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.projects import invited, name_recipient, raised, team_seeking

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Invitation:
    """An invitation to somebody who is not known here."""
    return invited(raised(), UserFactory.build(name="Lone Lund", email="lone@mail.example"))


def post(target: dict[str, object], **typed: str):
    later = timezone.now() + timedelta(days=9)
    token = MailToken.mint(expires_at=later, **target)
    return Client().post(reverse("projects:answer", args=[token]), typed)


def accounts() -> list[User]:
    return list(User.objects.filter(email="lone@mail.example"))


@pytest.mark.parametrize("answer", ["yes", "maybe"])
def test_yes_and_maybe_make_an_account_with_a_proven_address(asked, answer: str) -> None:
    assert post({"invitation": asked}, svar=answer).status_code == 200
    (person,) = accounts()
    asked.refresh_from_db()
    assert (person.name, asked.answered_by) == ("Lone Lund", person)
    assert EmailAddress.objects.filter(user=person, verified=True).count() == 1


def test_no_leaves_an_answer_and_no_account(asked) -> None:
    assert post({"invitation": asked}, svar="no", note="Spørg Bo").status_code == 200
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by, asked.answer_note) == ("declined", None, "Spørg Bo")
    assert Entry.objects.get(action="invitation.declined").by is None
    assert accounts() == []


def test_no_of_somebody_known_is_theirs(asked) -> None:
    person = UserFactory(email="lone@mail.example")
    post({"invitation": asked}, svar="no")
    asked.refresh_from_db()
    assert asked.answered_by == person


def test_an_answer_that_is_refused_leaves_no_account_and_says_whom_to_ask(settings) -> None:
    settings.CONTACT_EMAIL = "hjaelp@nordager.example"
    somebody = UserFactory.build(name="Lone Lund", email="lone@mail.example")
    invitation = invited(raised(), somebody, organisation=OrganisationFactory())
    page = post({"invitation": invitation}, svar="yes", brings="En trailer")
    assert page.status_code == 422
    assert "Skriv til hjaelp@nordager.example" in page.content.decode()
    assert "En trailer" in page.content.decode()
    assert accounts() == []


def test_a_recipients_answer_that_is_refused_leaves_no_account() -> None:
    team = team_seeking(named=False)
    team.recipient = UserFactory.build(name="Rita", email="lone@mail.example")
    project = name_recipient(team)
    assert post({"recipient_of": project}, verdict="yes", reasons="").status_code == 422
    assert accounts() == []
