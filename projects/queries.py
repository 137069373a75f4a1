"""Reads across objects."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, Q, QuerySet

from projects.enums import (
    OPEN_INVITATIONS,
    OPEN_PHASES,
    Moderation,
    PartyStatus,
    Phase,
    ReportState,
)
from projects.models import Invitation, Project, Report


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
    closeness = TrigramWordSimilarity(words, "title")
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
        .exclude(moderation=Moderation.HIDDEN)
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


def held_projects(user) -> QuerySet[Project]:
    """Opgaver that wait for a moderator, the one that has waited longest first."""
    return (
        Project.objects.visible_to(user)
        .filter(moderation=Moderation.HELD)
        .exclude(phase=Phase.DRAFT)
        .select_related("initiator")
        .order_by("submitted_at", "id")
    )


def open_report_count() -> int:
    """How many reports nobody has settled yet."""
    return Report.objects.filter(state=ReportState.OPEN).count()


def public_list(*, text: str = "", phase: str = "") -> QuerySet[Project]:
    """Public opgaver, narrowed by phase and by words in title, problem or place; newest first."""
    projects = Project.objects.public()
    if phase:
        projects = projects.filter(phase=phase)
    for word in text.split()[:8]:
        projects = projects.filter(
            Q(title__icontains=word)
            | Q(problem__icontains=word)
            | Q(place__icontains=word)
            | Q(postal_code=word)
            | Q(title__trigram_word_similar=word)
        )
    return projects.order_by("-id")


@dataclass(frozen=True)
class Stretch:
    """A piece of a long list, and the id after which the next piece begins (0 at the end)."""

    projects: list[Project]
    next_after: int


def stretch_of(projects: QuerySet[Project], *, after: int, size: int) -> Stretch:
    """The next `size` opgaver with an id below `after`. Nothing is counted, however long it is."""
    if after:
        projects = projects.filter(id__lt=after)
    found = list(with_party_counts(projects)[: size + 1])
    return Stretch(found[:size], found[size - 1].pk if len(found) > size else 0)
