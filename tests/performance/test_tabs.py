"""What the tabs for the work cost the team, with one and with three of everything on them."""

import pytest
from django.urls import reverse

from participants.enums import OrganisationKind
from projects.enums import Phase
from tests.factories.arenas import meeting_of
from tests.factories.design import a_solution
from tests.factories.projects import accepted_party, team_in
from tests.performance.test_queries import ROWS, questions, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", ROWS)
def test_designe(rows: int) -> None:
    team = team_in(Phase.DESIGN)
    for number in range(rows):
        accepted_party(team.project, OrganisationKind.ASSOCIATION, brings="Tid")
        a_solution(team, title=f"Bænke {number}")
        a_solution(team, title=f"Flyvende bænke {number}", wild=True)
    url = reverse("projects:design", args=[team.project.slug])
    assert questions(signed_in(team.facilitator), url) == 9
    assert questions(signed_in(None), url) == 8


@pytest.mark.parametrize("rows", ROWS)
def test_implementere(rows: int) -> None:
    team = team_in(Phase.IMPLEMENT)
    for _number in range(rows):
        accepted_party(team.project, OrganisationKind.ASSOCIATION, brings="Tid")
    url = reverse("projects:implement", args=[team.project.slug])
    assert questions(signed_in(team.facilitator), url) == 9


@pytest.mark.parametrize("rows", ROWS)
def test_moeder(rows: int) -> None:
    team = team_in(Phase.IMPLEMENT)
    for _number in range(rows):
        meeting = meeting_of(team)
    slug = team.project.slug
    assert questions(signed_in(team.facilitator), reverse("arenas:meetings", args=[slug])) == 8
    arena = reverse("arenas:arena", args=[slug, meeting.arena_id])
    assert questions(signed_in(team.facilitator), arena) == 14
