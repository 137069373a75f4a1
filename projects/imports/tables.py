"""Lines and columns out of a file, whatever its encoding and delimiter."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from projects.imports.rows import Refused, UnreadableFile

FIELD_LIMIT = 2_000_000  # characters; more in one field means a quotation mark that never closes
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = (";", ",", "\t")


def encoding_of(path: Path) -> str:
    """By its mark, else UTF-8 if it is, else what Danish spreadsheets write (Windows-1252)."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, encoding in BOMS:
            if start.startswith(mark):
                return encoding
        file.seek(0)
        if _decodes(file, "utf-8"):
            return "utf-8"
        file.seek(0)
        return "cp1252" if _decodes(file, "cp1252") else "latin-1"


def _decodes(file, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def lines_of(path: Path, encoding: str = "") -> Iterator[str]:
    """Line by line without NULs, which the csv module and PostgreSQL both refuse."""
    with path.open(encoding=encoding or encoding_of(path), newline="") as file:
        for line in file:
            yield line.replace("\0", "")


def delimiter_of(header: str) -> str:
    """The one that splits the header into most columns; a comma when none does."""
    outside = "".join(header.split('"')[::2])
    best = max(DELIMITERS, key=outside.count)
    return best if outside.count(best) else ","


def header_of(path: Path) -> str:
    """The first line with something in it."""
    for line in lines_of(path):
        if line.strip():
            return line
    raise UnreadableFile(_("The file is empty."))


def records_of(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]] | Refused]:
    """(line on which the record starts, fields) of each record that is not blank.

    A record the csv module cannot read comes as `Refused`; reading goes on after it.
    """
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(lines_of(path), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(line, _("The row cannot be read: %(error)s.") % {"error": error})
            continue
        if any(field.strip() for field in fields):
            yield line, fields
