"""Reads about solutions, the choice between them, and what is on record about it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from projects.enums import AuthorState, ConsentAbout, PartyStatus, RoundState
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
from projects.phases import missing_consent
from projects.phases.parties import PartyRow
from samskabelse.web.paging import UncountedPage, page_number

DECIDED = (RoundState.PASSED, RoundState.OVERRIDDEN)


def solutions_of(project: Project) -> QuerySet[Solution]:
    """For a list: with title and the names of its authors, the resting last, the newest first."""
    named = SolutionAuthor.objects.filter(solution=OuterRef("pk"), state=AuthorState.ACCEPTED)
    names = ArraySubquery(named.order_by("id").values("user__name"))
    found = project.solutions.with_text().annotate(author_names=names)
    return found.order_by("resting_since", "-id")


@dataclass(frozen=True)
class Listed:
    """The solutions of one opgave as *Designe* shows them: the list, and what stands apart."""

    page: UncountedPage
    chosen: Solution | None
    wild: list[Solution]  # the newest ideas that nobody judges yet


def listed_solutions(project: Project, now: datetime, number: object, size: int) -> Listed:
    """One page of them, the wild ones and the chosen one, all in one query."""
    wanted = page_number(number)
    wild = Q(wild_until__gt=now)
    placed = solutions_of(project).annotate(
        is_apart=Case(When(wild, then=True), default=False, output_field=BooleanField()),
        place=Window(
            RowNumber(),
            partition_by=[F("is_apart")],
            order_by=[F("resting_since").asc(), F("id").desc()],
        ),
    )
    start = (wanted - 1) * size
    here = Q(is_apart=False, place__gt=start, place__lte=start + size + 1)
    chosen = Exists(SolutionVersion.objects.filter(solution=OuterRef("pk"), pk=project.chosen_id))
    rows = list(
        placed.annotate(is_chosen=chosen)
        .filter(here | Q(is_apart=True, place__lte=size) | Q(is_chosen=True))
        .order_by("is_apart", "place")
    )
    page = [row for row in rows if not row.is_apart and start < row.place <= start + size + 1]
    return Listed(
        UncountedPage(wanted, page[:size], len(page) > size),
        next((row for row in rows if row.is_chosen), None),
        [row for row in rows if row.is_apart],
    )


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


def missing_in(rounds: list[ConsentRound]) -> str:
    """Who objects and who has not answered in the one that is open; empty when none is."""
    asked = next((row for row in rounds if row.state == RoundState.OPEN), None)
    if asked is None:
        return ""
    parties = [row.party for row in asked.answers.all() if row.party.status == PartyStatus.ACCEPTED]
    deciding = [PartyRow.of(party) for party in parties if party.decides]
    return str(missing_consent(deciding, asked.said))


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
