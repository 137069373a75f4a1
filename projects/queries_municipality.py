"""The municipality's own page: what its opgaver are, in figures, with what is unknown (R10, R23).

Seven questions to the database, however many opgaver there are.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Aggregate, Case, Count, DurationField, ExpressionWrapper, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind, Sector
from projects.enums import (
    UNANSWERED_CASES,
    CaseState,
    Direction,
    GainKind,
    Label,
    Phase,
    Route,
    Step,
)
from projects.figures import Figure, Text, figure
from projects.findings import FINDINGS
from projects.models import Challenge, FindingCase, GainAnswer, Project, Resource

SLOWER = 2  # citizens must not wait more than twice as long as officials (R23)


class Median(Aggregate):
    """Half wait shorter, half longer: one that is forgotten does not hide the others."""

    function = "PERCENTILE_CONT"
    name = "median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class RouteRow:
    """One road to an opgave."""

    route: Route
    raised: int = 0
    median: timedelta | None = None
    waiting: int = 0
    defined: int = 0
    closed: int = 0

    @property
    def days(self) -> float | None:
        return None if self.median is None else round(self.median.total_seconds() / 86_400, 1)


def route_rows() -> list[RouteRow]:
    """Opgaver by who raised them: how long the first answer took, and how far they came."""
    waited = ExpressionWrapper(
        F("first_replied_at") - F("submitted_at"), output_field=DurationField()
    )
    late = Q(first_replied_at=None, first_reply_due__lt=timezone.localdate())
    begun = Q(phase__in=[Phase.DEFINE, Phase.DESIGN, Phase.IMPLEMENT, Phase.CLOSED])
    rows = (
        Project.objects.public()
        .order_by()
        .values("route")
        .annotate(
            raised=Count("pk"),
            median=Median(waited, filter=Q(first_replied_at__isnull=False)),
            waiting=Count("pk", filter=late),
            defined=Count("pk", filter=begun),
            closed=Count("pk", filter=Q(phase=Phase.CLOSED)),
        )
    )
    known = {row["route"]: row for row in rows}
    return [
        RouteRow(route, **{k: v for k, v in known[route].items() if k != "route"})
        if route in known
        else RouteRow(route)
        for route in Route
    ]


@dataclass(frozen=True)
class Demand:
    """One thing that the fifth step takes of the municipality."""

    message: Text
    met: bool
    help: Text = ""


def fifth_step(rows: list[RouteRow]) -> list[Demand]:
    """Politicians, administration and citizens can all begin, and all are answered (R23)."""
    unused = [str(row.route.label) for row in rows if not row.raised]
    days = {row.route: row.days for row in rows}
    citizen, official = days[Route.CITIZEN], days[Route.OFFICIAL]
    is_known = citizen is not None and official is not None
    slower = (citizen or 0) > SLOWER * (official or 0)
    return [
        Demand(_("All four routes are used"), True)
        if not unused
        else Demand(_("Nobody has used: %(names)s") % {"names": ", ".join(unused)}, False),
        Demand(_("Citizens are answered as soon as officials"), True)
        if is_known and not slower
        else Demand(
            _("Citizens wait more than twice as long for an answer as officials")
            if is_known
            else _("It is unknown whether citizens are answered as soon as officials"),
            False,
        ),
        Demand(_("Nobody waits too long for a first answer"), True)
        if not any(row.waiting for row in rows)
        else Demand(_("Somebody has waited too long for a first answer"), False),
    ]


def figures(rows: list[RouteRow]) -> list[Figure]:
    steps, labels = _steps_and_labels()
    return [
        _raised(rows),
        _answered(rows),
        figure(
            _("How far up the ladder"),
            (_("Step"), *(route.label for route in Route), _("In all")),
            (
                (
                    step.label,
                    sum(steps[route, step] for route in Route),
                    (*(steps[route, step] for route in Route), sum(steps[r, step] for r in Route)),
                )
                for step in Step
            ),
            _("The step that the facts show. The fifth step is the municipality's own."),
        ),
        figure(
            _("What the projects may be called"),
            (_("Label"), _("Projects")),
            ((label.label, labels[label], (labels[label],)) for label in Label),
        ),
        _findings(),
        _resources(),
        _gains(),
    ]


def _raised(rows: list[RouteRow]) -> Figure:
    return figure(
        _("Who raises projects"),
        (_("Route"), _("Raised"), _("Came to “Define”"), _("Closed")),
        ((row.route.label, row.raised, (row.raised, row.defined, row.closed)) for row in rows),
    )


def _answered(rows: list[RouteRow]) -> Figure:
    return figure(
        _("Days until the first answer"),
        (_("Route"), _("Half were answered within, days"), _("Wait too long now")),
        (
            (
                row.route.label,
                row.days,
                (_("unknown") if row.days is None else row.days, row.waiting),
            )
            for row in rows
        ),
        _("Unknown means that nobody has been answered yet."),
    )


def _steps_and_labels() -> tuple[Counter, Counter]:
    steps: Counter = Counter()
    labels: Counter = Counter()
    grouped = Project.objects.public().order_by().values_list("route", "ladder_step", "label")
    for route, step, label, number in grouped.annotate(number=Count("pk")):
        steps[route, step] += number
        labels[label] += number
    return steps, labels


def _findings() -> Figure:
    shown = FindingCase.objects.filter(project__in=Project.objects.public().order_by())
    counted: Counter = Counter()
    for code, state, number in shown.order_by().values_list("code", "state").annotate(Count("pk")):
        counted[code, state] = number
    return figure(
        _("What the facts ask"),
        (_("Question"), _("Waits for an answer"), _("Answered"), _("Accepted"), _("No longer so")),
        ((kind.question, *_states(code, counted)) for code, kind in FINDINGS.items()),
        _("A question is no judgement. It is there to be answered."),
    )


def _states(code: str, counted: Counter) -> tuple[int, tuple[int, ...]]:
    unanswered = sum(counted[code, state] for state in UNANSWERED_CASES)
    rest = (CaseState.ANSWERED, CaseState.HANDLED, CaseState.GONE)
    return unanswered, (unanswered, *(counted[code, state] for state in rest))


def _resources() -> Figure:
    """By who brings it (R10): a person without an organisation is civil society."""
    brings = Case(
        When(direction=Direction.OFFER, then=F("party__organisation__kind")),
        default=F("taken_by__organisation__kind"),
    )
    shown = Resource.objects.filter(project__in=Project.objects.public().order_by())
    offered = shown.filter(Q(direction=Direction.OFFER) | Q(taken_by__isnull=False))
    rows = (
        offered.order_by()
        .annotate(kind_of_party=brings)
        .values_list("kind_of_party")
        .annotate(number=Count("pk"), taken=Count("pk", filter=Q(taken_by__isnull=False)))
    )
    total: Counter = Counter()
    used: Counter = Counter()
    for kind, number, taken in rows:
        sector = OrganisationKind(kind).sector if kind else Sector.CIVIL
        total[sector] += number
        used[sector] += taken
    return figure(
        _("What the parties bring"),
        (_("Sector"), _("Offered"), _("Agreed with another party")),
        ((sector.label, total[sector], (total[sector], used[sector])) for sector in Sector),
        _("How much of it was used in the end is unknown."),
    )


def _gains() -> Figure:
    closed = Project.objects.public().filter(phase=Phase.CLOSED).order_by()
    told = GainAnswer.objects.filter(party__project__in=closed).order_by()
    rows = told.values_list("kind").annotate(
        number=Count("party__project", distinct=True),
        with_figures=Count("party__project", filter=~Q(measured=""), distinct=True),
    )
    known = {kind: (number, measured) for kind, number, measured in rows}
    return figure(
        _("What came of the closed projects"),
        (_("Gain"), _("Projects that have told"), _("Measured"), _("Unknown")),
        ((kind.label, *_told(known.get(kind, (0, 0)))) for kind in GainKind),
    )


def _told(told: tuple[int, int]) -> tuple[int, tuple[int, int, int]]:
    number, measured = told
    return number, (number, measured, number - measured)


def overdue_challenges() -> int:
    """How many times somebody waits for an answer to "Er det her stadig samskabelse?"."""
    shown = Challenge.objects.filter(project__in=Project.objects.public().order_by())
    return shown.filter(answered_at=None, due__lt=timezone.localdate()).count()
