"""What the parties can be asked about, and what follows when they agree.

Each kind plugs in three things: in which phases it can be asked (an act of `ALLOWS`), what a round
about it needs to know (`@asks`), and what happens when everybody agrees (`@settles`).
"""

from collections.abc import Callable
from typing import Any

from participants.models import User
from projects.enums import ConsentAbout
from projects.models import ConsentRound, Party, Project

# The fields of the round; refuses (`Blocked`) while the question cannot be asked.
Asks = Callable[[Project], dict[str, Any]]
Settles = Callable[[Project, ConsentRound, User, Party | None], None]

ASKS: dict[str, Asks] = {}
SETTLES: dict[str, Settles] = {}
# The act that `require_phase` is asked about.
PHASES_OF: dict[str, str] = {
    ConsentAbout.GATE: "consent",
    ConsentAbout.STATEMENT: "define",
}
# What the history calls the round and the answers in it.
ACTIONS: dict[str, tuple[str, str]] = {
    ConsentAbout.GATE: ("round", "consent"),
    ConsentAbout.STATEMENT: ("statement_round", "statement_consent"),
}
ROUND_ACTS = frozenset({"opened", "withdrawn"})


def asks(about: ConsentAbout) -> Callable[[Asks], Asks]:
    """What a new round about this kind of thing needs to know."""

    def add(function: Asks) -> Asks:
        ASKS[about] = function
        return function

    return add


def settles(about: ConsentAbout) -> Callable[[Settles], Settles]:
    """Called, under the opgave's lock, after each answer with which everybody agrees.

    It closes the round, unless something else is still missing.
    """

    def add(function: Settles) -> Settles:
        SETTLES[about] = function
        return function

    return add


def action_about(consent_round: ConsentRound, act: str) -> str:
    """The history's name for what was done in a round: `consent.objection`."""
    names = ACTIONS[consent_round.about]
    return f"{names[0] if act in ROUND_ACTS else names[1]}.{act}"


def facts_of(consent_round: ConsentRound) -> dict[str, Any]:
    """What the history keeps of the question."""
    version = consent_round.statement_version
    about = {"version": version.number} if version else {"to": consent_round.to_phase}
    return about | {"round": consent_round.pk}
