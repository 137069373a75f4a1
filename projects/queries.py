"""Reads across objects."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramWordSimilarity
from django.db.models import Case, Count, Expression, Q, QuerySet, When

from projects.enums import (
    OPEN_INVITATIONS,
    OPEN_PHASES,
    Moderation,
    PartyStatus,
    Phase,
    ReportState,
)
from projects.models import Invitation, Project, Report
from samskabelse.history.queries import history_of

SHORTEST_TITLE = 5  # letters; below that every title is like every other
MOST_WORDS = 16
ALIKE_FROM = 3  # letters
NEARLY_THE_SAME = 0.6  # word similarity of trigrams, 0 to 1


def with_party_counts(projects: QuerySet[Project]) -> QuerySet[Project]:
    """How many take part, beside each opgave."""
    return projects.annotate(
        party_count=Count("parties", filter=Q(parties__status=PartyStatus.ACCEPTED))
    )


def similar_projects(title: str, problem: str = "", *, limit: int = 3) -> list[Project]:
    """Public opgaver like the one being written, the most alike first.

    Alike is a title that shares two words with the new title or problem in any inflection (one,
    if there are only two), or that is nearly the new title.
    """
    short = " ".join(title.replace("\x00", " ").split())[:120]
    words = significant_words(f"{short} {problem[:1000]}")
    if len(short) < SHORTEST_TITLE or not words:
        return []
    any_word = SearchQuery(" OR ".join(words), search_type="websearch", config="danish")
    near = Project.objects.public().annotate(words=SearchVector("title", config="danish"))
    near = near.filter(Q(words=any_word) | Q(title__trigram_word_similar=short))
    near = near.annotate(
        shared=shared_words(words), closeness=TrigramWordSimilarity(short, "title")
    )
    alike = Q(shared__gte=min(2, len(words) - 1) or 1) | Q(closeness__gte=NEARLY_THE_SAME)
    return list(near.filter(alike).order_by("-shared", "-closeness", "-id")[:limit])


def significant_words(text: str) -> list[str]:
    """The words worth comparing. PostgreSQL drops the stop words among them.

    Words that begin alike count once, so that "sti" and "stien" are not two things in common.
    """
    found: dict[str, str] = {}
    for word in re.findall(r"\w{3,40}", text.lower()):
        found.setdefault(word[:ALIKE_FROM], word)
    return list(found.values())[:MOST_WORDS]


def shared_words(words: list[str]) -> Expression:
    """How many of the words stand in a title, compared by their Danish stems."""
    hits = [
        Case(When(words=SearchQuery(word, config="danish"), then=1), default=0) for word in words
    ]
    return reduce(add, hits)


def needing_parties(limit: int = 6) -> list[Project]:
    """Public opgaver that seek parties, newest first."""
    seeking = Project.objects.public().filter(phase=Phase.SEEKING)
    # An imported one that nobody has taken up asks for nobody yet.
    taken_up = seeking.filter(parties__status=PartyStatus.ACCEPTED)
    return list(with_party_counts(taken_up).order_by("-id")[:limit])


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


def first_text(project: Project) -> str:
    """The initiator's first words, however often the text was mended since (R14)."""
    changes = history_of(project).public().filter(action="project.changed")
    first = changes.filter(data__old__has_key="problem").order_by("id").first()
    return first.data["old"]["problem"] if first else project.problem
