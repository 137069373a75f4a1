"""Every act of the matrix, by everybody, in every phase."""

import pytest

from projects.enums import Phase
from tests.projects.matrix import (
    EVER,
    EXCEPTIONS,
    MATRIX,
    NEEDS_DELOPGAVER,
    OTHERWISE_ALLOWED,
    REFUSAL,
    ROLES,
    WORK,
    outcome,
    world_in,
)

pytestmark = pytest.mark.django_db


def expected(row: str, role: str, phase: str) -> str:
    _act, who, phases = MATRIX[row]
    may = OTHERWISE_ALLOWED.get(row, who)
    if row == "answer somebody else's invitation":
        return "not_yours"
    if role not in may:
        return "not_allowed"
    if phase not in phases:
        return "wrong_phase"
    if (row, phase) == ("open_round", Phase.IMPLEMENT):
        return "blocked"  # delopgaver are in hand by then
    if row == "name_recipient" and phase in ANSWERED:
        return "answered"
    return EXCEPTIONS.get((row, role)) or REFUSAL.get(row, "ok")


# By then the recipient has answered, in the story of `team_in`.
ANSWERED = {Phase.DESIGN, Phase.IMPLEMENT}
NEEDS_OPEN = {
    "remove_stakeholder",
    "send_again",
    "cancel_invitation",
    "answer_wish",
}


@pytest.mark.parametrize("phase", sorted(EVER, key=list(Phase).index))
def test_who_may_do_what(phase: str) -> None:
    world = world_in(phase)
    left_out = NEEDS_OPEN if phase == Phase.CLOSED else set()
    left_out = left_out if phase in WORK else left_out | NEEDS_DELOPGAVER
    rows = [row for row in MATRIX if row not in left_out]
    found = {
        (row, role): outcome(MATRIX[row][0], world, world.people[role])
        for row in rows
        for role in ROLES
    }
    wanted = {(row, role): expected(row, role, phase) for row in rows for role in ROLES}
    if phase == Phase.CLOSED:  # the last round has passed
        wanted["give_consent", "committer"] = "ok"  # the same answer again changes nothing
    differing = {cell: (found[cell], wanted[cell]) for cell in wanted}
    assert {cell: pair for cell, pair in differing.items() if pair[0] != pair[1]} == {}
