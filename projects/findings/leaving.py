"""Parties that are not public leave."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from projects.enums import LeaveReason, PartyStatus
from projects.findings.finding import MOST_EVIDENCE, Evidence, finding
from projects.findings.scene import Scene

# One that goes for one of these is enough to ask.
TELLING = frozenset({LeaveReason.NO_INFLUENCE, LeaveReason.DISAGREE})


@finding(
    "private_leaving",
    question=_("Why do the private parties leave?"),
    why=_("Citizens, associations and companies leave first when they have no say."),
    sentences={
        "left": _("%(who)s left on %(at)s."),
        "left_no_influence": _("%(who)s left on %(at)s: they had no influence."),
        "left_disagree": _("%(who)s left on %(at)s: they disagree with the direction."),
        "somebody_left": _("A citizen left on %(at)s."),
        "somebody_left_no_influence": _("A citizen left on %(at)s: they had no influence."),
        "somebody_left_disagree": _("A citizen left on %(at)s: they disagree with the direction."),
    },
    belies="fixed_alone",
)
def private_parties_leave(scene: Scene) -> Iterable[Evidence]:
    """One that had no say or disagreed, or several for whatever reason but being done."""
    left = [
        party
        for party in scene.parties
        if party.status == PartyStatus.LEFT
        and party.counts_as_private
        and party.leave_reason != LeaveReason.DONE
    ]
    telling = [party for party in left if party.leave_reason in TELLING]
    enough = len(left) >= scene.thresholds.left_parties
    for party in (left if enough else telling)[:MOST_EVIDENCE]:
        kind = f"left_{party.leave_reason}" if party.leave_reason in TELLING else "left"
        # A private person's name stands on the page of parties, where it goes with the person.
        facts = {"who": party.organisation.name} if party.organisation else {}
        moment = party.left_at or party.accepted_at
        yield Evidence(
            kind if party.organisation else f"somebody_{kind}",
            f"party:{party.pk}",
            scene.url("projects:history"),
            {**facts, "at": moment.isoformat()},
        )
