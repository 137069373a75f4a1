"""What differs between two versions of a text, word by word.

Compared in Unicode's composed form (NFC), so that an å typed in two ways is one letter; shown as
typed. A grapheme is never split: marks, joiners and modifiers stay with the letter before them.
rapidfuzz finds the longest common sequence of words in C++. Its memory grows with the product of
both lengths, so a long text is first compared in stretches of some thirty words whose ends are
chosen by the words themselves; a stretch that is too long even so counts as replaced as a whole.
"""

import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

Kind = Literal["same", "added", "removed"]

MOST_CELLS = 25_000_000  # words × words compared at once: 3 MB, some 10 ms
STRETCH = 32  # words, about
JOINERS = frozenset("\u200c\u200d")
BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


class Piece(NamedTuple):
    """A stretch of text. Of what is the same, `was` is how the old version spelt it."""

    kind: Kind
    text: str
    was: str = ""


def differences(old: str, new: str) -> list[Piece]:
    """The new text with what was removed in its place.

    `old_text()` and `new_text()` put either version together again, to the letter.
    """
    before, after = words_of(old), words_of(new)
    return _joined(_pieces(before, after, _numbers(before, after)))


def old_text(pieces: Iterable[Piece]) -> str:
    return "".join(
        piece.was if piece.kind == "same" else piece.text
        for piece in pieces
        if piece.kind != "added"
    )


def new_text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "removed")


# --- Words -----------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    """Words, spaces, line breaks and single signs; joined again they are the text."""
    words: list[str] = []
    kind = ""
    for letter in text:
        found = _kind_of(letter)
        if words and _belongs(letter, found, words[-1], kind):
            words[-1] += letter
            kind = kind if found == "mark" else found
        else:
            words.append(letter)
            kind = found
    return words


def _kind_of(letter: str) -> str:
    if letter.isalnum() or letter == "_":
        return "word"
    if letter in BREAKS:
        return "break"
    if letter.isspace():
        return "space"
    category = unicodedata.category(letter)
    if category[0] == "M" or category == "Cf" or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return "mark"
    return "picture" if category == "So" else "sign"


def _belongs(letter: str, found: str, word: str, kind: str) -> bool:
    """Whether the letter goes on where the word before it ended."""
    if kind == "break":
        return word == "\r" and letter == "\n"
    if found == "mark" or word[-1] in JOINERS or unicodedata.category(word[-1]) == "Cf":
        return found != "break"
    return found == kind and found in {"word", "space", "picture"}


# --- Comparing -------------------------------------------------------------------------------


class _Sides(NamedTuple):
    old: list[int]
    new: list[int]


def _numbers(before: list[str], after: list[str]) -> _Sides:
    """A number for each word; two that are the same composed have the same."""
    known: dict[str, int] = {}
    kept: dict[str, int] = {}

    def number(word: str) -> int:
        if word not in kept:
            composed = word if word.isascii() else unicodedata.normalize("NFC", word)
            kept[word] = known.setdefault(composed, len(known))
        return kept[word]

    return _Sides([number(word) for word in before], [number(word) for word in after])


def _pieces(before: list[str], after: list[str], sides: _Sides) -> Iterator[Piece]:
    for tag, a, b, c, d in _steps(sides.old, sides.new):
        if tag == "equal":
            yield Piece("same", "".join(after[c:d]), "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("removed", "".join(before[a:b]))
        if c < d:
            yield Piece("added", "".join(after[c:d]))


Step = tuple[str, int, int, int, int]


def _steps(old: list[int], new: list[int]) -> Iterator[Step]:
    start, end = _shared_ends(old, new)
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    yield "equal", 0, start, 0, start
    if len(left) * len(right) <= MOST_CELLS:
        yield from _moved(_opcodes(left, right), start, start)
    else:
        yield from _moved(_steps_in_stretches(left, right), start, start)
    yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _shared_ends(old: list[int], new: list[int]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    most = shorter - start
    end = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return start, end


def _moved(steps: Iterable[Step], old: int, new: int) -> Iterator[Step]:
    for tag, a, b, c, d in steps:
        yield tag, a + old, b + old, c + new, d + new


def _opcodes(old: Sequence[object], new: Sequence[object]) -> list[Step]:
    """What is equal, and between that what was replaced: a deletion and an insertion are one."""
    found: list[Step] = []
    for step in LCSseq.opcodes(old, new):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            found.append(("equal", a, b, c, d))
        elif found and found[-1][0] != "equal":
            _tag, begin, _end, start, _stop = found.pop()
            found.append(("replace", begin, b, start, d))
        else:
            found.append(("replace", a, b, c, d))
    return found


def _steps_in_stretches(old: list[int], new: list[int]) -> Iterator[Step]:
    lefts, rights = _stretches(old), _stretches(new)
    if len(lefts) * len(rights) > MOST_CELLS:
        yield "replace", 0, len(old), 0, len(new)
        return
    ends = _ends(lefts), _ends(rights)
    for tag, *places in _opcodes(lefts, rights):
        a, b = (ends[0][place] for place in places[:2])
        c, d = (ends[1][place] for place in places[2:])
        if tag == "equal" or (b - a) * (d - c) > MOST_CELLS:
            yield tag, a, b, c, d
        else:
            yield from _moved(_opcodes(old[a:b], new[c:d]), a, c)


def _stretches(numbers: list[int]) -> list[tuple[int, ...]]:
    """Cut after words that are chosen by what they are, so that both texts are cut alike."""
    found: list[tuple[int, ...]] = []
    begin = 0
    for place, number in enumerate(numbers, 1):
        if zlib.crc32(number.to_bytes(4, "little")) % STRETCH == 0 or place == len(numbers):
            found.append(tuple(numbers[begin:place]))
            begin = place
    return found


def _ends(stretches: list[tuple[int, ...]]) -> list[int]:
    ends = [0]
    for stretch in stretches:
        ends.append(ends[-1] + len(stretch))
    return ends


# --- Reading ---------------------------------------------------------------------------------


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind are one; a space between two changes is part of both."""
    runs: list[list[Piece]] = []  # a run is one piece that is the same, or a change
    for piece in pieces:
        if not piece.text and not piece.was:
            continue
        if piece.kind == "same":
            _go_on(runs, piece)
        elif runs and runs[-1][0].kind != "same":
            runs[-1].append(piece)
        elif len(runs) > 1 and _is_gap(runs[-1][0]):
            gap = runs.pop()[0]
            runs[-1] += [Piece("removed", gap.was), Piece("added", gap.text), piece]
        else:
            runs.append([piece])
    return [piece for run in runs for piece in _tidy(run)]


def _go_on(runs: list[list[Piece]], piece: Piece) -> None:
    """One stretch that is the same after another is one."""
    if runs and runs[-1][0].kind == "same":
        last = runs.pop()[0]
        piece = Piece("same", last.text + piece.text, last.was + piece.was)
    runs.append([piece])


def _is_gap(piece: Piece) -> bool:
    return piece.text.isspace() and not set(piece.text) & BREAKS


def _tidy(run: list[Piece]) -> Iterator[Piece]:
    if run[0].kind == "same":
        yield run[0]
        return
    for kind in ("removed", "added"):
        text = "".join(piece.text for piece in run if piece.kind == kind)
        if text:
            yield Piece(kind, text)
