"""What the matrix cannot show: drafts, hidden and held opgaver, and taking hats away."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from projects.enums import Phase, ProjectRoleKind
from projects.services import (
    invitations,
    moderation,
    parties,
    raising,
    roles,
    stakeholders,
)
from projects.services.stakeholders import StakeholderRow
from samskabelse.web.errors import ActError
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import (
    accepted_party,
    answers_in,
    asked,
    citizen,
    project_in,
    team_in,
)
from tests.projects.matrix import (
    MATRIX,
    NEEDS_DELOPGAVER,
    ROLES,
    World,
    outcome,
    somebody,
    world_in,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["stranger", "initiator", "staff", "administrator"])
def test_a_draft_belongs_to_whoever_writes_it(role: str) -> None:
    project = project_in(Phase.DRAFT)
    by = {
        "stranger": UserFactory,
        "initiator": lambda: project.initiator,
        "staff": VerifiedStaffFactory,
        "administrator": AdministratorFactory,
    }[role]()
    acts: dict[str, Callable[[], object]] = {
        "change": lambda: raising.change_project(project.pk, by=by, title="Lys på stien"),
        "map": lambda: stakeholders.map_stakeholder(project.pk, StakeholderRow("Naboer"), by=by),
        "publish": lambda: raising.publish_project(project.pk, by=by),
        "invite": lambda: invitations.invite_party(project.pk, somebody(), by=by),
        "join": lambda: parties.ask_to_join(project.pk, by=by, organisation=None, note="Jeg"),
        "report": lambda: moderation.report_project(project.pk, by=by, reason="Støj"),
        "reply": lambda: moderation.reply_first(project.pk, by=by, text="Tak"),
        "contact": lambda: moderation.take_contact(project.pk, by=by),
    }
    world = World(team=None, people={}, designed=None)  # type: ignore[arg-type]
    found = {
        key for key, act in acts.items() if outcome(lambda _w, _by, a=act: a(), world, by) == "ok"
    }
    wanted = {
        "stranger": set(),
        "initiator": {"change", "map", "publish"},
        "staff": set(),
        "administrator": {"publish"},
    }
    assert found == wanted[role]


KEEPS = {
    "hide_project",
    "show_project",
    "approve_project",
    "close_report",
    "answer_role as the facilitator did",
    "end the convener's role",
    "withdraw_round",
    "reply_first",
    "take_contact",
    "hide_contribution",
    "show_contribution",
}


def test_a_hidden_opgave_stands_still() -> None:
    world = world_in(Phase.SEEKING)
    moderation.hide_project(world.project.pk, by=world.people["administrator"], reason="Et navn")
    went_on = {
        row
        for row in MATRIX
        for role in ROLES
        if row not in NEEDS_DELOPGAVER
        and outcome(MATRIX[row][0], world, world.people[role]) == "ok"
    }
    # One's own words and name are one's own, and a try is stopped at once (R64).
    own = {"change_project", "describe_party", "leave_project", "leave_authorship"}
    assert went_on == KEEPS | own | {"stop_probe"}


def test_a_held_opgave_waits_for_the_moderator() -> None:
    author = UserFactory()
    project = raising.raise_project(
        raising.Answers(title="Lys", problem="Der er mørkt."), by=author
    )
    with pytest.raises(ActError) as refused:
        invitations.invite_party(project.pk, somebody(), by=author)
    assert refused.value.code == "not_public_yet"
    with pytest.raises(ActError) as refused:
        parties.ask_to_join(project.pk, by=citizen(), organisation=None, note="Jeg kan")
    assert refused.value.code == "not_allowed"
    moderation.approve_project(project.pk, by=AdministratorFactory())
    invitations.invite_party(project.pk, somebody(), by=author)
    author.refresh_from_db()
    assert author.is_trusted


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (ProjectRoleKind.CONVENER, ["hat_taken", "ask_yourself"]),
        (ProjectRoleKind.FACILITATOR, ["not_allowed", "not_allowed"]),
    ],
)
def test_nobody_from_outside_takes_a_hat_away(kind: str, codes: list[str]) -> None:
    """Two colleagues cannot make one of them convener of a team that has one."""
    world = world_in(Phase.SEEKING)
    staff, colleague = world.people["staff"], VerifiedStaffFactory()
    with pytest.raises(ActError) as refused:
        roles.ask_role(world.project.pk, colleague, kind, by=staff)
    assert refused.value.code == codes[0]
    with pytest.raises(ActError) as refused:
        roles.ask_role(world.project.pk, staff, kind, by=staff)
    assert refused.value.code == codes[1]


def test_a_superuser_is_no_party() -> None:
    world = world_in(Phase.SEEKING)
    superuser = world.people["administrator"]
    assert superuser.is_superuser
    assert not superuser.has_perm("projects.give_consent", world.team.association)
    assert not superuser.has_perm("projects.override_gate", world.project)


def test_whoever_is_not_signed_in_may_nothing() -> None:
    world = world_in(Phase.SEEKING)
    nobody = AnonymousUser()
    permissions = ["change_project", "see_team", "invite_party", "open_round", "override_gate"]
    assert not any(nobody.has_perm(f"projects.{name}", world.project) for name in permissions)


def test_who_has_left_speaks_for_nobody() -> None:
    team = team_in(Phase.DEFINE)
    person = accepted_party(team.project)
    parties.leave_project(person.pk, by=person.user, reason="time")
    with pytest.raises(ActError) as refused:
        invitations.invite_party(team.project.pk, somebody(), by=person.user)
    assert refused.value.code == "not_allowed"
    with pytest.raises(ActError) as refused:
        parties.describe_party(person.pk, by=person.user, brings="Mere", needs="")
    assert refused.value.code == "left"
    assert all(answer.party != person for answer in answers_in(asked(team)))
