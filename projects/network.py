"""Who needs whom for what, as a drawing (R31). The same facts stand in the table beneath it."""

from collections import Counter
from dataclasses import dataclass
from math import cos, pi, sin

from django.db.models import Q

from projects.models import Party, Project

MOST_PARTIES = 12  # more cannot be read in one picture; the table has them all
MOST_ROWS = 200
WIDE, HIGH, RADIUS = 640, 480, 165


@dataclass(frozen=True)
class Node:
    party: Party
    number: int
    x: int
    y: int


@dataclass(frozen=True)
class Arrow:
    """From the one who needs to the one who has."""

    x1: int
    y1: int
    x2: int
    y2: int
    settled: bool


@dataclass(frozen=True)
class Drawing:
    nodes: list[Node]
    arrows: list[Arrow]
    left_out: int
    wide: int = WIDE
    high: int = HIGH


def draw(project: Project) -> Drawing | None:
    """The parties that are tied to most others, on a circle. None while nobody is tied."""
    tied = project.resources.standing().filter(
        Q(counterpart__isnull=False) | Q(taken_by__isnull=False)
    )
    pairs: dict[tuple[int, int], bool] = {}
    people: dict[int, Party] = {}
    for row in tied.with_names().order_by("-id")[:MOST_ROWS]:
        ends = (row.party, row.other) if row.is_need else (row.other, row.party)
        people |= {party.pk: party for party in ends}
        pair = (ends[0].pk, ends[1].pk)
        pairs[pair] = pairs.get(pair, False) or bool(row.taken_by_id)
    if not pairs:
        return None
    degree = Counter(pk for pair in pairs for pk in pair)
    shown = [pk for pk, _ties in degree.most_common(MOST_PARTIES)]
    nodes = {pk: _node(people[pk], place, len(shown)) for place, pk in enumerate(sorted(shown))}
    arrows = [
        _arrow(nodes[a], nodes[b], settled)
        for (a, b), settled in pairs.items()
        if a in nodes and b in nodes
    ]
    return Drawing(list(nodes.values()), arrows, len(people) - len(nodes))


def _node(party: Party, place: int, of: int) -> Node:
    angle = 2 * pi * place / of - pi / 2
    x, y = WIDE / 2 + RADIUS * cos(angle), HIGH / 2 + RADIUS * sin(angle)
    return Node(party, place + 1, round(x), round(y))


def _arrow(start: Node, end: Node, settled: bool) -> Arrow:
    """Between the rims of two circles, not their middles."""
    away = max(((end.x - start.x) ** 2 + (end.y - start.y) ** 2) ** 0.5, 1)
    dx, dy = (end.x - start.x) / away * 26, (end.y - start.y) / away * 26
    x1, y1 = round(start.x + dx), round(start.y + dy)
    return Arrow(x1, y1, round(end.x - dx), round(end.y - dy), settled)
