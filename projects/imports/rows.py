"""What every reader yields, whatever the file looked like."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ImportRow:
    """One opgave as a foreign file tells it. All texts are clean (`texts.clean`)."""

    line: int  # where the row starts in its file, for the report
    source: str  # which collection; with `external_id` it says what has been imported before
    external_id: str
    title: str
    problem: str
    source_name: str = ""
    source_url: str = ""
    author: str = ""
    place: str = ""
    postal_code: str = ""
    created: datetime | None = None
    language: str = "da"
    themes: tuple[str, ...] = ()  # names; those of the municipality's own are kept
    remarks: tuple[str, ...] = ()  # sentences about what was left out of a row that was taken


@dataclass(frozen=True)
class Refused:
    """A row that cannot become an opgave, and the sentence that says why."""

    line: int
    why: str


Rows = Iterator[ImportRow | Refused]


class UnreadableFile(Exception):
    """The file as a whole is none of ours. The text is a sentence for the person."""
