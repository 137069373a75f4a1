"""Facts about delopgaver at the gate that closes an opgave."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.enums import GainKind, GainMoment, Phase
from projects.models import GainAnswer
from projects.phases.gate import Fact, Situation, gate
from samskabelse.web.quoting import quoted

NAMED = 3


@gate(Phase.CLOSED)
def assignments_are_done_or_released(now: Situation) -> Iterable[Fact]:
    """Nobody is left with something in hand, and nothing waits for an answer (R67)."""
    open_ones = list(now.project.assignments.open().order_by("id")[: NAMED + 1])
    names = ", ".join(quoted(row.what) for row in open_ones[:NAMED])
    more = " …" if len(open_ones) > NAMED else ""
    yield Fact(
        "assignments",
        gettext_lazy("Assignments are done or released"),
        not open_ones,
        _("Finish or release: %(names)s") % {"names": names + more},
        f"{now.url('projects:assignments')}?vis=open",
    )


@gate(Phase.CLOSED)
def gains_are_told(now: Situation) -> Iterable[Fact]:
    """One line for each kind of gain, from any party; *ukendt* is a line too (R33)."""
    told = set(
        GainAnswer.objects.filter(party__project=now.project, moment=GainMoment.CLOSE)
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
