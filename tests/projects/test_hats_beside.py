"""Hats that come in the opgave's own query are those that a query of their own finds."""

import pytest

from projects.enums import Phase, ProjectRoleKind
from projects.models import Project, ProjectRole
from projects.services.roles import ask_role
from tests.factories.projects import citizen, team_in

pytestmark = pytest.mark.django_db


def told(role: ProjectRole) -> dict[str, object]:
    names = ("pk", "project_id", "user_id", "kind", "state", "is_worn", "asked_at", "answered_at")
    known = {name: getattr(role, name) for name in names}
    return known | {"name": role.user.display_name, "email": role.user.email}


def test_they_say_the_same(django_assert_num_queries) -> None:
    team = team_in(Phase.DEFINE)
    ask_role(team.project.pk, citizen(), ProjectRoleKind.FACILITATOR, by=team.initiator)
    alone = Project.objects.get(pk=team.project.pk)
    beside = Project.objects.with_hats().get(pk=team.project.pk)
    with django_assert_num_queries(0):
        assert beside.hat(ProjectRoleKind.CONVENER).user.display_name == team.convener.name
        assert len(beside.open_roles) == 3
    assert [told(role) for role in beside.open_roles] == [told(role) for role in alone.open_roles]
