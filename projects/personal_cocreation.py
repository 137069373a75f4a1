"""What waits for a person about whether it is co-creation: findings, challenges, the pulse."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from participants.listings import Asking, Listed
from projects.enums import Moderation, Phase, ProjectRoleKind, RoleState
from projects.models import Project, PulseVoter
from projects.personal import adds_waiting, page_in
from projects.phases import Fact, next_phase
from projects.views.actions import Todo, Viewer, adds_todos
from samskabelse.web.lookups import AmongThose


def _asked_conveners(asking: Asking) -> QuerySet[Project]:
    hats = asking.user.project_roles.filter(kind=ProjectRoleKind.CONVENER, state=RoleState.ACCEPTED)
    rows = Project.objects.public().filter(AmongThose("pk", hats.values("project")))
    asked = Q(open_findings__gt=0) | Q(challenge_due__isnull=False)
    return rows.filter(asked).order_by("id")


@adds_waiting(_asked_conveners, project="")
def question_to_the_convener(row: Listed) -> tuple[str, str]:
    """Findings and challenges in the opgaver that this person convenes."""
    url = page_in("cocreation", row["slug"])
    return _("Is it co-creation? Somebody waits for an answer"), url


def _pulses(asking: Asking) -> QuerySet[PulseVoter]:
    rows = PulseVoter.objects.filter(
        user=asking.user,
        has_answered=False,
        pulse__closes_on__gte=asking.today,
        pulse__project__moderation=Moderation.CLEAR,
    )
    return rows.exclude(pulse__project__phase=Phase.DRAFT)


@adds_waiting(_pulses, "pulse_id", project="pulse__project")
def pulse_to_answer(row: Listed) -> tuple[str, str]:
    """Three anonymous questions."""
    url = page_in("pulse", row["slug"], row["pulse_id"])
    return _("Three anonymous questions: could you change anything?"), url


@adds_todos
def cocreation_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """To answer what is asked, and the three questions at the gate ahead."""
    project, found = viewer.project, []
    if viewer.is_convener and (project.open_findings or project.challenge_due):
        found.append(Todo(_("Answer: is it co-creation?"), viewer.url("cocreation")))
    if (viewer.is_on_team or viewer.is_initiator) and _asks_honestly(viewer):
        found.append(Todo(_("Answer three questions about co-creation"), viewer.url("honesty")))
    return found


def _asks_honestly(viewer: Viewer) -> bool:
    """Not yet answered at the gate ahead. Who did at the publishing has peace until that gate."""
    project = viewer.project
    if not project.is_open:
        return False
    if project.honest_for == Phase.SEEKING and not viewer.now.open_round:
        return False
    return project.honest_for != next_phase(project.phase)
