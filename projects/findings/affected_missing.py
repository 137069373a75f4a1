"""Those who live with the result are not here (R22)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from projects.enums import Phase
from projects.findings.finding import Evidence, finding
from projects.findings.scene import Scene

# Until then people are still being found and asked.
EARLY = frozenset({Phase.SEEKING, Phase.DEFINE})


@finding(
    "affected_missing",
    question=_("Are those who live with the result here?"),
    why=_(
        "Whoever lives with the result knows what nobody else knows. "
        "They must be a party, or it must be written why not and what you do instead."
    ),
    sentences={
        "nobody": _("Nobody has written who lives with the result."),
        "group": _("%(who)s live with the result and are not a party."),
    },
)
def affected_are_missing(scene: Scene) -> Iterable[Evidence]:
    """Affected groups without a party and without a plan, or no group at all."""
    page = scene.url("projects:missing")
    if not scene.affected and _is_late(scene, scene.project.published_at):
        yield Evidence("nobody", "nobody", page)
    for row in scene.affected:
        if row.takes_part or row.missing_reason or not _is_late(scene, row.created_at):
            continue
        yield Evidence("group", f"group:{row.pk}", page, {"who": row.label})


def _is_late(scene: Scene, since: datetime | None) -> bool:
    """There has been time to find them, or the work has gone on without them."""
    if scene.project.phase not in EARLY:
        return True
    grace = timedelta(days=scene.thresholds.affected_days)
    return since is not None and since + grace <= scene.now
