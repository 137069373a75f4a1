"""Which file is of which shape, and its reader."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from projects.imports import tables
from projects.imports.cimt import is_cimt, read_cimt
from projects.imports.madrid import is_madrid, read_madrid
from projects.imports.plain import Collection, read_csv, read_json, require_text_column
from projects.imports.rows import ImportRow, Refused, Rows, UnreadableFile

FORMATS = ("madrid", "cimt", "csv", "json")
SUFFIXES = frozenset({".csv", ".tsv", ".json"})
READERS: dict[str, Callable[[Path, Collection], Rows]] = {
    "madrid": read_madrid,
    "cimt": read_cimt,
    "csv": read_csv,
    "json": read_json,
}
LANGUAGES = {"madrid": "es", "cimt": "de"}
NAMES = {"madrid": "Decide Madrid", "cimt": "CIMT"}


def files_in(path: Path) -> Iterator[Path]:
    """The file itself, or every file in the folder that could be a table, in order."""
    if not path.exists():
        raise UnreadableFile(_("There is no such file or folder."))
    if not path.is_dir():
        yield path
        return
    yield from sorted(
        file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES
    )


def format_of(path: Path) -> str:
    """The shape of a file by its name and heading. Raises `UnreadableFile` when it is none."""
    if path.suffix.lower() == ".json":
        return "json"
    header = tables.header_of(path).rstrip("\r\n")
    if is_cimt(header.split("\t")):
        return "cimt"
    headings = [part.strip().strip('"') for part in header.split(tables.delimiter_of(header))]
    if is_madrid(headings):
        return "madrid"
    require_text_column([heading.lower() for heading in headings])
    return "csv"


def read_file(path: Path, *, shape: str = "", language: str = "", source: str = "") -> Rows:
    """The rows of a file. The shape is found out when it is not given.

    A row that repeats the number of an earlier one is refused. Raises `UnreadableFile` with a
    sentence when the file cannot be opened or is of no shape we know.
    """
    try:
        found = shape or format_of(path)
        collection = Collection(
            source=(source or f"{found}:{path.stem}")[:60],
            name=NAMES.get(found, source or path.name),
            language=language or LANGUAGES.get(found, "da"),
        )
        yield from _each_once(READERS[found](path, collection))
    except OSError as error:
        raise UnreadableFile(error.strerror or str(error)) from error
    except UnicodeError as error:
        raise UnreadableFile(_("The text is in no encoding we know.")) from error


def _each_once(rows: Rows) -> Rows:
    seen: dict[str, int] = {}
    for row in rows:
        if isinstance(row, ImportRow) and row.external_id in seen:
            why = _("The row repeats line %(line)s.") % {"line": seen[row.external_id]}
            yield Refused(row.line, why)
            continue
        if isinstance(row, ImportRow):
            seen[row.external_id] = row.line
        yield row
