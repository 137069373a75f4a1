"""What somebody can do in the phases in which solutions are made and tried."""

from django.utils.translation import gettext as _

from projects.enums import Phase
from projects.phases import Fact
from projects.services.recipient import owes_answer
from projects.views.actions import Todo, Viewer, adds_todos


@adds_todos
def recipient_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """The answer of the one whom the convener named; pressing once it is asked for."""
    project = viewer.project
    if not owes_answer(viewer.user, project):
        return []
    waits = project.is_answer_overdue or project.recommendations.exists()
    label = _("Give the answer from %(body)s") % {"body": project.recipient_body}
    return [Todo(label, viewer.url("verdict"), presses=waits)]


@adds_todos
def design_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """First what waits for this person, then the next step of the team."""
    if viewer.project.phase not in {Phase.DESIGN, Phase.IMPLEMENT} or not viewer.is_on_team:
        return []
    return [*_asked(viewer), *_next_steps(viewer, facts)]


def _asked(viewer: Viewer) -> list[Todo]:
    """Authorships and tries that wait for this person's yes or no."""
    found = [
        Todo(
            _("Answer: will you stand as author of “%(title)s”?") % {"title": row["title"]},
            viewer.url("solution", row["pk"]),
            presses=True,
        )
        for row in viewer.project.own_authorships
    ]
    return found + [
        Todo(
            _("Answer: do you own operations in “%(title)s”?") % {"title": row["title"]},
            viewer.url("own_probe", row["pk"]),
            presses=True,
        )
        for row in viewer.project.own_probes
    ]


def _next_steps(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """What the gate lacks, each with the page where it is done."""
    missing = {fact.code for fact in facts if not fact.met}
    found = []
    if viewer.project.phase == Phase.IMPLEMENT:
        return [Todo(_("Plan a small try"), viewer.url("plan_probe"))]
    if "solutions" in missing and viewer.parties:
        found.append(Todo(_("Propose a solution"), viewer.url("propose_solution")))
    if "disturbance" in missing:
        found.append(Todo(_("Draw a card that disturbs you"), viewer.url("deck")))
    if "chosen" in missing and "solutions" not in missing and not viewer.now.open_choice:
        found.append(Todo(_("Choose a solution together"), viewer.url("design")))
    unsent = viewer.now.designed.recommended_id != viewer.project.chosen_id
    if "recipient_answer" in missing and "chosen" not in missing and unsent:
        found.append(Todo(_("Send your recommendation"), viewer.url("recommendations")))
    if "probe" in missing and "chosen" not in missing and not viewer.now.designed.has_planned_probe:
        found.append(Todo(_("Plan what you try first"), viewer.url("plan_probe")))
    return found
