"""Plain tables and JSON: the columns that people choose themselves."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from projects.imports import tables
from projects.imports.rows import ImportRow, Refused, Rows, UnreadableFile
from projects.imports.texts import (
    clean,
    one_line,
    parse_moment,
    split_postal_code,
    title_and_problem,
)

# Our name -> the headings it goes by, in lower case.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "nr", "nummer", "external_id"),
    "title": ("title", "titel", "overskrift", "emne", "subject"),
    "problem": (
        *("problem", "problemet", "opgave", "beskrivelse", "description"),
        *("text", "tekst", "body", "summary", "resume"),
    ),
    "place": ("place", "sted", "hvor", "adresse", "address", "location"),
    "postal_code": ("postal_code", "postnr", "postnummer", "postal code", "zip", "zip code"),
    "author": ("author", "forfatter", "navn", "name", "indsender"),
    "date": ("date", "dato", "oprettet", "created", "created_at", "published_at"),
    "url": ("url", "link", "adresse på nettet"),
    "themes": ("themes", "theme", "tema", "temaer", "kategori", "category"),
    "language": ("language", "sprog", "lang"),
}
ANSWERS_TO = frozenset({"parentid", "parent_id", "comment-id", "comment_id", "proposalid"})
NAMES = {heading: ours for ours, headings in COLUMNS.items() for heading in headings}


@dataclass(frozen=True)
class Collection:
    """What is true of every row of a file."""

    source: str
    name: str
    language: str


def read_csv(path: Path, collection: Collection) -> Rows:
    """Any table with a heading for title or text; `;`, `,` or tab; BOM or not."""
    records = tables.records_of(path, tables.delimiter_of(tables.header_of(path)))
    first = next(records, None)
    if not isinstance(first, tuple):
        raise UnreadableFile(first.why if first else _("The file is empty."))
    headings = [one_line(heading).lower() for heading in first[1]]
    require_text_column(headings)
    for record in records:
        if isinstance(record, Refused):
            yield record
            continue
        line, fields = record
        if len(fields) > len(headings) and any(field.strip() for field in fields[len(headings) :]):
            why = _("The row has %(found)s fields, but there are %(wanted)s columns.")
            yield Refused(line, why % {"found": len(fields), "wanted": len(headings)})
            continue
        yield row_of(line, _ours(zip(headings, fields, strict=False)), collection)


def require_text_column(headings: list[str]) -> None:
    """Refuse a file that says nothing an opgave could be made of."""
    if ANSWERS_TO & set(headings):
        raise UnreadableFile(_("These are comments on something else, not projects."))
    if not {"title", "problem"} & {NAMES.get(heading) for heading in headings}:
        raise UnreadableFile(
            _("No column is called title, titel, problem or tekst. Found: %(columns)s.")
            % {"columns": ", ".join(heading for heading in headings if heading)[:200] or "–"}
        )


def _ours(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Known columns by our names. Of two that mean the same, the first with something in it."""
    found: dict[str, str] = {}
    for heading, value in pairs:
        ours = NAMES.get(heading)
        if ours and value and value.strip():
            found.setdefault(ours, value)
    return found


def read_json(path: Path, collection: Collection) -> Rows:
    """A list of objects, or an object that holds just one list."""
    encoding = tables.encoding_of(path)
    try:
        content = json.loads(path.read_text(encoding=encoding))
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            _("This is not valid JSON: line %(line)s, column %(column)s.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except RecursionError as error:
        raise UnreadableFile(_("The JSON is nested too deeply.")) from error
    for number, item in enumerate(_the_list(content), start=1):
        if not isinstance(item, Mapping):
            yield Refused(number, _("This is not an object with a title or a problem."))
            continue
        pairs = ((str(key).strip().lower(), _as_text(value)) for key, value in item.items())
        yield row_of(number, _ours(pairs), collection)


def _the_list(content: object) -> list:
    if isinstance(content, Mapping):
        lists = [value for value in content.values() if isinstance(value, list)]
        content = lists[0] if len(lists) == 1 else content
    if not isinstance(content, list):
        raise UnreadableFile(_("The JSON must be a list of objects."))
    return content


def _as_text(value: object) -> str:
    """Texts and numbers; what is nested says nothing we could show."""
    return str(value) if isinstance(value, str | int | float) and value is not True else ""


def row_of(line: int, found: dict[str, str], collection: Collection) -> ImportRow | Refused:
    """One row from what its columns say."""
    problem, title = clean(found.get("problem")), clean(found.get("title"))
    if not problem and not title:
        return Refused(line, _("The row has neither a title nor a text."))
    short, whole = title_and_problem(title, problem)
    code, other = split_postal_code(found.get("postal_code", ""))
    moment = parse_moment(found.get("date", ""))
    remarks = []
    if found.get("date") and moment is None:
        why = _("The date “%(date)s” could not be read and was left out.")
        remarks.append(why % {"date": one_line(found["date"])[:40]})
    return ImportRow(
        line=line,
        source=collection.source,
        external_id=one_line(found.get("id"))[:120] or fingerprint(found),
        title=short,
        problem=whole,
        source_name=collection.name,
        source_url=one_line(found.get("url")),
        author=one_line(found.get("author")),
        place=", ".join(part for part in (one_line(found.get("place")), other) if part),
        postal_code=code,
        created=moment,
        language=one_line(found.get("language"))[:5].lower() or collection.language,
        themes=tuple(re.findall(r"[^,;|]+", one_line(found.get("themes")))),
        remarks=tuple(remarks),
    )


def fingerprint(found: dict[str, str]) -> str:
    """What tells a row without a number from others: everything it says."""
    said = "\x1f".join(f"{key}={clean(found[key])}" for key in sorted(found) if key != "themes")
    return hashlib.sha256(said.encode()).hexdigest()[:40]
