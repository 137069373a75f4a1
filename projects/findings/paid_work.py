"""Somebody who is not paid for it does what paid staff do today (N3, R57)."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.enums import SECTOR_OF, Sector
from projects.enums import OPEN_ASSIGNMENTS, AssignmentState, PaidToday
from projects.findings.finding import MOST_EVIDENCE, Evidence, finding
from projects.findings.scene import Scene


@finding(
    "paid_work",
    question=_("Does this replace paid work?"),
    why=_(
        "Moving work out to volunteers to save money is not co-creation. "
        "Tell what becomes better, and what the paid staff do now."
    ),
    sentences={"assignment": _("“%(what)s” is done by paid staff today.")},
    belies="to_save",
)
def paid_work_is_replaced(scene: Scene) -> Iterable[Evidence]:
    """Delopgaver that are paid work today, in hand or offered, and not with a public body."""
    rows = scene.project.assignments.filter(
        Q(state__in=sorted(OPEN_ASSIGNMENTS)) | Q(state=AssignmentState.DONE),
        paid_today__in=[PaidToday.YES, PaidToday.PARTLY],
    )
    public = _is_public("taker_party") | (Q(taken_at=None) & _is_public("asked_party"))
    found = list(rows.exclude(pk__in=rows.filter(public).values("pk")).order_by("id")[:200])
    if len(found) < scene.thresholds.paid_assignments:
        return
    for row in found[:MOST_EVIDENCE]:
        yield Evidence(
            "assignment",
            f"assignment:{row.pk}",
            scene.url("projects:assignment", row.pk),
            {"what": row.what},
        )


def _is_public(party: str) -> Q:
    """A public body counts once verified, as at the gates."""
    kinds = [kind for kind, sector in SECTOR_OF.items() if sector == Sector.PUBLIC]
    body = f"{party}__organisation"
    return Q(**{f"{body}__kind__in": kinds, f"{body}__verified_at__isnull": False})
