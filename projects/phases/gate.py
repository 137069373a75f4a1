"""A gate is a list of facts about an opgave, gathered from the checks that plug in with `@gate`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise, cached_property

from projects.enums import ConsentAbout, Phase, ProjectRoleKind, RoundState
from projects.models import ConsentRound, Party, Project, Stakeholder
from projects.phases.order import ORDER, next_phase
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


class Situation:
    """What the gates look at, each part read once."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def url(self, name: str) -> str:
        """The page with this URL name, of the opgave: where a missing fact is mended."""
        return reverse(name, args=[self.project.slug])

    @cached_property
    def active(self) -> list[Party]:
        """Everybody who takes part."""
        return list(self.project.parties.active().with_names())

    @cached_property
    def parties(self) -> list[Party]:
        """Those that decide together. Whoever was asked for less is heard, and stops nothing."""
        return [party for party in self.active if party.decides]

    @cached_property
    def has_convener(self) -> bool:
        return self.project.hat(ProjectRoleKind.CONVENER) is not None

    @cached_property
    def affected(self) -> list[Stakeholder]:
        return list(self.project.stakeholders.filter(is_affected=True).with_presence())

    @cached_property
    def open_round(self) -> ConsentRound | None:
        """The question about the next phase, with what each party says to it."""
        rounds = self.project.rounds.filter(state=RoundState.OPEN, about=ConsentAbout.GATE)
        standing = rounds.prefetch_related("answers").first()
        known = {party.pk: party for party in self.active}
        for answer in standing.answers.all() if standing else []:
            if answer.party_id in known:
                answer.party = known[answer.party_id]
        return standing


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
