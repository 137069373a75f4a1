"""Whoever is refused reads who may."""

import pytest
import rules
from django.test import Client
from django.urls import reverse
from django.utils import translation

from projects.enums import Phase
from samskabelse.policy.reasons import require, why_not
from samskabelse.web.errors import YOU_MAY_NOT, NotAllowed
from tests.factories.people import UserFactory
from tests.factories.projects import team_in

pytestmark = pytest.mark.django_db

PERMISSIONS = sorted(
    name
    for name in rules.permissions.permissions
    if name.startswith(("participants.", "projects.", "arenas."))
)


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_every_permission_says_who_has_it(permission: str) -> None:
    assert why_not(permission) != YOU_MAY_NOT


def test_an_act_refuses_with_it() -> None:
    team = team_in(Phase.DEFINE)
    with translation.override("da"), pytest.raises(NotAllowed, match="parterne, konveneren"):
        require(UserFactory(), "projects.change_frame", team.project)


def test_a_form_that_one_may_not_send_is_not_shown_and_the_page_says_why() -> None:
    team = team_in(Phase.DEFINE)
    client = Client(headers={"accept-language": "da"})
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("projects:propose", args=[team.project.slug]))
    assert page.status_code == 403
    assert "Det kan kun en part." in page.content.decode()
