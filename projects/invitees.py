"""Read invitees from pasted lines or a CSV file, in whatever spelling spreadsheets give them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from participants.enums import OrganisationKind
from participants.services.people import checked_address
from projects.services.invitations import Invitee, check_invitee
from samskabelse.web.errors import ActError

MAX_ROWS = 10_000
SHOWN_ERRORS = 20
COLUMNS = ["email", "name", "organisation", "kind", "why"]
# What people call the columns, in Danish and English.
HEADINGS = {
    "email": {"email", "e-mail", "mail", "mailadresse", "e-mailadresse", "emailadresse"},
    "name": {"name", "navn", "fulde navn", "person", "kontaktperson"},
    "organisation": {"organisation", "organization", "forening", "virksomhed", "part"},
    "kind": {"kind", "type", "art", "slags", "sektor"},
    "why": {"why", "hvorfor", "begrundelse", "motiv", "why you"},
}


@dataclass(frozen=True)
class RowError:
    """A line that cannot become an invitation, and why."""

    line: int
    text: str
    message: str


@dataclass
class Reading:
    """What was understood, and what was not."""

    invitees: list[Invitee] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    # A page shows some and counts the rest, however long the list is.
    @property
    def first_errors(self) -> list[RowError]:
        return self.errors[:SHOWN_ERRORS]

    @property
    def more_errors(self) -> int:
        return max(len(self.errors) - SHOWN_ERRORS, 0)


def decode(content: bytes) -> str:
    """Text from UTF-8 with or without BOM, UTF-16 with BOM, or else Windows-1252/Latin-1."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_invitees(text: str, *, why_you: str, role_promise: str, language: str) -> Reading:
    """Each line as an invitee or an error. `why_you` serves where a line has no reason of its own.

    The separator is tab, semicolon or comma, whichever the first line has most of. A first line
    of headings may put the columns in any order.
    """
    lines = text.replace("\x00", "").splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = max("\t;,", key=first.count)
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    reading = Reading()
    columns = COLUMNS
    seen: set[tuple[str, str]] = set()
    for row in lines_of(rows, reading):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if rows.line_num == 1 and (headings := _headings(cells)):
            columns = headings
            continue
        if len(reading.invitees) >= MAX_ROWS:
            reading.errors.append(RowError(rows.line_num, "", _("More than 10,000 lines.")))
            break
        values = dict(zip(columns, cells, strict=False))
        _read_row(reading, rows.line_num, values, seen, why_you, role_promise, language)
    return reading


def lines_of(rows: Any, reading: Reading) -> Iterator[list[str]]:
    """The reader's rows, and an error for what it cannot read."""
    try:
        yield from rows
    except csv.Error:
        reading.errors.append(RowError(rows.line_num, "", _("A quotation mark is never closed.")))


def _headings(cells: list[str]) -> list[str] | None:
    """The columns that a line of headings names, or None when it is data."""
    known = {word: column for column, words in HEADINGS.items() for word in words}
    found = [known.get(cell.lower(), f"column {place}") for place, cell in enumerate(cells)]
    return found if "email" in found else None


def _read_row(
    reading: Reading,
    line: int,
    values: dict[str, str],
    seen: set,
    why_you: str,
    role_promise: str,
    language: str,
) -> None:
    try:
        invitee = Invitee(
            email=checked_address(values.get("email", "")),
            name=values.get("name", "")[:120],
            organisation_name=values.get("organisation", "")[:160],
            organisation_kind=_kind(values.get("kind", ""), values.get("organisation", "")),
            why_you=(values.get("why", "") or why_you)[:1000],
            role_promise=role_promise,
            language=language,
        )
        check_invitee(invitee)
        identity = (invitee.email, invitee.organisation_name.lower())
        if identity in seen:
            raise ActError(_("This address is there twice."))
        seen.add(identity)
        reading.invitees.append(invitee)
    except ActError as error:
        text = "; ".join(value for value in values.values() if value)[:120]
        reading.errors.append(RowError(line, text, str(error)))


def _kind(text: str, organisation: str) -> str:
    """The kind of organisation from its code or its name in either language."""
    if not organisation:
        return ""
    wanted = text.strip().lower()
    for kind in OrganisationKind:
        if wanted in {kind.value, str(kind.label).lower()}:
            return kind.value
    names = ", ".join(str(kind.label).lower() for kind in OrganisationKind)
    raise ActError(_("Write the kind of organisation as one of: %(names)s.") % {"names": names})


def as_text(invitees: list[Invitee], *, why_you: str) -> str:
    """The understood rows as lines again, for the page that asks whether to send them.

    The reason they share is not repeated: it is sent along once.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for row in invitees:
        own_why = "" if row.why_you == why_you[:1000] else row.why_you
        writer.writerow(
            [row.email, row.name, row.organisation_name, row.organisation_kind, own_why]
        )
    return out.getvalue()
