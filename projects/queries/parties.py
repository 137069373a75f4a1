"""Who takes part and who has left, a page of each and one's own, in one query."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, BooleanField, Case, F, Q, When, Window
from django.db.models.functions import RowNumber

from projects.enums import PartyStatus
from projects.models import Party, Project
from samskabelse.web.paging import UncountedPage, page_number


@dataclass(frozen=True)
class ListedParties:
    """`own` are those that the person is or may speak for, also where their page is another."""

    active: UncountedPage
    gone: UncountedPage
    own: list[Party]


def listed_parties(
    project: Project, own: list[int], active: object, gone: object, size: int
) -> ListedParties:
    """The wanted page of those who take part, own first, and of those who left, the last first."""
    mine = Case(When(pk__in=own, then=True), default=False, output_field=BooleanField())
    placed = project.parties.with_names().annotate(
        is_mine=mine,
        place=Window(
            RowNumber(),
            partition_by=[F("status")],
            order_by=[
                F("is_mine").desc(),
                _order().asc(),
            ],
        ),
    )
    wanted = {PartyStatus.ACCEPTED: page_number(active), PartyStatus.LEFT: page_number(gone)}
    here = Q(is_mine=True, status=PartyStatus.ACCEPTED)
    for status, number in wanted.items():
        start = (number - 1) * size
        here |= Q(status=status, place__gt=start, place__lte=start + size + 1)
    rows = list(placed.filter(here).order_by("place"))
    pages = {
        status: _page([row for row in rows if row.status == status], number, size)
        for status, number in wanted.items()
    }
    mine_here = [row for row in rows if row.is_mine and row.status == PartyStatus.ACCEPTED]
    return ListedParties(pages[PartyStatus.ACCEPTED], pages[PartyStatus.LEFT], mine_here)


def _order() -> Case:
    """By id, and whoever left with the last first."""
    last_first = When(status=PartyStatus.LEFT, then=-F("id"))
    return Case(last_first, default=F("id"), output_field=BigIntegerField())


def _page(rows: list[Party], number: int, size: int) -> UncountedPage:
    start = (number - 1) * size
    found = [row for row in rows if start < row.place <= start + size + 1]
    return UncountedPage(number, found[:size], len(found) > size)
