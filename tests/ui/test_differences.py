"""What differs between two texts: nothing lost, no letter split, quick at any length."""

import json
import random
import time
import unicodedata
from itertools import pairwise

import pytest
from django.template import engines
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samskabelse.ui.differences import (
    Piece,
    differences,
    new_text,
    old_text,
    words_of,
)
from tests.hostile.words import EDGE

NAUGHTY = EDGE / "blns.json"
LETTERS = "abåæø ÅØ.,-\n\r\t\u0301\u030a\u200d👩🏽🇩🇰\u0600é"
texts = st.text() | st.text(st.sampled_from(LETTERS)) | st.text(st.characters(codec=None))


def shown(old: str, new: str) -> str:
    template = engines["django"].from_string("{% differences old new %}")
    return template.render({"old": old, "new": new})


def kinds(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in differences(old, new)]


@settings(max_examples=400, deadline=None)
@given(texts, texts)
@example("ikke  så langt", "ikke så  kort")
def test_both_versions_come_back_to_the_letter(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert new_text(pieces) == new
    assert old_text(pieces) == old
    for piece in pieces:
        if piece.kind == "same":
            assert composed(piece.text) == composed(piece.was)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_no_mark_or_joiner_begins_a_word(text: str) -> None:
    words = words_of(text)
    assert "".join(words) == text
    for before, word in pairwise(words):
        starts_with_mark = unicodedata.category(word[0])[0] == "M" or word[0] == "\u200d"
        assert not starts_with_mark or before[-1] in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Vi er enige.", "Vi er enige.", [("same", "Vi er enige.")]),
        ("", "Nyt", [("added", "Nyt")]),
        ("Væk", "", [("removed", "Væk")]),
        ("", "", []),
        (
            "Børn på stien",
            "Børnene på stien",
            [("removed", "Børn"), ("added", "Børnene"), ("same", " på stien")],
        ),
        ("på å\u030aen".replace("å\u030a", "a\u030a"), "på åen", [("same", "på åen")]),
        (
            "- lys\n- ro",
            "- lys\n- uro",
            [("same", "- lys\n- "), ("removed", "ro"), ("added", "uro")],
        ),
        (
            "tak 👩‍👩‍👧",
            "tak 👩‍👩‍👦",
            [("same", "tak "), ("removed", "👩‍👩‍👧"), ("added", "👩‍👩‍👦")],
        ),
        (
            "det er mørkt der",
            "det var koldt der",
            [("same", "det "), ("removed", "er mørkt"), ("added", "var koldt"), ("same", " der")],
        ),
    ],
)
def test_what_differs(old: str, new: str, found: list[tuple[str, str]]) -> None:
    assert kinds(old, new) == found


def test_of_what_is_spelt_in_two_ways_both_are_kept() -> None:
    assert differences("a\u030a", "å") == [Piece("same", "å", "a\u030a")]


def long_texts() -> dict[str, tuple[str, str]]:
    dice = random.Random(7)
    words = [f"ord{dice.randrange(3000)}" for _place in range(20_000)]
    changed = [("nyt" if dice.random() < 0.02 else word) for word in words]
    noise = ["".join(dice.choices("abc", k=3)) for _place in range(20_000)]
    alike = [dice.choice("ab") for _place in range(20_000)]
    return {
        "two percent changed": (" ".join(words), " ".join(changed)),
        "nothing in common": (" ".join(words), " ".join(noise)),
        "two words only": (" ".join(alike), " ".join(reversed(alike))),
        "one word": ("a " * 20_000, "b " + "a " * 19_000),
        "one line each": ("\n".join(words), "\n".join(changed)),
        "no spaces": ("å" * 100_000, "å" * 99_000 + "ø"),
    }


@pytest.mark.parametrize("name", long_texts())
def test_20000_words_in_a_moment(name: str) -> None:
    old, new = long_texts()[name]
    before = time.process_time()
    pieces = differences(old, new)
    assert time.process_time() - before < 3  # a machine that is busy; one of its own takes 0.2
    assert (old_text(pieces), new_text(pieces)) == (old, new)


def test_a_long_text_is_still_compared_word_by_word() -> None:
    old, new = long_texts()["two percent changed"]
    assert sum(piece.kind == "same" for piece in differences(old, new)) > 300


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the naughty strings are not on this machine")
def test_every_naughty_string() -> None:
    strings = json.loads(NAUGHTY.read_text())
    assert len(strings) > 500
    for text in strings:
        for old, new in ((text, f"{text} og mere"), (text[::-1], text), ("", text)):
            pieces = differences(old, new)
            assert (old_text(pieces), new_text(pieces)) == (old, new)
            assert "<script" not in shown(old, new).lower()


def test_changes_are_said_to_those_who_do_not_see_them() -> None:
    html = shown("Vi <b> er", "Vi <i> er")
    assert "<b>" not in html
    assert "<del>" in html
    assert "<ins>" in html
    assert html.count('class="sr-only"') == 4


def test_a_long_stretch_without_a_change_is_folded_away() -> None:
    same = " ".join(f"ord{number}" for number in range(200))
    html = shown(f"før {same} efter", f"nu {same} siden")
    assert "<details" in html
    head, folded = html.split("<details")
    assert "ord3 " in head
    assert "ord100 " in folded
    assert "<details" not in shown("før ord", "nu ord")


def test_two_that_are_the_same_say_so() -> None:
    assert "<ins>" not in shown("Ens", "Ens")
    assert "<p>" in shown("Ens", "Ens")
