"""What waits for a person where solutions are made: a name, a try, an objection."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from participants.listings import Asking, Listed
from participants.models.user import shown_name
from projects.enums import OPEN_PHASES, AuthorState, Moderation, OwnerState, ProbeState
from projects.models import Objection, Party, Probe, Project, Recommendation, SolutionAuthor
from projects.personal import adds_waiting, name_of, page_in


def _authorships(asking: Asking) -> QuerySet[SolutionAuthor]:
    return asking.user.authorships.filter(
        state=AuthorState.ASKED,
        solution__project__phase__in=OPEN_PHASES,
        solution__project__moderation=Moderation.CLEAR,
    )


@adds_waiting(
    _authorships, "solution_id", project="solution__project", solution="solution__latest__title"
)
def authorship_to_answer(row: Listed) -> tuple[str, str]:
    """Somebody wants to name this person as author."""
    question = _("Will you stand as author of “%(title)s”?")
    url = page_in("solution", row["slug"], row["solution_id"])
    return question % {"title": row["solution"] or ""}, url


def _tries(asking: Asking) -> QuerySet[Probe]:
    return Probe.objects.filter(
        owner_state=OwnerState.ASKED,
        state=ProbeState.PLANNED,
        project__phase__in=OPEN_PHASES,
        project__moderation=Moderation.CLEAR,
        owner__in=Party.objects.committing(asking.user, asking.today).order_by(),
    )


@adds_waiting(_tries, "pk", what="title", party=name_of("owner"))
def try_to_own(row: Listed) -> tuple[str, str]:
    """A party that this person may commit is asked to own operations."""
    question = _("Does %(party)s own operations in “%(title)s”?")
    said = {"party": shown_name(row["party"]), "title": row["what"]}
    return question % said, page_in("own_probe", row["slug"], row["pk"])


def _answers(asking: Asking) -> QuerySet[Project]:
    """What has been recommended to this person, and what they should have answered by now."""
    named = Project.objects.public().filter(
        recipient_email=asking.user.email, verdict="", phase__in=OPEN_PHASES
    )
    sent = Exists(Recommendation.objects.filter(project=OuterRef("pk")))
    return named.filter(sent | Q(answer_due__lt=asking.today)).order_by("answer_due", "pk")


@adds_waiting(_answers, "answer_due", project="", body="recipient_body")
def answer_to_give(row: Listed) -> tuple[Any, ...]:
    """The parties wait for the decision recipient's yes, no or partly."""
    question = _("The parties wait for the answer from %(body)s") % {"body": row["body"]}
    return question, page_in("verdict", row["slug"]), parse_date(row["answer_due"])


def _objections(asking: Asking) -> QuerySet[Objection]:
    return Objection.objects.filter(
        lifted_at=None,
        reply="",
        changed=None,
        round__state="open",
        round__project__moderation=Moderation.CLEAR,
        round__solution_version__solution__authors__user=asking.user,
        round__solution_version__solution__authors__state=AuthorState.ACCEPTED,
    )


@adds_waiting(
    _objections,
    project="round__project",
    solution="round__solution_version__solution_id",
    party=name_of("party"),
)
def objection_to_answer(row: Listed) -> tuple[str, str]:
    """An objection to a solution of this author has neither an answer nor a change."""
    question = _("Answer the objection from %(party)s") % {"party": shown_name(row["party"])}
    return question, page_in("solution", row["slug"], row["solution"]) + "#indvendinger"
