"""Facts about how an opgave ends."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from projects.enums import OWNED_OUTCOMES, Phase
from projects.phases.gate import Fact, Situation, gate


@gate(Phase.CLOSED)
def closing_is_prepared(now: Situation) -> Iterable[Fact]:
    """It is known how it ended, who owns it from here, and what was learnt."""
    project = now.project
    yield Fact(
        "outcome",
        _("It is written how the project ended"),
        bool(project.planned_outcome),
        _("Write how the project ended."),
        now.url("projects:close"),
    )
    yield Fact(
        "owner",
        _("There is an owner from here on"),
        bool(
            project.planned_outcome
            and (project.owner_from_here or project.planned_outcome not in OWNED_OUTCOMES)
        ),
        _("Write who owns the solution from here on."),
        now.url("projects:close"),
    )
    yield Fact(
        "lessons",
        _("It is written what was learnt"),
        bool(project.lessons),
        _("Write what you learnt, so that others can use it."),
        now.url("projects:close"),
    )
