"""What a page asks the database, for each role, with one row and with three of everything.

Only questions are counted: the frame of the read-only transaction is the same for every page, and
is a savepoint here and no question at all on a running site (see `samskabelse.web.reading`).
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.enums import OrganisationKind
from participants.models import User
from projects.enums import Phase
from projects.models import Project
from samskabelse.history.services import record
from tests.factories.people import UserFactory, VerifiedStaffFactory
from tests.factories.projects import Team, accepted_party, asked, citizen, invited, team_in

pytestmark = pytest.mark.django_db
ROWS = [1, 3]


def questions(client: Client, url: str) -> int:
    """How many SELECTs a second look at the page costs."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, url
    return sum(query["sql"].startswith("SELECT") for query in captured.captured_queries)


def signed_in(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(params=ROWS)
def team(request) -> Team:
    """In *Definere*, whose gate asks for most, with an open question to the parties."""
    team = team_in(Phase.DEFINE)
    for number in range(request.param):
        accepted_party(team.project, OrganisationKind.ASSOCIATION, brings="Tid")
        invited(team.project, UserFactory())
        team.project.stakeholders.create(
            label=f"Naboer {number}", is_affected=True, missing_reason="Ja", missing_plan="Ja"
        )
        record(team.project, "project.replied", by=team.convener)
    asked(team)
    return team


@pytest.fixture
def people(team: Team) -> dict[str, User | None]:
    """Who looks, each in another relation to the opgave."""
    two_voices = team.association.committers()[0]
    organisation = accepted_party(team.project, OrganisationKind.COMPANY, by=two_voices)
    assert organisation
    return {
        "visitor": None,
        "citizen": citizen(),
        "party": team.initiator,
        "two parties": two_voices,
        "facilitator": team.facilitator,
        "staff": VerifiedStaffFactory(),
        "administrator": UserFactory(is_staff=True),
    }


EXPECTED = {
    "projects:detail": {
        "visitor": 6,
        "citizen": 7,
        "party": 7,
        "two parties": 7,
        "facilitator": 7,
        "staff": 7,
        "administrator": 7,
    },
    "projects:parties": {
        "visitor": 4,
        "citizen": 5,
        "party": 9,
        "two parties": 9,
        "facilitator": 9,
        "staff": 5,
        "administrator": 9,
    },
    "projects:history": {
        "visitor": 5,
        "citizen": 6,
        "party": 6,
        "two parties": 6,
        "facilitator": 6,
        "staff": 6,
        "administrator": 6,
    },
}


@pytest.mark.parametrize("page", EXPECTED)
def test_an_opgave_costs_the_same_however_much_is_in_it(page, team, people):
    url = reverse(page, args=[team.project.slug])
    counted = {role: questions(signed_in(person), url) for role, person in people.items()}
    assert counted == EXPECTED[page]


@pytest.mark.parametrize("rows", ROWS)
def test_the_person_and_staff_pages(rows):
    person, staff = citizen(), VerifiedStaffFactory()
    for number in range(rows):
        team = team_in(Phase.SEEKING) if number else team_in(Phase.DEFINE)
        accepted_party(team.project, by=person)
        Project.objects.filter(pk=team.project.pk).update(first_reply_due="2026-01-01")
    counted = {
        "home": questions(signed_in(None), reverse("home")),
        "home, signed in": questions(signed_in(person), reverse("home")),
        "me": questions(signed_in(person), reverse("participants:me")),
        "inbox": questions(signed_in(staff), reverse("projects:inbox")),
    }
    assert counted == {"home": 4, "home, signed in": 6, "me": 5, "inbox": 5}
