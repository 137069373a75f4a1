"""A filtered list in words and as an address."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from projects.enums import Phase, Route
from projects.models import Theme
from projects.queries.lists import Filters
from samskabelse.web.quoting import quoted

# The filters by the names they have in an address.
NAMES = {
    "text": "q",
    "phase": "phase",
    "route": "route",
    "theme": "theme",
    "postal_code": "postal_code",
    "needs_parties": "needs_parties",
}


@dataclass(frozen=True)
class Part:
    """One filter: its name in an address, its value there, and how a person reads it."""

    name: str
    value: str
    label: str


def query_of(filters: Filters) -> dict[str, str]:
    """The filters as the address of the list has them."""
    values = {NAMES[name]: value for name, value in filters.values().items() if value}
    return {name: "1" if value is True else value for name, value in values.items()}


def parts_of(filters: Filters, themes: dict[str, str] | None = None) -> list[Part]:
    """Each filter that narrows, in words. `themes` are slugs with names, asked for when missing."""
    return [
        Part(name, value, _in_words(name, value, themes))
        for name, value in query_of(filters).items()
    ]


def described(filters: Filters) -> str:
    """The whole list in one line; what narrows nothing is not said."""
    return ", ".join(part.label for part in parts_of(filters)) or _("all projects")


def _in_words(name: str, value: str, themes: dict[str, str] | None) -> str:
    if name == "theme":
        known = themes if themes is not None else dict(Theme.objects.values_list("slug", "name"))
        return known.get(value, value)
    labels: dict[str, Any] = {
        "q": quoted(value),
        "phase": _label(Phase, value),
        "route": _("Raised %(way)s") % {"way": _label(Route, value).lower()},
        "postal_code": _("Postal code %(code)s") % {"code": value},
        "needs_parties": _("Needs parties"),
    }
    return str(labels[name])


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
