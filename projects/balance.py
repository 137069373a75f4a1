"""Who has given whom what: a picture and a table, without points or ranks (R43, R67)."""

from dataclasses import dataclass
from math import cos, pi, sin

from django.db.models import Count
from django.utils.translation import gettext as _

from participants.models import User
from participants.models.user import shown_name
from projects.enums import TAKEN_ASSIGNMENTS
from projects.models import Party, Project
from projects.phases.parties import rows_of

Key = tuple[str, int | None]  # ("party" | "person", id)
SHOWN = 16  # names that can stand round a circle and be read
WIDTH, HEIGHT, RADIUS = 880, 560, 220
MIDDLE_X, MIDDLE_Y = WIDTH / 2, HEIGHT / 2


@dataclass(frozen=True)
class Exchange:
    """So many delopgaver went from one to another."""

    giver: str
    taker: str
    count: int


@dataclass(frozen=True)
class Dot:
    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Line:
    path: str
    count: int
    title: str


@dataclass(frozen=True)
class Balance:
    """Every exchange, and a picture of those among the first `SHOWN`."""

    rows: list[Exchange]
    dots: list[Dot]
    lines: list[Line]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


def balance_of(project: Project) -> Balance:
    """Taken and done delopgaver by giver and taker, in three queries at any size."""
    pairs = _pairs(project)
    names = _names(pairs)
    rows = [Exchange(names[giver], names[taker], count) for giver, taker, count in pairs]
    # In the order they came to the opgave: nobody is first for having given most.
    keys = sorted({key for giver, taker, _n in pairs for key in (giver, taker)}, key=_order)
    places = {key: number for number, key in enumerate(keys[:SHOWN])}
    dots = [_dot(names[key], number, len(places)) for key, number in places.items()]
    lines = [
        _line(dots[places[giver]], dots[places[taker]], count)
        for giver, taker, count in pairs
        if giver in places and taker in places and giver != taker
    ]
    return Balance(rows, dots, lines, left_out=len(keys) - len(places))


def _pairs(project: Project) -> list[tuple[Key, Key, int]]:
    taken = project.assignments.filter(state__in=TAKEN_ASSIGNMENTS).order_by()
    # A party has one voice, whoever spoke: the person counts only where there is no party.
    counted: dict[tuple[Key, Key], int] = {}
    fields = ("giver_party", "giver", "taker_party", "taker")
    for *who, count in taken.values_list(*fields).annotate(n=Count("id")):
        pair = (_key(who[0], who[1]), _key(who[2], who[3]))
        counted[pair] = counted.get(pair, 0) + count
    found = [(giver, taker, count) for (giver, taker), count in counted.items()]
    return sorted(found, key=lambda row: (_order(row[0]), _order(row[1])))


def _key(party: int | None, person: int | None) -> Key:
    return ("party", party) if party else ("person", person)


def _order(key: Key) -> tuple[str, int]:
    return key[0], key[1] or 0


def _names(pairs: list[tuple[Key, Key, int]]) -> dict[Key, str]:
    keys = {key for giver, taker, _n in pairs for key in (giver, taker)}
    ids = {kind: [pk for k, pk in keys if k == kind and pk] for kind in ("party", "person")}
    names: dict[Key, str] = dict.fromkeys(keys, _("somebody who is erased"))
    parties = rows_of(Party.objects.filter(pk__in=ids["party"]))
    names |= {("party", party.pk): party.name for party in parties}
    people = User.objects.filter(pk__in=ids["person"]).values_list("pk", "name")
    return names | {("person", pk): shown_name(name) for pk, name in people}


def _dot(name: str, number: int, of: int) -> Dot:
    angle = 2 * pi * number / of - pi / 2
    x, y = MIDDLE_X + RADIUS * cos(angle), MIDDLE_Y + RADIUS * sin(angle)
    away = RADIUS + 20
    label_x, label_y = MIDDLE_X + away * cos(angle), MIDDLE_Y + away * sin(angle)
    side = cos(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    short = name if len(name) <= 24 else f"{name[:23]}…"
    return Dot(short, round(x, 1), round(y, 1), round(label_x, 1), round(label_y + 5, 1), anchor)


def _line(start: Dot, end: Dot, count: int) -> Line:
    """A bow towards the middle that stops short of its end, so that the arrow can be seen."""
    middle_x = (start.x + end.x) / 2 * 0.6 + MIDDLE_X * 0.4
    middle_y = (start.y + end.y) / 2 * 0.6 + MIDDLE_Y * 0.4
    # The two ways of one pair must not lie upon each other.
    middle_x += (end.y - start.y) * 0.08
    middle_y -= (end.x - start.x) * 0.08
    x, y = end.x + (middle_x - end.x) * 0.08, end.y + (middle_y - end.y) * 0.08
    path = f"M{start.x} {start.y} Q{middle_x:.1f} {middle_y:.1f} {x:.1f} {y:.1f}"
    title = _("%(giver)s → %(taker)s: %(n)s") % {
        "giver": start.name, "taker": end.name, "n": count,
    }  # fmt: skip
    return Line(path, count, title)
