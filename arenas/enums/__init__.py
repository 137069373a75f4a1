"""Choices about arenas and meetings."""

from arenas.enums.arena import ArenaKind, ArenaTemplate, DecisionRule, HatKind, Purpose
from arenas.enums.event import ComesFrom
from arenas.enums.meeting import (
    EXPECTED_STATES,
    ON_CALENDAR_STATES,
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

__all__ = [
    "EXPECTED_STATES",
    "ON_CALENDAR_STATES",
    "SEAT_STATES",
    "ArenaKind",
    "ArenaTemplate",
    "ComesFrom",
    "Coming",
    "DateMark",
    "DecisionRule",
    "Form",
    "GatheringState",
    "HatKind",
    "ItemPurpose",
    "Method",
    "PollState",
    "Purpose",
    "SignUpState",
    "Via",
]
