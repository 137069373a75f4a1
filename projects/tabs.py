"""The tabs of an opgave. Rooms above this one add theirs with `register_tab`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import Phase
from projects.models import Project
from samskabelse.web.slugs import address_of


@dataclass(frozen=True)
class Tab:
    """A tab as a page shows it."""

    label: str | Promise
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class TabKind:
    name: str
    label: str | Promise
    order: int
    applies: Callable[[Project], bool] = lambda project: True


TABS: list[TabKind] = []


def register_tab(
    name: str,
    label: str | Promise,
    *,
    order: int,
    applies: Callable[[Project], bool] = lambda project: True,
) -> None:
    """`name` is the URL name of a page that takes the opgave's slug."""
    TABS.append(TabKind(name, label, order, applies))
    TABS.sort(key=lambda tab: tab.order)


def tabs_for(project: Project, current: str) -> list[Tab]:
    """The tabs of this opgave, with the current page marked."""
    return [
        Tab(kind.label, address_of(kind.name, project.slug), kind.name == current)
        for kind in TABS
        if kind.applies(project)
    ]


register_tab("projects:detail", _("Overview"), order=10)
register_tab("projects:parties", _("Parties"), order=20)
register_tab(
    "projects:define", _("Define"), order=30, applies=lambda project: project.phase != Phase.DRAFT
)
register_tab("projects:design", _("Design"), order=40)
register_tab("projects:implement", _("Implement"), order=50)
register_tab(
    "projects:cocreation",
    _("Is it co-creation?"),
    order=80,
    applies=lambda project: project.phase != Phase.DRAFT,
)
register_tab("projects:history", _("History"), order=90)
