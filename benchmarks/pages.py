"""What is measured: one table. Names of pages that this version does not have are skipped."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from benchmarks.floors import CONSTANT, ROWS
from benchmarks.rows import CASEWORKER, person_of
from benchmarks.texts import COMMON, MISSPELT, RARE
from projects.enums import Phase


@dataclass(frozen=True)
class World:
    """What the addresses need to know about the town."""

    size: int

    @property
    def number(self) -> int:
        """An opgave in the middle that is being designed, with an open question to its parties."""
        middle = self.size // 2
        return middle - middle % 20 + 7

    @property
    def slug(self) -> str:
        return f"opgave-{self.number + 1}"

    def person(self, role: str) -> int | None:
        return {"": None, "party": person_of(self.number), "staff": CASEWORKER}[role]


@dataclass(frozen=True)
class Page:
    """A title, where it is, and who asks for it: nobody in particular, a party, or staff."""

    title: str
    url: Callable[[World], str]
    role: str = ""
    floor: bool = False


def at(name: str, **query: object) -> Callable[[World], str]:
    return lambda world: reverse(name) + (f"?{urlencode(query)}" if query else "")


def of(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.slug])


def deep(world: World) -> str:
    return f"{reverse('projects:list')}?{urlencode({'after': world.size // 10})}"


LIST = "projects:list"
PAGES = [
    Page("Floor: a constant string", lambda world: CONSTANT, floor=True),
    Page("Floor: 20 rows, bare template", lambda world: ROWS, floor=True),
    Page("Front page", at("home")),
    Page("Front page, signed in", at("home"), "party"),
    Page("List", at(LIST)),
    Page("List, signed in", at(LIST), "party"),
    Page("List, far down", deep),
    Page("List, one phase", at(LIST, phase=Phase.DESIGN)),
    Page("Search, common word", at(LIST, q=COMMON)),
    Page("Search, rare word", at(LIST, q=RARE)),
    Page("Search, misspelt", at(LIST, q=MISSPELT)),
    Page("Opgave", of("projects:detail")),
    Page("Opgave, a party", of("projects:detail"), "party"),
    Page("Opgave, staff", of("projects:detail"), "staff"),
    Page("Parties", of("projects:parties")),
    Page("Parties, a party", of("projects:parties"), "party"),
    Page("History", of("projects:history")),
    Page("History, a party", of("projects:history"), "party"),
    Page("My page", at("participants:me"), "party"),
    Page("Inbox", at("projects:inbox"), "staff"),
    Page("Feed (RSS)", at("projects:rss")),
    Page("Map points", at("projects:points")),
    Page("API, list", at("api:projects")),
    Page("API, list, signed in", at("api:projects"), "party"),
    Page("API, one opgave", of("api:project")),
]


def address(page: Page, world: World) -> str | None:
    """The page's address, or None when this version has no such page."""
    try:
        return page.url(world)
    except NoReverseMatch:
        return None
