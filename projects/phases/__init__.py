"""When: the order of phases, what each allows, and the facts that must hold at each gate.

A gate is a list of facts. The page shows them as "Det mangler", and `advance_project` refuses with
the same sentences, because both ask `checklist()`. Further gates plug in with `@gate(Phase.X)`
from a module that is named below, or that a room above imports when it starts.
"""

# Each adds its facts to the gates; their order here is that of the checklist.
from projects.phases import team, define, designing, answer, assignments, closing  # noqa: F401, I001
from projects.phases.checklist import blockers, checklist, fact_blockers
from projects.phases.consent import consent_fact, is_agreed, missing_consent
from projects.phases.gate import GATES, Fact, GateCheck, Situation, facts, gate
from projects.phases.order import (
    ALLOWED_WHILE_HIDDEN,
    ALLOWS,
    ORDER,
    allows,
    next_phase,
    require_phase,
)

__all__ = [
    "ALLOWED_WHILE_HIDDEN",
    "ALLOWS",
    "GATES",
    "ORDER",
    "Fact",
    "GateCheck",
    "Situation",
    "allows",
    "blockers",
    "checklist",
    "consent_fact",
    "fact_blockers",
    "facts",
    "gate",
    "is_agreed",
    "missing_consent",
    "next_phase",
    "require_phase",
]
