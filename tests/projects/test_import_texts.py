"""What becomes of foreign texts, dates and numbers."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from projects.imports.texts import (
    clean,
    cut_at_word,
    first_sentence,
    parse_moment,
    split_postal_code,
    title_and_problem,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def test_control_characters_and_halves_of_characters_go_and_line_breaks_become_one_kind():
    assert (
        clean("\ufeffa\x00b\x07\r\nc\rd\u2028e\ud800 \x85")
        == "ab\nc\nd\ne\N{REPLACEMENT CHARACTER}"
    )


def test_letters_and_their_marks_become_one_character():
    assert clean("A\u030a") == "Å"


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("kort", 10, "kort"),
        ("præcis ti.", 10, "præcis ti."),
        ("et langt ord til", 10, "et langt…"),
        ("et langt, men", 10, "et langt…"),
        ("uendeligtlangt", 10, "uendeligt…"),
        ("a uendeligtlangt", 10, "a uendeli…"),
    ],
)
def test_a_title_ends_at_a_word(text, length, cut):
    assert cut_at_word(text, length) == cut
    assert len(cut) <= length


def test_what_is_cut_from_the_title_stands_in_the_problem():
    title = "ord " * 40
    short, problem = title_and_problem(title, "Og resten.")
    assert short == "ord " * 29 + "ord…"
    assert problem == " ".join(["ord"] * 40) + "\n\nOg resten."


def test_a_text_without_a_title_gets_its_first_sentence_and_keeps_it():
    text = "Der mangler lys. Det er farligt!"
    assert title_and_problem("", text) == ("Der mangler lys.", text)
    assert first_sentence("Ingen afslutning") == "Ingen afslutning"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-01-31", datetime(2019, 1, 31, tzinfo=COPENHAGEN)),
        ("31-01-2019", datetime(2019, 1, 31, tzinfo=COPENHAGEN)),
        ("31.01.2019 14:05", datetime(2019, 1, 31, 14, 5, tzinfo=COPENHAGEN)),
        ("31/1/2019", datetime(2019, 1, 31, tzinfo=COPENHAGEN)),
        ("2019-01-31T10:00:00Z", datetime(2019, 1, 31, 10, tzinfo=UTC)),
        ("2019-02-31", None),
        ("31-13-2019", None),
        ("9999-01-01", None),
        ("0001-01-01", None),
        ("i går", None),
        ("", None),
    ],
)
def test_dates(text, moment):
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "parts"),
    [("8000", ("8000", "")), ("DK-8000", ("8000", "")), ("53111", ("", "53111")), ("", ("", ""))],
)
def test_postal_codes(text, parts):
    assert split_postal_code(text) == parts
