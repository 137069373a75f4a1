"""What is a correction of the wording: spelling, signs, capitals and spaces, and no other words.

Consent is carried over a correction, so a correction must not be able to say something else. Words
that come or go are none, however few: “ikke” is one. A word may be mended where most of its letters
stay. What this lets through, any party can object to (`contest_wording`).
"""

import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import OSA, Indel, LCSseq

from samskabelse.ui.differences import words_of

CORRECTED_PART = 10  # one word in so many may be mended, and one in a shorter text
ALIKE = 0.8  # more of the letters than this are the same: one other in six, one more in four
MENDED_FROM = 4  # letters; in a shorter word every letter counts (“kan”, “kun”)
LONGEST_RUN = 12  # words beside each other that are others: more is written anew
LONGEST_SPLIT = 3  # words that were or become one
IMPOSSIBLE = 10**6
# Words that turn a sentence round and are, but for a letter, another word.
TURNING = frozenset(
    [
        "aldrig",
        "alle",
        "altid",
        "begge",
        "cannot",
        "except",
        "færre",
        "flere",
        "hverken",
        "ikke",
        "inden",
        "ingen",
        "ingenting",
        "intet",
        "never",
        "næppe",
        "nogen",
        "noget",
        "none",
        "nothing",
        "uden",
        "undtagen",
        "without",
    ]
)


def is_only_wording(old: str, new: str) -> bool:
    """Whether the new text says the old one in other spelling, as far as letters can tell."""
    before, after = _meant(old), _meant(new)
    allowed = max(1, len(before) // CORRECTED_PART)
    mended = 0
    for step in _others(before, after):
        mended += _mended(*step)
        if mended > allowed:
            return False
    return True


def _meant(text: str) -> list[str]:
    """The words, and signs that count or measure; not capitals, spaces and punctuation."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return [word for word in words_of(composed) if any(map(_says_something, word))]


def _says_something(letter: str) -> bool:
    return letter.isalnum() or letter in "%‰" or unicodedata.category(letter)[0] == "S"


def _others(before: list[str], after: list[str]) -> list[tuple[list[str], list[str]]]:
    """Where the two differ: the words that stood there, and those that stand there now."""
    found: list[tuple[list[str], list[str]]] = []
    is_beside = False
    for step in LCSseq.opcodes(before, after):
        if step.tag == "equal":
            is_beside = False
            continue
        if not is_beside:
            found.append(([], []))
            is_beside = True
        found[-1][0].extend(before[step.src_start : step.src_end])
        found[-1][1].extend(after[step.dest_start : step.dest_end])
    return found


def _mended(gone: Sequence[str], came: Sequence[str]) -> int:
    """How many words were mended to make these of those; IMPOSSIBLE when that is not all."""
    if max(len(gone), len(came)) > LONGEST_RUN:
        return IMPOSSIBLE
    costs = {(0, 0): 0}
    for i in range(len(gone) + 1):
        for j in range(len(came) + 1):
            ways = [
                costs[i - a, j - b] + 1
                for a in range(1, min(i, LONGEST_SPLIT) + 1)
                for b in range(1, min(j, LONGEST_SPLIT) + 1)
                if _is_mended(gone[i - a : i], came[j - b : j])
            ]
            costs[i, j] = min(ways, default=costs.get((i, j), IMPOSSIBLE))
    return costs[len(gone), len(came)]


def _is_mended(gone: Sequence[str], came: Sequence[str]) -> bool:
    """One word in another spelling, or words joined or parted with the same letters."""
    if len(gone) == len(came) == 1:
        return gone == came or _is_alike(gone[0], came[0])
    was, became = "".join(gone), "".join(came)
    return was == became and was.isalpha()


def _is_alike(old: str, new: str) -> bool:
    """The first letter counts (“ulovlig”), and so does each figure and each small word."""
    if old[0] != new[0] or not (old.isalpha() and new.isalpha()) or {old, new} & TURNING:
        return False
    if sorted(old) == sorted(new):
        return OSA.distance(old, new) == 1  # two letters changed places
    return min(len(old), len(new)) >= MENDED_FROM and Indel.normalized_similarity(old, new) > ALIKE
