"""Reads about solutions, the choice between them, and what is on record about it."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from projects.enums import AuthorState, ConsentAbout, RoundState
from projects.models import (
    ConsentAnswer,
    ConsentRound,
    Contribution,
    Objection,
    Project,
    Solution,
    SolutionAuthor,
    SolutionVersion,
)

DECIDED = (RoundState.PASSED, RoundState.OVERRIDDEN)


def solutions_of(project: Project) -> QuerySet[Solution]:
    """For a list: with title and the names of its authors, the resting last, the newest first."""
    named = SolutionAuthor.objects.filter(solution=OuterRef("pk"), state=AuthorState.ACCEPTED)
    names = ArraySubquery(named.order_by("id").values("user__name"))
    found = project.solutions.with_text().annotate(author_names=names)
    return found.order_by("resting_since", "-id")


def apart(project: Project, now: datetime, *, most: int) -> list[Solution]:
    """What stands apart from the list: the chosen one first, and the newest wild ideas."""
    chosen = SolutionVersion.objects.filter(solution=OuterRef("pk"), pk=project.chosen_id or 0)
    found = solutions_of(project).annotate(is_chosen=Exists(chosen))
    wanted = found.filter(Q(is_chosen=True) | Q(wild_until__gt=now))
    return list(wanted.order_by("-is_chosen", "resting_since", "-id")[:most])


def chosen_of(project: Project) -> Solution | None:
    """The solution whose version all have consented to."""
    if not project.chosen_id:
        return None
    return Solution.objects.with_text().filter(versions=project.chosen_id).first()


def choice_rounds(project: Project) -> QuerySet[ConsentRound]:
    """Every time the parties were asked about a solution, the newest first."""
    rounds = project.rounds.filter(about=ConsentAbout.SOLUTION)
    return rounds.select_related("solution_version")


def rounds_about(solution: Solution) -> QuerySet[ConsentRound]:
    """With what each party said, and what those who were not behind it wrote."""
    rounds = choice_rounds(solution.project).filter(solution_version__solution=solution)
    return rounds.prefetch_related(
        "answers__party__organisation", "answers__party__user", "answers__minority_statement"
    )


def objections_to(solution: Solution) -> QuerySet[Objection]:
    """All of them, whatever became of them: they stay for ever."""
    return (
        Objection.objects.filter(round__solution_version__solution=solution)
        .select_related(
            "round__solution_version",
            "party__organisation",
            "party__user",
            "by",
            "replied_by",
            "replied_for__organisation",
            "replied_for__user",
            "changed",
        )
        .order_by("-id")
    )


def contributions_to(solution: Solution) -> QuerySet[Contribution]:
    """What was said about any of its versions, the newest first: nothing is ranked."""
    found = Contribution.objects.filter(
        project=solution.project_id, solution_version__solution=solution
    )
    return found.with_names().select_related("solution_version").order_by("-id")


def minority_about(version_id: int) -> QuerySet[ConsentAnswer]:
    """Minority statements about one version, through the answers they belong to."""
    return (
        ConsentAnswer.objects.filter(
            round__solution_version=version_id, minority_statement__isnull=False
        )
        .select_related("minority_statement", "party__organisation", "party__user")
        .order_by("id")
    )


def may_write_minority(project: Project, user) -> list[ConsentAnswer]:
    """Answers of parties this person may commit that were not behind what was chosen."""
    if not user.is_authenticated or not project.chosen_id:
        return []
    rows = ConsentAnswer.objects.filter(
        round__solution_version=project.chosen_id,
        round__state__in=DECIDED,
        position__in=["stand_aside", "objection"],
        party__in=project.parties.committing(user).order_by(),
    )
    return list(rows.select_related("party__organisation", "party__user", "minority_statement"))
