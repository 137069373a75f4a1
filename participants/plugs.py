"""Where the upper rooms hang their parts on the pages about people and organisations.

`projects` and `arenas` append to these lists in `AppConfig.ready()`. Nothing here knows them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from participants.listings import Mine
from participants.models import Organisation, User


@dataclass(frozen=True)
class Panel:
    """One box on the person's own page. Boxes stand in the order of `order`, own ones from 500."""

    heading: str | Promise
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 100


@dataclass(frozen=True)
class Row:
    """One line in a box on an organisation's page."""

    text: str | Promise
    url: str = ""
    note: str | Promise = ""


# (mine) -> a box for /min/, or None when there is nothing to say to this person. What it lists
# stands in `participants.listings.LISTINGS`, so that all boxes cost one query.
ME_PANELS: list[Callable[[Mine], Panel | None]] = []

# (organisation, who looks) -> heading and rows, or None. Rows obey `visible_to` of who looks.
ORGANISATION_PANELS: list[
    Callable[[Organisation, Any], tuple[str | Promise, Sequence[Row]] | None]
] = []

# (person) -> a section name and what is kept about the person, as JSON can hold it.
MY_DATA: list[Callable[[User], tuple[str, Any]]] = []

# Called inside the transaction that erases a person, before the name goes.
ON_ERASE: list[Callable[[User], None]] = []

# "project" -> (ids) -> {id: (title, url)}: names of what a mail can be about (`scope`).
SCOPES: dict[str, Callable[[Iterable[int]], dict[int, tuple[str, str]]]] = {}
