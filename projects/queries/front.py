"""Reads for the front page."""

from django.db.models import IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from projects.enums import Moderation, PartyStatus, Phase
from projects.models import Party, Project

# The same as a Subquery of the ORM, which takes longer to put together than the page's query runs.
PARTY_COUNT = RawSQL(
    "(SELECT count(*) FROM projects_party AS taking_part"
    " WHERE taking_part.project_id = projects_project.id AND taking_part.status = %s)",
    [PartyStatus.ACCEPTED.value],
    output_field=IntegerField(),
)
ON_A_CARD = (
    "title", "slug", "problem", "phase", "phase_since", "place", "outcome", "lessons", "label",
)  # fmt: skip


def with_party_counts(projects: QuerySet[Project]) -> QuerySet[Project]:
    """How many take part, beside each opgave: asked for those that are shown, not for all."""
    return projects.annotate(party_count=PARTY_COUNT)


def cards_of(projects: QuerySet[Project]) -> QuerySet[Project]:
    """What a card shows of each, and no more."""
    return with_party_counts(projects).only(*ON_A_CARD)


def needing_parties(limit: int = 6) -> list[Project]:
    """Public opgaver that seek parties, newest first.

    An imported one that nobody has taken up asks for nobody yet, so the search begins at parties.
    """
    taken_up = Party.objects.filter(
        status=PartyStatus.ACCEPTED,
        project__phase=Phase.SEEKING,
        project__moderation=Moderation.CLEAR,
    )
    newest = taken_up.order_by("-project_id").values("project_id").distinct()[:limit]
    return list(cards_of(Project.objects.filter(pk__in=newest)).order_by("-id"))


def recently_moved(limit: int = 3) -> list[Project]:
    """Public opgaver at work or closed, the one that moved last first."""
    moved = Project.objects.public().exclude(phase=Phase.SEEKING)
    return list(cards_of(moved).order_by("-phase_since")[:limit])
