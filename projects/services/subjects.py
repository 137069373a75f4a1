"""What the parties can be asked about, and what follows when they agree.

Each kind plugs in: in which phases it can be asked (an act of `ALLOWS`), what a round about it
needs to know (`@asks`), what happens when everybody agrees (`@settles`), and, where an answer means
more than its position, who listens (`@hears`).
"""

from collections.abc import Callable
from typing import Any

from participants.models import User
from projects.enums import ConsentAbout
from projects.models import ConsentAnswer, ConsentRound, Party, Project

# The fields of the round; refuses (`Blocked`) while the question cannot be asked.
Asks = Callable[[Project], dict[str, Any]]
Settles = Callable[[Project, ConsentRound, User, Party | None], None]

# Hears what a party has just said and whom it says it harms; may refuse it (`ActError`).
Hears = Callable[[ConsentAnswer, User, str], None]

ASKS: dict[str, Asks] = {}
SETTLES: dict[str, Settles] = {}
HEARS: dict[str, Hears] = {}
# The act that `require_phase` is asked about.
PHASES_OF: dict[str, str] = {
    ConsentAbout.GATE: "consent",
    ConsentAbout.STATEMENT: "define",
    ConsentAbout.SOLUTION: "choose",
}
# What the history calls the round and the answers in it.
ACTIONS: dict[str, tuple[str, str]] = {
    ConsentAbout.GATE: ("round", "consent"),
    ConsentAbout.STATEMENT: ("statement_round", "statement_consent"),
    ConsentAbout.SOLUTION: ("choice", "choice"),
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


def hears(about: ConsentAbout) -> Callable[[Hears], Hears]:
    """Called with each answer of a party, before anything follows from it."""

    def add(function: Hears) -> Hears:
        HEARS[about] = function
        return function

    return add


def action_about(consent_round: ConsentRound, act: str) -> str:
    """The history's name for what was done in a round: `consent.objection`."""
    names = ACTIONS[consent_round.about]
    return f"{names[0] if act in ROUND_ACTS else names[1]}.{act}"


def facts_of(consent_round: ConsentRound) -> dict[str, Any]:
    """What the history keeps of the question."""
    if solution := consent_round.solution_version:
        return {
            "title": solution.title,
            "number": solution.number,
            "solution": solution.solution_id,
            "round": consent_round.pk,
        }
    version = consent_round.statement_version
    about = {"version": version.number} if version else {"to": consent_round.to_phase}
    return about | {"round": consent_round.pk}
