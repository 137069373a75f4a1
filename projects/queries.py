"""Reads across objects."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, Q, QuerySet

from projects.enums import OPEN_INVITATIONS, OPEN_PHASES, PartyStatus, Phase
from projects.models import Invitation, Project


def with_party_counts(projects: QuerySet[Project]) -> QuerySet[Project]:
    """How many take part, beside each opgave."""
    return projects.annotate(
        party_count=Count("parties", filter=Q(parties__status=PartyStatus.ACCEPTED))
    )


def similar_projects(text: str, *, limit: int = 3) -> list[Project]:
    """Public opgaver whose titles share words with the text, closest first."""
    words = " ".join(text.split())[:200]
    if len(words) < 8:
        return []
    near = Project.objects.public().filter(title__trigram_word_similar=words)
    closeness = TrigramWordSimilarity("title", words)
    return list(
        with_party_counts(near.annotate(closeness=closeness)).order_by("-closeness", "-id")[:limit]
    )


def needing_parties(limit: int = 6) -> list[Project]:
    """Public opgaver that seek parties, newest first."""
    seeking = Project.objects.public().filter(phase=Phase.SEEKING)
    return list(with_party_counts(seeking).order_by("-id")[:limit])


def recently_moved(limit: int = 3) -> list[Project]:
    """Public opgaver at work or closed, the one that moved last first."""
    moved = Project.objects.public().exclude(phase=Phase.SEEKING)
    return list(with_party_counts(moved).order_by("-phase_since")[:limit])


def open_invitations_for(email: str) -> QuerySet[Invitation]:
    """What an address has been asked and has not answered."""
    return (
        Invitation.objects.filter(email=email, state__in=OPEN_INVITATIONS)
        .filter(project__phase__in=OPEN_PHASES)
        .select_related("project", "invited_by")
        .order_by("-id")
    )


def inbox(user) -> QuerySet[Project]:
    """Opgaver that wait for their first answer, the oldest deadline first."""
    return (
        Project.objects.visible_to(user)
        .filter(first_replied_at=None, first_reply_due__isnull=False, phase__in=OPEN_PHASES)
        .select_related("contact", "initiator")
        .order_by("first_reply_due", "id")
    )


def overdue_answers(user, today) -> QuerySet[Project]:
    """Opgaver whose decision recipient has let the deadline pass."""
    return (
        Project.objects.visible_to(user)
        .filter(phase__in=OPEN_PHASES, verdict="", answer_due__lt=today)
        .order_by("answer_due", "id")
    )
