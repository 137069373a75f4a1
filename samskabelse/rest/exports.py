"""Files of any length in little memory: read in pieces by key, sent as they are read.

Each piece is a short read-only transaction of its own. A reader on a slow line holds no
transaction, no cursor and no snapshot, and a pooler between here and PostgreSQL does not matter.
The first piece is read before the answer begins, so that a refusal is still an honest status.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.text import get_valid_filename

from samskabelse.rest.paging import NEWEST, Ordering
from samskabelse.web.reading import read_only

PIECE = 500  # rows
# A cell that begins like this is a formula to spreadsheets (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
BOM = "\ufeff"
Row = Sequence[Any]


def in_pieces(rows: QuerySet, ordering: Ordering = NEWEST) -> Iterator[list[Any]]:
    """All rows of a query, by id, a piece at a time."""
    last: int | None = None
    while True:
        found = rows if last is None else rows.filter(ordering.after(None, last))
        with read_only():
            piece = list(ordering.apply(found)[:PIECE])
        yield piece
        if len(piece) < PIECE:
            return
        last = piece[-1].pk


def said(pieces: Iterable[list[Any]], say: Callable[[list[Any]], str]) -> Iterator[str]:
    """Each piece as text, in the language of the request: the rest is read after it has ended.

    `say` may read more, in a read-only transaction again.
    """
    language = translation.get_language()
    for piece in pieces:
        with translation.override(language), read_only():
            text = say(piece)
        yield text


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets a quote."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u200b\ufeff").startswith(FORMULA):
        return f"'{value}"
    return value


def csv_lines(rows: Iterable[Row]) -> str:
    """Rows as a Danish Excel opens them: semicolons, every cell in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def csv_file(head: Row, parts: Iterable[str]) -> Iterator[str]:
    """A whole CSV file. The mark at its start tells Excel that it is UTF-8."""
    yield BOM + csv_lines([head])
    yield from parts


def json_list(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces that are each `a, b, c` without brackets, as one JSON list."""
    yield "["
    between = ""
    for piece in pieces:
        if piece:
            yield between + piece
            between = ","
    yield "]"


def json_items(values: Iterable[Any]) -> str:
    return ",".join(json.dumps(value, ensure_ascii=False) for value in values)


def download(parts: Iterator[str], name: str, content_type: str) -> StreamingHttpResponse:
    """The file as an answer. What cannot be read at all fails here, before anything is sent."""
    first = next(parts)
    second = next(parts, "")
    response = StreamingHttpResponse(
        (part.encode() for part in chain([first, second], parts) if part),
        content_type=f"{content_type}; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{get_valid_filename(name)}"'
    response["Cache-Control"] = "no-store"
    return response
