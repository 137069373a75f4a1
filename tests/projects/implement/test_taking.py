"""The form that takes a delopgave on opens for what is offered to all, and for nothing else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import Assignment
from projects.services.assignments import withdraw_assignment
from tests.factories.people import UserFactory
from tests.factories.projects import Team
from tests.projects.delopgaver import asked, at_work, offered, taken, taken_by

pytestmark = pytest.mark.django_db
FOR_ALL = "Kun det, der er tilbudt alle, kan tages"


def taken_back(team: Team) -> Assignment:
    return withdraw_assignment(offered(team).pk, by=team.convener)


def somebody_elses(team: Team) -> Assignment:
    return taken_by(UserFactory(name="Vera Frivillig"), team)


@pytest.mark.parametrize(
    ("make", "status", "says"),
    [
        (offered, 200, "Ja, jeg tager den"),
        (asked, 403, FOR_ALL),
        (taken, 403, FOR_ALL),
        (somebody_elses, 409, "Vera Frivillig var hurtigere"),
        (taken_back, 409, "Den er ikke længere tilbudt."),
    ],
)
def test_it_opens_only_on_what_is_offered_to_all(
    make: Callable[[Team], Assignment], status: int, says: str
) -> None:
    row = make(at_work())
    client = Client(headers={"accept-language": "da"})
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("projects:take_assignment", args=[row.project.slug, row.pk])
    page = client.get(url)
    assert (page.status_code, says in page.content.decode()) == (status, True)
    # What is sent all the same is refused too; a sentence about the state stands on the form.
    sent = {200: 303, 409: 422}.get(status, status)
    assert client.post(url).status_code == sent
