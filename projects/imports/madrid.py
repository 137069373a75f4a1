"""Citizens' proposals from Decide Madrid (CONSUL's export as annotated in 2019)."""

from pathlib import Path

from django.utils.translation import gettext as _

from projects.imports import tables
from projects.imports.plain import Collection, row_of
from projects.imports.rows import Refused, Rows, UnreadableFile

SITE = "https://decide.madrid.es"
COLUMNS = frozenset({"id", "url", "code", "title", "userId", "date", "summary", "text"})


def is_madrid(headings: list[str]) -> bool:
    return set(headings) >= COLUMNS


def read_madrid(path: Path, collection: Collection) -> Rows:
    """Comma-separated with an unnamed column of line numbers. An empty text has a summary.

    Authors are numbers on that site; they are kept as they are.
    """
    records = tables.records_of(path, ",")
    first = next(records)
    headings = first[1] if isinstance(first, tuple) else []
    if not is_madrid(headings):
        raise UnreadableFile(_("The columns are not those of Decide Madrid."))
    for record in records:
        if isinstance(record, Refused):
            yield record
            continue
        line, fields = record
        said = {key: value.strip() for key, value in zip(headings, fields, strict=False)}
        found = {
            "id": said.get("id", ""),
            "title": said.get("title", ""),
            "problem": said.get("text") or said.get("summary", ""),
            "author": f"Decide Madrid {said['userId']}" if said.get("userId") else "",
            "date": said.get("date", ""),
            "url": f"{SITE}{said['url']}" if said.get("url", "").startswith("/") else "",
            "place": "Madrid",
        }
        yield row_of(line, {key: value for key, value in found.items() if value}, collection)
