"""The public list of opgaver: what it can be narrowed by, and one stretch of it at a time.

Every filter is a plain value, so that the page, the feeds, saved searches and the API narrow the
same list in the same way. Nothing is counted, however long the list is.
"""

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When

from participants.enums import SECTOR_OF, Sector
from projects.enums import PartyStatus, Phase
from projects.models import Party, Project, Theme
from projects.queries.front import cards_of
from projects.queries.marks import Mark, Ranked
from projects.queries.search import Search, understand

WINDOW = 200  # the newest matches, which are put in order of relevance
PUBLIC_KINDS = [kind for kind, sector in SECTOR_OF.items() if sector == Sector.PUBLIC]


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed by. An empty value narrows nothing."""

    text: str = ""
    phase: str = ""
    route: str = ""
    theme: str = ""  # its slug
    postal_code: str = ""
    needs_parties: bool = False

    def __bool__(self) -> bool:
        return any(self.values().values())

    def values(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def narrowed(projects: QuerySet[Project], filters: Filters) -> QuerySet[Project]:
    """Those with this phase, route, theme and postal code; the words are left to the search."""
    exact = {name: getattr(filters, name) for name in ("phase", "route", "postal_code")}
    projects = projects.filter(**{name: value for name, value in exact.items() if value})
    if filters.theme:
        theme = Theme.objects.filter(slug=filters.theme).values("pk")[:1]
        projects = projects.filter(theme_places__theme=Subquery(theme))
    return needing(projects) if filters.needs_parties else projects


def needing(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Those that seek parties and do not yet have both a public one and another (R14).

    The same as the gate's facts (`phases.team.has_public_and_private_party`), in one subquery that
    is asked row by row and stops with the stretch.
    """
    is_public = Q(organisation__kind__in=PUBLIC_KINDS)
    verified = Q(organisation__verified_at__isnull=False)
    side = Case(When(is_public & verified, then=1), When(is_public, then=None), default=0)
    taking_part = Party.objects.filter(project=OuterRef("pk"), status=PartyStatus.ACCEPTED)
    sides = taking_part.order_by().values("project").annotate(n=Count(side, distinct=True))
    return (
        projects.filter(phase=Phase.SEEKING)
        .annotate(sides=Subquery(sides.values("n")))
        .filter(Q(sides=None) | Q(sides__lt=2))
    )


@dataclass(frozen=True)
class Stretch:
    """A piece of a long list, and the mark after which the next piece begins (empty at the end)."""

    projects: list[Project]
    next_after: str = ""
    search: Search | None = None
    is_loosened: bool = False  # no opgave has all the words; these have some


def public_list(filters: Filters | None = None, **values: Any) -> QuerySet[Project]:
    """Public opgaver narrowed by everything but words, newest first."""
    filters = filters or Filters(**values)
    return narrowed(Project.objects.public(), filters).order_by("-id")


def stretch_of(filters: Filters, *, after: str = "", size: int) -> Stretch:
    """The next `size` public opgaver after a mark: newest first, or the most relevant first.

    At most five queries. A mark that makes no sense is the beginning.
    """
    projects, mark = public_list(filters), Mark.read(after)
    search = understand(filters.text)
    if search is None:
        return _newest(projects, mark, size)
    found = _relevant(search.among(projects), search, mark, size)
    loosened = search.loosened()
    if loosened and not found.projects and not mark.below:
        found = _relevant(loosened.among(projects), loosened, Mark(), size)
        return Stretch(found.projects, "", search, is_loosened=bool(found.projects))
    return Stretch(found.projects, found.next_after, search)


def _newest(projects: QuerySet[Project], mark: Mark, size: int) -> Stretch:
    if mark.below:
        projects = projects.filter(pk__lt=mark.below)
    found = list(cards_of(projects)[: size + 1])
    more = len(found) > size
    return Stretch(found[:size], str(Mark(below=found[size - 1].pk)) if more else "")


def _relevant(matching: QuerySet[Project], search: Search, mark: Mark, size: int) -> Stretch:
    """Inside the window by relevance; behind it the newest first, so that no match is missing.

    The marks name the window, so that what is added meanwhile moves nothing.
    """
    if mark.below and not mark.ranked:
        return _newest(matching, mark, size)
    within = mark.ranked.window if mark.ranked else None
    window = matching.filter(pk__range=within) if within else matching
    ids = window.values("pk")[: WINDOW + 1]
    scored = Project.objects.filter(pk__in=ids).annotate(score=search.score())
    ranked = sorted(scored.values_list("score", "pk"), reverse=True)
    if not ranked:
        return Stretch([])
    ends = within or _ends(ranked)
    rest = [pair for pair in ranked if pair[1] >= ends[0]]
    rest = [pair for pair in rest if not mark.ranked or pair < mark.ranked.last]
    shown = rest[:size]
    in_window = Mark(ranked=Ranked(*ends, *shown[-1])) if len(rest) > size else None
    following = in_window or Mark(below=ends[0])  # empty when there is nothing behind the window
    return Stretch(_in_order([pk for _score, pk in shown]), str(following))


def _ends(ranked: list[tuple[int, int]]) -> tuple[int, int]:
    """The ids at the ends of the window; it has no lower end when everything is in it."""
    ids = sorted(pk for _score, pk in ranked)
    return (ids[1] if len(ids) > WINDOW else 0), ids[-1]


def _in_order(ids: list[int]) -> list[Project]:
    found = cards_of(Project.objects.filter(pk__in=ids)).in_bulk()
    return [found[pk] for pk in ids if pk in found]


def newest_of(filters: Filters) -> QuerySet[Project]:
    """Everything that matches, newest first, whether or not there are words: for feeds and maps."""
    search = understand(filters.text)
    projects = public_list(filters)
    return search.among(projects) if search else projects


def points_of(filters: Filters, *, limit: int) -> list[Project]:
    """The newest of the list that have a point; one too many when there are more."""
    found = newest_of(filters).filter(latitude__isnull=False)
    return list(found.only("title", "slug", "place", "phase", "latitude", "longitude")[: limit + 1])
