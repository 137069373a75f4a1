"""Facts about delopgaver at the gate that closes an opgave."""

from collections.abc import Iterable

from django.db.models import Case, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.enums import OPEN_ASSIGNMENTS, GainKind, GainMoment, Phase
from projects.models import GainAnswer
from projects.phases.gate import Fact, Situation, gate
from samskabelse.web.quoting import quoted

NAMED = 3
OPEN = Case(When(state__in=OPEN_ASSIGNMENTS, then=1), default=0)


@gate(Phase.CLOSED)
def assignments_are_done_or_released(now: Situation) -> Iterable[Fact]:
    """Nobody is left with something in hand, and nothing waits for an answer (R67)."""
    rows = now.project.assignments.order_by(OPEN.desc(), "id")
    found = list(rows[: NAMED + 1])
    open_ones = [row for row in found if row.state in OPEN_ASSIGNMENTS]
    names = ", ".join(quoted(row.what) for row in open_ones[:NAMED])
    more = " …" if len(open_ones) > NAMED else ""
    yield Fact(
        "assignments",
        gettext_lazy("Assignments are done or released")
        if found
        else gettext_lazy("No assignment is unfinished"),
        not open_ones,
        _("Finish or release: %(names)s") % {"names": names + more},
        f"{now.url('projects:assignments')}?vis=open",
    )


@gate(Phase.CLOSED)
def gains_are_told(now: Situation) -> Iterable[Fact]:
    """One line for each kind of gain, from any party; *ukendt* is a line too (R33).

    An empty field is none: nobody has said so.
    """
    told = set(
        GainAnswer.objects.filter(party__project=now.project, moment=GainMoment.CLOSE)
        .exclude(measured="", words="")
        .order_by()
        .values_list("kind", flat=True)
        .distinct()
    )
    for kind in GainKind:
        yield Fact(
            f"gain_{kind}",
            _("%(gain)s: told by at least one party") % {"gain": kind.label},
            kind in told,
            _("%(gain)s: write what came of it. “Unknown” is an answer too.")
            % {"gain": kind.label},
            reverse("projects:answer_gains", args=[now.project.slug]),
        )
