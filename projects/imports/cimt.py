"""Contributions from the CIMT corpus (German cycling dialogues): one sentence a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.utils.translation import gettext as _

from projects.imports import tables
from projects.imports.plain import Collection, row_of
from projects.imports.rows import ImportRow, Refused, Rows, UnreadableFile

HEADINGS = [
    *("id", "document_id", "sentence_nr", "content", "code", "title/text"),
    *("curated/single", "dataset", "url"),
]
BEFORE, AFTER = 3, 5  # columns on either side of the content
TOWNS = {"CD_B": "Bonn", "CD_M": "Moers", "CD_C": "Köln Ehrenfeld"}


@dataclass(frozen=True)
class Sentence:
    line: int
    document: str
    content: str
    is_title: bool
    dataset: str
    url: str


def is_cimt(headings: list[str]) -> bool:
    return headings == HEADINGS


def read_cimt(path: Path, collection: Collection) -> Rows:
    """One opgave per `document_id`; its title is the row marked so, else its first sentence.

    Quotation marks mean nothing in this format. Sentences of a document stand together; should
    they come back later in the file, the second lot is refused as a double.
    """
    if not is_cimt(tables.header_of(path).rstrip("\r\n").split("\t")):
        raise UnreadableFile(_("The columns are not those of CIMT."))
    sentences = _sentences(path)
    for document, group in groupby(sentences, key=_document_or_line):
        rows = list(group)
        if isinstance(rows[0], Refused):
            yield from (row for row in rows if isinstance(row, Refused))
            continue
        yield _join(str(document), [row for row in rows if isinstance(row, Sentence)], collection)


def _document_or_line(row: Sentence | Refused) -> str | int:
    return row.line if isinstance(row, Refused) else row.document


def _sentences(path: Path) -> Iterator[Sentence | Refused]:
    for number, line in enumerate(tables.lines_of(path), start=1):
        if number == 1 or not line.strip():
            continue
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) < len(HEADINGS) or not fields[1].strip():
            why = _("The row has %(found)s fields, but there are %(wanted)s columns.")
            yield Refused(number, why % {"found": len(fields), "wanted": len(HEADINGS)})
            continue
        _code, kind, _curated, dataset, url = fields[-AFTER:]
        content = _content(fields[BEFORE:-AFTER])
        yield Sentence(number, fields[1].strip(), content, kind == "title", dataset, url)


def _content(parts: list[str]) -> str:
    """Some rows carry empty extra fields inside a pair of quotation marks: they are wrapping."""
    content = " ".join(part for part in parts if part.strip()).strip()
    is_wrapped = len(parts) > 1 and content.startswith('"') and content.endswith('"')
    return content[1:-1].strip() if is_wrapped else content


def _join(document: str, rows: list[Sentence], collection: Collection) -> ImportRow | Refused:
    found = {
        "id": document,
        "title": _said(row for row in rows if row.is_title),
        "problem": _said(row for row in rows if not row.is_title),
        "url": rows[0].url,
        "place": TOWNS.get(rows[0].dataset, ""),
    }
    return row_of(rows[0].line, {key: value for key, value in found.items() if value}, collection)


def _said(rows: Iterable[Sentence]) -> str:
    return " ".join(row.content for row in rows if row.content)
