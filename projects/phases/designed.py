"""What a team has come to in *Designe*, all of it in one question to the database."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from projects.enums import OwnerState, PartyStatus, ProbeState
from projects.models import Disturbance, Probe, Project, Recommendation, Solution
from samskabelse.web.prepared import Prepared, with_values


@dataclass(frozen=True)
class Designed:
    """Numbers and facts that the gate to *Implementere* looks at."""

    considered: int  # solutions open to judgement, two at most are counted
    has_disturbed: bool
    has_owned_probe: bool
    has_planned_probe: bool
    recommended_id: int | None  # the version that the last recommendation is about


def designed(project: Project) -> Designed:
    """Read it for one opgave."""
    here = Project.objects.filter(pk=project.pk).order_by()
    found = here.values_list(*with_values(FACTS, now=timezone.now()).values()).get()
    return Designed(len(found[0]), *found[1:])


def _considered(now: datetime) -> ArraySubquery:
    solutions = Solution.objects.filter(project=OuterRef("pk")).considered(now)
    return ArraySubquery(solutions.order_by().values("pk")[:2])


def _disturbed() -> Exists:
    return Exists(Disturbance.objects.filter(project=OuterRef("pk")))


def _owned() -> Exists:
    probes = Probe.objects.filter(project=OuterRef("pk"), owner_state=OwnerState.ACCEPTED)
    return Exists(probes.filter(owner__status=PartyStatus.ACCEPTED))


def _planned() -> Exists:
    probes = Probe.objects.filter(project=OuterRef("pk"))
    return Exists(probes.exclude(state=ProbeState.STOPPED))


def _recommended() -> Subquery:
    sent = Recommendation.objects.filter(project=OuterRef("pk")).order_by("-number")
    return Subquery(sent.values("version")[:1])


FACTS = {
    "considered": Prepared(lambda: Project, _considered, now=datetime),
    "has_disturbed": Prepared(lambda: Project, _disturbed),
    "has_owned_probe": Prepared(lambda: Project, _owned),
    "has_planned_probe": Prepared(lambda: Project, _planned),
    "recommended_id": Prepared(lambda: Project, _recommended),
}
