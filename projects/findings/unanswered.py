"""What people write stands without an answer."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from projects.findings.finding import MOST_EVIDENCE, Evidence, finding
from projects.findings.scene import Scene


@finding(
    "unanswered",
    question=_("Do people get an answer to what they write?"),
    why=_("Whoever writes and hears nothing stops writing."),
    sentences={"contribution": _("Something written on %(at)s waits for an answer.")},
    belies="fixed_alone",
)
def contributions_are_unanswered(scene: Scene) -> Iterable[Evidence]:
    """Comments, concerns and questions that have waited too long; their words stay there."""
    waited = timedelta(days=scene.thresholds.contribution_days)
    rows = scene.project.contributions.unanswered(since=waited).order_by("at", "id")
    for row in rows.only("pk", "at", "solution_version_id")[:MOST_EVIDENCE]:
        yield Evidence(
            "contribution",
            f"contribution:{row.pk}",
            scene.url("projects:contributions"),
            {"at": row.at.isoformat()},
        )
