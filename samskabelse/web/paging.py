"""Pages of a list without counting it."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from samskabelse.web.numbers import whole_number


@dataclass(frozen=True)
class UncountedPage:
    """One page and whether there is another. The total is nobody's question."""

    number: int
    object_list: list = field(default_factory=list)
    more: bool = False

    def __iter__(self):
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    def has_previous(self) -> bool:
        return self.number > 1

    def has_next(self) -> bool:
        return self.more


def page_of(rows: QuerySet | list, number: object, size: int, *, last: int = 200) -> UncountedPage:
    """The wanted page. Nonsense is the first page; beyond `last` nobody leafs."""
    wanted = page_number(number, last=last)
    start = (wanted - 1) * size
    found = list(rows[start : start + size + 1])
    return UncountedPage(wanted, found[:size], len(found) > size)


def page_number(asked: object, *, last: int = 200) -> int:
    """The page that an address asks for: 1 for nonsense, `last` at most."""
    return min(max(whole_number(str(asked or "")) or 1, 1), last)
