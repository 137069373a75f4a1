"""From foreign text to text that PostgreSQL and people can read."""

import re
import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dateparse import parse_date, parse_datetime

from samskabelse.web.seeing import readable

TITLE_LENGTH = 120
DANISH_POSTAL_CODE = re.compile(r"^(?:DK-?)?(\d{4})$", re.IGNORECASE)
UNWANTED = re.compile(r"[\x00\ufeff]")  # beside what nobody should read
SURROGATES = re.compile(r"[\ud800-\udfff]")
LINE_BREAKS = re.compile(r"\r\n?|\x85|\u2028|\u2029")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s")
DAY_FIRST = (
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %H:%M",
)


def clean(text: str | None) -> str:
    """NFC, one kind of line break, no NUL or control characters, no space at the ends."""
    text = LINE_BREAKS.sub("\n", text or "")
    text = SURROGATES.sub("\N{REPLACEMENT CHARACTER}", UNWANTED.sub("", readable(text)))
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str | None) -> str:
    return " ".join(clean(text).split())


def cut_at_word(text: str, length: int = TITLE_LENGTH) -> str:
    """At most `length` characters, ended at a word and with … where something is missing."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    words, space, _rest = head.rpartition(" ")
    if text[length - 1] == " " or not space or len(words) < length // 2:
        words = head
    return f"{words.rstrip(' ,;:–-')}…"


def first_sentence(text: str) -> str:
    """The first sentence of a text that came without a title."""
    return one_line(SENTENCE_END.split(text.strip(), maxsplit=1)[0])


def title_and_problem(title: str, problem: str) -> tuple[str, str]:
    """A title that fits, and a problem from which nothing has been cut.

    A title too long for its field stands in full at the head of the problem.
    """
    whole = one_line(title) or first_sentence(problem)
    short = cut_at_word(whole)
    problem = problem or whole
    if short != whole and not one_line(problem).startswith(whole):
        problem = f"{whole}\n\n{problem}"
    return short, problem


def parse_moment(text: str) -> datetime | None:
    """A date or time as ISO 8601 or day first, Danish time unless it says otherwise.

    None when it is neither, or lies in the future or before the year 1900.
    """
    text = one_line(text)
    moment = _iso(text) or _day_first(text)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    return moment if moment.year >= 1900 and moment <= datetime.now(UTC) else None


def _iso(text: str) -> datetime | None:
    try:
        if day := parse_date(text):
            return datetime(day.year, day.month, day.day)  # noqa: DTZ001  zone is added by caller
        return parse_datetime(text)
    except ValueError:  # of the right shape, such as the 31st of June
        return None


def _day_first(text: str) -> datetime | None:
    for shape in DAY_FIRST:
        try:
            return datetime.strptime(text, shape)  # noqa: DTZ007
        except ValueError:
            continue
    return None


def split_postal_code(text: str) -> tuple[str, str]:
    """(Danish postal code, what was written instead): one of them is empty."""
    code = one_line(text)
    match = DANISH_POSTAL_CODE.match(code)
    return (match[1], "") if match else ("", code)
