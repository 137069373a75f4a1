"""Reads for the front page."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from projects.enums import Moderation, PartyStatus, Phase
from projects.models import Party, Project


def with_party_counts(projects: QuerySet[Project]) -> QuerySet[Project]:
    """How many take part, beside each opgave: asked for those that are shown, not for all."""
    accepted = Party.objects.filter(project=OuterRef("pk"), status=PartyStatus.ACCEPTED)
    count = accepted.order_by().values("project").annotate(n=Count("pk")).values("n")
    return projects.annotate(party_count=Coalesce(Subquery(count), 0))


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
    return list(with_party_counts(Project.objects.filter(pk__in=newest)).order_by("-id"))


def recently_moved(limit: int = 3) -> list[Project]:
    """Public opgaver at work or closed, the one that moved last first."""
    moved = Project.objects.public().exclude(phase=Phase.SEEKING)
    return list(with_party_counts(moved).order_by("-phase_since")[:limit])
