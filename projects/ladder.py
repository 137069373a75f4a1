"""Samskabelsestrappen (R24): what each step takes, and how far the facts have come.

Moving up is never forced. Step 5 belongs to the municipality (`queries_municipality`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import ConsentAbout, Step
from projects.findings.scene import Scene
from projects.models import Project

Text = str | Promise
Check = Callable[[Scene], bool]


@dataclass(frozen=True)
class Page:
    """The page of an opgave where something missing is mended."""

    name: str

    def url(self, project: Project) -> str:
        return reverse(self.name, args=[project.slug])


@dataclass(frozen=True)
class Rung:
    """One thing that a step takes."""

    step: int
    code: str
    label: Text
    missing: Text
    page: Page
    check: Check


RUNGS: dict[str, Rung] = {}


def rung(step: int, code: str, label: Text, missing: Text, page: Page) -> Callable[[Check], Check]:
    """Add something that a step takes."""

    def add(check: Check) -> Check:
        RUNGS[code] = Rung(step, code, label, missing, page, check)
        return check

    return add


def climbed(scene: Scene) -> dict[str, bool]:
    """Whether each thing is there, as the opgave keeps it."""
    return {code: row.check(scene) for code, row in RUNGS.items()}


def step_of(there: Mapping[str, bool]) -> int:
    """The highest step whose every demand is met, with those of the steps below."""
    reached = 0
    for step in sorted({row.step for row in RUNGS.values()}):
        if not all(there.get(row.code) for row in RUNGS.values() if row.step == step):
            break
        reached = step
    return reached


@dataclass(frozen=True)
class Demand:
    """As a checklist shows it."""

    label: Text
    met: bool
    missing: Text
    url: str

    @property
    def message(self) -> Text:
        return self.label if self.met else self.missing


@dataclass(frozen=True)
class Rise:
    """One step as the page shows it."""

    step: int
    label: Text
    is_declared: bool
    is_evidenced: bool


def rises(project: Project) -> list[Rise]:
    """The four steps, the highest first, with what is declared and what the facts show."""
    return [
        Rise(step, step.label, step == project.declared_step, step <= project.ladder_step)
        for step in sorted(Step, reverse=True)
        if step
    ]


def next_step(project: Project) -> tuple[Step | None, list[Demand]]:
    """The step after the one that the facts show, and what it takes."""
    above = project.ladder_step + 1
    if above > max(Step):
        return None, []
    rows = sorted((row for row in RUNGS.values() if row.step == above), key=lambda row: row.code)
    demands = [
        Demand(row.label, bool(project.rungs.get(row.code)), row.missing, row.page.url(project))
        for row in rows
    ]
    return Step(above), demands


@rung(
    1,
    "private_party",
    _("A citizen, an association or a company takes part"),
    _("Invite somebody who is not the municipality."),
    Page("projects:parties"),
)
def somebody_private_is_here(scene: Scene) -> bool:
    return any(party.counts_as_private for party in scene.active)


@rung(
    1,
    "public_party",
    _("A public party takes part"),
    _("Invite a part of the municipality, or another public body."),
    Page("projects:parties"),
)
def somebody_public_is_here(scene: Scene) -> bool:
    return any(party.counts_as_public for party in scene.active)


@rung(
    2,
    "private_hand",
    _("Somebody outside the municipality has taken on an assignment"),
    _("Ask somebody outside the municipality for an assignment."),
    Page("projects:assignments"),
)
def somebody_private_does_something(scene: Scene) -> bool:
    return any(_is_private_hand(row) for row in scene.taken)


@rung(
    3,
    "defined_together",
    _("Public and private parties have agreed on what the problem is"),
    _("Agree on the shared statement of the problem."),
    Page("projects:define"),
)
def both_defined(scene: Scene) -> bool:
    return _both(scene, scene.consents.get(ConsentAbout.STATEMENT, set()))


@rung(
    4,
    "affected_here",
    _("Those who live with the result are parties"),
    _("Find those who live with the result, and invite them."),
    Page("projects:missing"),
)
def affected_take_part(scene: Scene) -> bool:
    present = [row for row in scene.affected if row.takes_part]
    return bool(present) and all(row.takes_part or row.missing_reason for row in scene.affected)


@rung(
    4,
    "designed_together",
    _("Public and private parties have chosen the solution"),
    _("Choose a solution together."),
    Page("projects:design"),
)
def both_designed(scene: Scene) -> bool:
    return _both(scene, scene.consents.get(ConsentAbout.SOLUTION, set()))


@rung(
    4,
    "done_together",
    _("Public and private parties have taken on assignments"),
    _("Share the assignments, so that both public and private parties carry it out."),
    Page("projects:assignments"),
)
def both_do(scene: Scene) -> bool:
    private = [_is_private_hand(row) for row in scene.taken]
    return any(private) and not all(private)


def _is_private_hand(row) -> bool:
    """A person without a party acts for themselves."""
    return row.taker_party is None or row.taker_party.counts_as_private


def _both(scene: Scene, ids: set[int]) -> bool:
    said = [party for party in scene.parties if party.pk in ids]
    return any(party.counts_as_public for party in said) and any(
        party.counts_as_private for party in said
    )
