"""A solution stood there before the parties agreed on what the problem is (N1)."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from projects.findings.finding import Evidence, finding
from projects.findings.scene import Scene

Plans = Callable[[Scene], Iterable[Evidence]]
PLANS: list[Plans] = []


def tells_of_plans(plans: Plans) -> Plans:
    """Ask `plans` too: where else a finished plan may have been laid out (kind `plan`)."""
    PLANS.append(plans)
    return plans


@finding(
    "solution_first",
    question=_("Was the solution chosen before the problem was?"),
    why=_(
        "Whoever comes to a finished plan can only say yes or no to it. "
        "In co-creation the parties first agree on what the problem is."
    ),
    sentences={
        "solution": _("The solution “%(title)s” was proposed on %(at)s, before you agreed."),
        "words": _("The first text says “%(words)s”."),
        "plan": _("“%(title)s” was laid out on %(at)s, before you agreed."),
    },
    belies="chosen_before",
)
def solution_before_the_problem(scene: Scene) -> Iterable[Evidence]:
    """Solutions, plans, and the words of one, from before the shared statement had consent."""
    project = scene.project
    before = scene.agreed_at or scene.now
    early = project.solutions.filter(created_at__lt=before, latest__isnull=False)
    for row in early.with_text().order_by("id")[:5]:
        yield Evidence(
            "solution",
            f"solution:{row.pk}",
            scene.url("projects:solution", row.pk),
            {"title": row.title, "at": row.created_at.isoformat()},
        )
    for plans in PLANS:
        yield from plans(scene)
    if words := scene.has_words_of_a_plan(project.title, project.problem):
        yield Evidence("words", "words", project.get_absolute_url(), {"words": words})
