"""Choices about arenas and meetings."""

from arenas.enums.after import AmendmentState, Attendance
from arenas.enums.arena import ArenaKind, ArenaTemplate, DecisionRule, HatKind, Purpose
from arenas.enums.event import ComesFrom
from arenas.enums.meeting import (
    EXPECTED_STATES,
    ON_CALENDAR_STATES,
    PLACED_STATES,
    SEAT_STATES,
    Coming,
    DateMark,
    Form,
    GatheringState,
    ItemPurpose,
    Method,
    PollState,
    SignUpState,
    Via,
)
from arenas.enums.room import PointState, RoomPosition, RoundKind

__all__ = [
    "EXPECTED_STATES",
    "ON_CALENDAR_STATES",
    "PLACED_STATES",
    "SEAT_STATES",
    "AmendmentState",
    "ArenaKind",
    "ArenaTemplate",
    "Attendance",
    "ComesFrom",
    "Coming",
    "DateMark",
    "DecisionRule",
    "Form",
    "GatheringState",
    "HatKind",
    "ItemPurpose",
    "Method",
    "PointState",
    "PollState",
    "Purpose",
    "RoomPosition",
    "RoundKind",
    "SignUpState",
    "Via",
]
