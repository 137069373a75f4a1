"""Nothing changed from the first text to the result."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.findings.finding import Evidence, finding
from projects.findings.scene import Scene
from projects.models import SolutionVersion
from samskabelse.ui.differences import differences


@finding(
    "nothing_changed",
    question=_("Did it change anything that the others took part?"),
    why=_("When many think together the first text is seldom the last."),
    sentences={
        "statement": _("%(percent)s %% of the words about the problem have changed."),
        "chosen": _("%(percent)s %% of the words of the solution have changed."),
    },
    belies="chosen_before",
)
def nothing_has_changed(scene: Scene) -> Iterable[Evidence]:
    """Asked once a solution is chosen: both the problem and the solution read as at first."""
    project = scene.project
    if not project.chosen_id or not scene.statements:
        return
    first, last = scene.statements[0], scene.statements[-1]
    problem = max(changed(first.text, last.text), changed(project.problem, last.text))
    versions = list(
        SolutionVersion.objects.filter(
            Q(pk=project.chosen_id)
            | Q(number=1, solution__versions=project.chosen_id, solution__project=project)
        ).order_by("number")
    )
    solution = changed(_whole(versions[0]), _whole(versions[-1]))
    if max(problem, solution) >= scene.thresholds.changed_percent:
        return
    yield Evidence(
        "statement",
        f"statement:{last.pk}",
        f"{scene.url('projects:compare')}?fra=0&til={last.number}",
        {"percent": problem},
    )
    yield Evidence(
        "chosen",
        f"chosen:{project.chosen_id}",
        scene.url("projects:solution_versions", versions[-1].solution_id),
        {"percent": solution},
    )


def _whole(version: SolutionVersion) -> str:
    return "\n\n".join(version.texts.values())


def changed(old: str, new: str) -> int:
    """How many percent of the letters of both texts are not in the other, word by word."""
    letters = len(old) + len(new)
    if not letters:
        return 0
    differing = sum(
        len(piece.text) for piece in differences(old, new) if piece.kind in {"added", "removed"}
    )
    return round(100 * differing / letters)
