"""What waits for a person where solutions are made: a name, a try, an objection."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from participants.models import User
from projects.enums import OPEN_PHASES, AuthorState, Moderation, OwnerState, ProbeState
from projects.models import Objection, Party, Probe
from projects.personal import Waiting, adds_waiting


@adds_waiting
def authorships_waiting(user: User) -> Iterable[Waiting]:
    """Somebody wants to name this person as author."""
    asked = user.authorships.filter(
        state=AuthorState.ASKED,
        solution__project__phase__in=OPEN_PHASES,
        solution__project__moderation=Moderation.CLEAR,
    ).select_related("solution__project", "solution__latest")
    for row in asked:
        yield Waiting(
            row.solution.project,
            _("Will you stand as author of “%(title)s”?") % {"title": row.solution.title},
            row.solution.get_absolute_url(),
        )


@adds_waiting
def tries_waiting(user: User) -> Iterable[Waiting]:
    """A party that this person may commit is asked to own operations."""
    asked = Probe.objects.filter(
        owner_state=OwnerState.ASKED,
        state=ProbeState.PLANNED,
        project__phase__in=OPEN_PHASES,
        project__moderation=Moderation.CLEAR,
        owner__in=Party.objects.committing(user).order_by(),
    ).select_related("project", "owner__organisation", "owner__user")
    for probe in asked:
        yield Waiting(
            probe.project,
            _("Does %(party)s own operations in “%(title)s”?")
            % {"party": probe.owner.name, "title": probe.title},
            reverse("projects:own_probe", args=[probe.project.slug, probe.pk]),
        )


@adds_waiting
def objections_waiting(user: User) -> Iterable[Waiting]:
    """An objection to a solution of this author has neither an answer nor a change."""
    standing = Objection.objects.filter(
        lifted_at=None,
        reply="",
        changed=None,
        round__state="open",
        round__project__moderation=Moderation.CLEAR,
        round__solution_version__solution__authors__user=user,
        round__solution_version__solution__authors__state=AuthorState.ACCEPTED,
    ).select_related(
        "round__project",
        "round__solution_version__solution",
        "party__organisation",
        "party__user",
    )
    for row in standing:
        solution = row.round.solution_version.solution_id
        yield Waiting(
            row.round.project,
            _("Answer the objection from %(party)s") % {"party": row.party.name},
            reverse("projects:solution", args=[row.round.project.slug, solution]) + "#indvendinger",
        )
