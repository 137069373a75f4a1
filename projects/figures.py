"""Figures: bars drawn on the server, with a table of the same facts beneath."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise

Text = str | Promise
WIDEST = 290  # of the picture's 360: a phone shows it in full size
HIGH = 50  # the label, and its bar below


@dataclass(frozen=True)
class Bar:
    """One row: its cells, and how long its bar is."""

    label: Text
    cells: tuple[object, ...]
    labelled: list[tuple[Text, object]]
    value: float
    width: float
    y: int


@dataclass(frozen=True)
class Figure:
    """A picture, and the table with the same facts and what could not be drawn."""

    heading: Text
    columns: tuple[Text, ...]
    bars: list[Bar] = field(default_factory=list)
    note: Text = ""

    @property
    def height(self) -> int:
        return HIGH * len(self.bars) + 8


Row = tuple[Text, float | None, tuple[object, ...]]


def figure(
    heading: Text, columns: tuple[Text, ...], rows: Iterable[Row], note: Text = ""
) -> Figure:
    """Each row has what it is, what its bar is as long as (None is unknown), and its cells."""
    rows = list(rows)
    most = max((value or 0 for _label, value, _cells in rows), default=0) or 1
    bars = [
        Bar(
            label,
            cells,
            list(zip(columns[1:], cells, strict=True)),
            value or 0,
            round(WIDEST * (value or 0) / most, 1),
            4 + HIGH * place,
        )
        for place, (label, value, cells) in enumerate(rows)
    ]
    return Figure(heading, columns, bars, note)
