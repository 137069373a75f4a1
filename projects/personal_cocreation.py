"""What waits for a person about whether it is co-creation: findings, challenges, the pulse."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.enums import Moderation, Phase, ProjectRoleKind, RoleState
from projects.models import Project, PulseVoter
from projects.personal import Waiting, adds_waiting, page_in
from projects.phases import Fact, next_phase
from projects.views.actions import Todo, Viewer, adds_todos


@adds_waiting
def questions_to_the_convener(user: User) -> Iterable[Waiting]:
    """Findings and challenges in the opgaver that this person convenes."""
    convenes = Q(
        roles__user=user, roles__kind=ProjectRoleKind.CONVENER, roles__state=RoleState.ACCEPTED
    )
    rows = Project.objects.public().filter(convenes).order_by("id").distinct()
    asked = Q(open_findings__gt=0) | Q(challenge_due__isnull=False)
    for project in rows.filter(asked):
        yield Waiting(project, _("Is it co-creation? Somebody waits for an answer"), tab(project))


@adds_waiting
def pulses_to_answer(user: User) -> Iterable[Waiting]:
    """Three anonymous questions."""
    rows = PulseVoter.objects.filter(
        user=user,
        has_answered=False,
        pulse__closes_on__gte=timezone.localdate(),
        pulse__project__moderation=Moderation.CLEAR,
    )
    for row in rows.exclude(pulse__project__phase=Phase.DRAFT).select_related("pulse__project"):
        project = row.pulse.project
        url = reverse("projects:pulse", args=[project.slug, row.pulse_id])
        yield Waiting(project, _("Three anonymous questions: could you change anything?"), url)


def tab(project: Project) -> str:
    return page_in("cocreation", project)


@adds_todos
def cocreation_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """To answer what is asked, and the three questions at the gate ahead."""
    project, found = viewer.project, []
    if viewer.is_convener and (project.open_findings or project.challenge_due):
        found.append(Todo(_("Answer: is it co-creation?"), viewer.url("cocreation")))
    if (viewer.is_on_team or viewer.is_initiator) and _asks_honestly(project):
        found.append(Todo(_("Answer three questions about co-creation"), viewer.url("honesty")))
    return found


def _asks_honestly(project: Project) -> bool:
    """Not yet answered at the publishing, or at the gate ahead."""
    if not project.is_open:
        return False
    if project.phase == Phase.SEEKING and project.honest_for == Phase.SEEKING:
        return False
    return project.honest_for != next_phase(project.phase)
