"""Every act on arenas and meetings, by everybody, in the first phase and in the last."""

import pytest

from arenas.models import Meeting
from projects.enums import Moderation, Phase
from projects.models import Project
from tests.arenas.matrix import MATRIX, ROLES, World, outcome, world_in

pytestmark = pytest.mark.django_db


def found_in(world: World) -> dict[tuple[str, str], str]:
    return {
        (row, role): outcome(MATRIX[row][0], world, world.people[role])
        for row in MATRIX
        for role in ROLES
    }


@pytest.mark.parametrize("phase", [Phase.SEEKING, Phase.CLOSED])
def test_who_may_do_what(phase: str) -> None:
    """People meet about an opgave in every phase, also when it is closed: to look back."""
    found = found_in(world_in(phase))
    wanted = {
        (row, role): "ok" if role in MATRIX[row][1] else "not_allowed"
        for row in MATRIX
        for role in ROLES
    }
    assert {cell: code for cell, code in found.items() if code != wanted[cell]} == {}


def test_a_hidden_opgave_stands_still_but_its_meetings_can_be_called_off() -> None:
    world = world_in(Phase.SEEKING)
    Project.objects.filter(pk=world.project.pk).update(
        moderation=Moderation.HIDDEN, moderation_reason="Et navn"
    )
    convener = world.people["convener"]
    still = {row: outcome(MATRIX[row][0], world, convener) for row in ("call_meeting", "add_item")}
    assert still == {"call_meeting": "hidden", "add_item": "hidden"}
    assert outcome(MATRIX["cancel_meeting"][0], world, convener) == "ok"
    assert Meeting.objects.get(pk=world.meeting.pk).is_planned
