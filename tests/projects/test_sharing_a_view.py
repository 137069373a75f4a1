"""A view of the problem is shared for good, so that takes the button which says so."""

import pytest
from django.test import Client
from django.urls import reverse

from projects.enums import Phase
from tests.factories.projects import saw, team_in

pytestmark = pytest.mark.django_db
KEPT = "Gemt. Kun jeres egen part kan se det."
SHARED = "Delt. Nu kan I læse, hvordan de andre ser det."


@pytest.mark.parametrize(
    ("button", "is_shared"),
    [
        ({}, False),
        ({"draft": "1"}, False),
        ({"draft": "1", "share": "1"}, False),
        ({"share": "1"}, True),
    ],
)
def test_a_draft_is_kept_until_somebody_chooses_to_share(button: dict, is_shared: bool) -> None:
    team = team_in(Phase.DEFINE)
    url = reverse("projects:write_view", args=[team.project.slug, team.association.pk])
    said = {"sees": "Vi ser det her.", "feels": "", "unknown": ""}
    client = Client(headers={"accept-language": "da"})
    client.force_login(team.speaker, backend="django.contrib.auth.backends.ModelBackend")

    page = client.post(url, said | button, follow=True).content.decode()
    assert bool(team.project.views.get(party=team.association).shared_at) == is_shared
    assert (KEPT in page, SHARED in page) == (not is_shared, is_shared)

    # What is shared stays shared, whatever the button, and the page says so.
    saw(team.association, "Vi ser det her.")
    page = client.post(url, said | {"sees": "Vi ser mere."}, follow=True).content.decode()
    assert (KEPT in page, SHARED in page) == (False, True)


def test_the_page_has_both_buttons() -> None:
    team = team_in(Phase.DEFINE)
    url = reverse("projects:write_view", args=[team.project.slug, team.association.pk])
    client = Client()
    client.force_login(team.speaker, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(url).content.decode()
    assert 'name="share"' in page
    assert 'name="draft"' in page
