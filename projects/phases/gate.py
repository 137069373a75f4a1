"""A gate is a list of facts about an opgave, gathered from the checks that plug in with `@gate`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from django.db.models import Q, Subquery
from django.urls import reverse
from django.utils.functional import Promise, cached_property

from projects.enums import ConsentAbout, Phase, ProjectRoleKind, RoundState
from projects.models import ConsentRound, Project, StatementVersion
from projects.phases.designed import Designed, designed
from projects.phases.order import ALLOWS, ORDER, next_phase
from projects.phases.parties import PartyRow, rows_of
from samskabelse.web.errors import Blocker


@dataclass(frozen=True)
class Fact:
    """One line of a gate: what must hold, whether it does, what is missing and where to mend it."""

    code: str
    label: str | Promise
    met: bool
    missing: str | Promise = ""
    url: str = ""

    @property
    def message(self) -> str | Promise:
        return self.label if self.met else (self.missing or self.label)

    @property
    def blocker(self) -> Blocker:
        return Blocker(self.code, self.message)


class Affected(NamedTuple):
    """A group that lives with the result: whether it is here, and if not why."""

    label: str
    missing_reason: str
    takes_part: bool


class Situation:
    """What the gates look at, each part read once."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def url(self, name: str) -> str:
        """The page with this URL name, of the opgave: where a missing fact is mended."""
        return reverse(name, args=[self.project.slug])

    @cached_property
    def active(self) -> list[PartyRow]:
        """Everybody who takes part, and in *Definere* what each has done there."""
        return rows_of(
            self.project.parties.active(), contributed=self.project.phase == Phase.DEFINE
        )

    @cached_property
    def parties(self) -> list[PartyRow]:
        """Those that decide together. Whoever was asked for less is heard, and stops nothing."""
        return [party for party in self.active if party.decides]

    @cached_property
    def has_convener(self) -> bool:
        return self.project.hat(ProjectRoleKind.CONVENER) is not None

    @cached_property
    def affected(self) -> list[Affected]:
        rows = self.project.stakeholders.filter(is_affected=True).with_presence()
        return list(starmap(Affected, rows.values_list("label", "missing_reason", "takes_part")))

    @cached_property
    def open_round(self) -> ConsentRound | None:
        """The question about the next phase, with what each party says to it."""
        standing = (row for row in self._asked if row.about == ConsentAbout.GATE)
        return next(standing, None)

    @cached_property
    def open_choice(self) -> ConsentRound | None:
        """The question about a solution that is open now; there is none before *Designe*."""
        standing = (row for row in self._asked if row.about == ConsentAbout.SOLUTION)
        return next(standing, None)

    @cached_property
    def statement_round(self) -> ConsentRound | None:
        """The last question about the newest version of the statement, whatever became of it."""
        about = (row for row in self._asked if row.about == ConsentAbout.STATEMENT)
        return next(about, None)

    @cached_property
    def statement(self) -> StatementVersion | None:
        """The newest version of the shared statement."""
        if self.statement_round:
            return self.statement_round.statement_version
        return self.project.statement_versions.first()

    @cached_property
    def designed(self) -> Designed:
        return designed(self.project)

    @cached_property
    def _asked(self) -> list[ConsentRound]:
        """What the gates want to know of, the last first, with what each party says."""
        wanted = Q(state=RoundState.OPEN, about=ConsentAbout.GATE)
        if self.project.phase == Phase.DEFINE:
            versions = StatementVersion.objects.filter(project=self.project).order_by("-number")
            wanted |= Q(statement_version=Subquery(versions.values("pk")[:1]))
        if self.project.phase in ALLOWS["choose"]:
            wanted |= Q(state=RoundState.OPEN, about=ConsentAbout.SOLUTION)
        rounds = self.project.rounds.filter(wanted)
        if self.project.phase == Phase.DEFINE:
            rounds = rounds.select_related("statement_version")
        if self.project.phase in ALLOWS["choose"]:
            rounds = rounds.select_related("solution_version")
        return list(rounds.with_said().order_by("-id"))


GateCheck = Callable[[Situation], Iterable[Fact]]
GATES: dict[Phase, list[GateCheck]] = {phase: [] for phase in ORDER}


def gate(to_phase: Phase) -> Callable[[GateCheck], GateCheck]:
    """Add a check to the gate that opens `to_phase`."""

    def add(check: GateCheck) -> GateCheck:
        GATES[to_phase].append(check)
        return check

    return add


def facts(now: Situation) -> list[Fact]:
    """What must hold before the parties are asked for their consent to the next phase."""
    to_phase = next_phase(now.project.phase)
    checks = GATES[to_phase] if to_phase else []
    return [fact for check in checks for fact in check(now)]
