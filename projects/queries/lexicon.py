"""What the opgaver's own words make of a word that somebody searches for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from rapidfuzz.distance import OSA

from projects.queries.forms_of_words import (
    bases,
    inflections,
    near_keys,
    spellings,
    splits,
    without_or_with_e,
    without_who,
)

SHORTEST_PREFIX = 4  # letters; "sti…" begins too many words
SHORTEST_ENDING = 3
SHORTEST_MISSPELT = 5
LONG = 6  # letters from which two slips are forgiven
LONG_KNOWN = 7  # and from which a word that exists may stand for one beside it
MOST_COMPOUNDS = 20
MOST_NEAR = 5
LIKELY_HEAD = re.compile(r"([^\W_]{1,5}[bdfgklmnprstv]e[lrn])(?=[^\W_]{3})")
LAST_CHARACTER = "\U0010ffff"

STEMS = """
SELECT probe.word, probe.stem, known.uses
FROM (SELECT word, (ts_lexize('danish_stem', word))[1] AS stem FROM unnest(%s::text[]) word) probe
LEFT JOIN projects_searchword known ON known.stem = probe.stem
"""
# Compounds by their endings: what stands before must be a word, or long enough to look like one.
# Then what shares a key with a word that may be misspelt.
NEIGHBOURS = """
SELECT false, compound.stem, compound.word
FROM unnest(%s::text[], %s::text[]) AS ending(first, beyond), LATERAL (
    SELECT long.stem, long.word FROM projects_searchword long
    WHERE reverse(long.stem) ~>~ ending.first AND reverse(long.stem) ~<~ ending.beyond
    AND (length(long.stem) - length(ending.first) > 3 OR EXISTS (
        SELECT FROM projects_searchword head
        WHERE head.stem = left(long.stem, length(long.stem) - length(ending.first))))
    ORDER BY long.uses DESC, long.stem LIMIT %s
) AS compound
UNION ALL (
    SELECT DISTINCT ON (near.uses, near.stem) true, near.stem, near.word
    FROM unnest(%s::varchar[]) AS key (text), LATERAL (
        SELECT stem, word, uses FROM projects_searchword WHERE near @> ARRAY[key.text]
        ORDER BY uses DESC LIMIT 20
    ) AS near
    ORDER BY near.uses DESC, near.stem LIMIT 200
)
"""


@dataclass
class Meaning:
    """The stems that stand for a searched word, from the word itself to what is like it."""

    word: str
    stem: str  # empty for a stop word
    exact: set[str] = field(default_factory=set)
    wide: set[str] = field(default_factory=set)  # compounds, and words a slip away
    starts: set[str] = field(default_factory=set)  # what begins so counts as wide too
    loose: set[str] = field(default_factory=set)  # beginnings of what the compound is made of
    uses: int = 0  # in about so many opgaver
    instead: list[str] = field(default_factory=list)  # nearest words, when it is not known

    @property
    def is_known(self) -> bool:
        return self.uses > 0

    @property
    def is_stop_word(self) -> bool:
        return not self.stem


@dataclass(frozen=True)
class Stem:
    stem: str | None  # None for a stop word
    uses: int  # 0 for a word that no opgave has


def stems_of(words: Iterable[str]) -> dict[str, Stem]:
    """Each word's Danish stem, and in about how many opgaver it stands. One query."""
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [sorted(words)])
        return {word: Stem(stem, uses or 0) for word, stem, uses in cursor.fetchall()}


def meanings_of(words: list[str]) -> list[Meaning]:
    """What each word may mean, in two queries however many words there are."""
    guesses = {word: _guesses(word) for word in words}
    stems = stems_of(set().union(*guesses.values())) if words else {}
    found = [_meaning(word, stems) for word in words]
    _add_neighbours(found)
    return found


def _forms(word: str) -> set[str]:
    return {form for spelt in spellings(word) for form in inflections(spelt)}


def _guesses(word: str) -> set[str]:
    parts = {form for head, tail in splits(word) for form in (head, *bases(tail))}
    return parts | _forms(word)


def _meaning(word: str, stems: dict[str, Stem]) -> Meaning:
    own = stems[word].stem
    known = {stem.stem: stem.uses for form in _forms(word) if (stem := stems[form]).uses}
    meaning = Meaning(word, own or "", uses=sum(known.values()))
    # "have" is a stop word when it is a verb; "haven" and "skolehave" are what somebody means.
    guessed = {own} if own else {stems[base].stem for base in bases(word)}
    meaning.exact = {stem for stem in {*known, *guessed} if stem}
    begun = {word if meaning.is_stop_word else "", without_or_with_e(word), *meaning.exact}
    meaning.starts = {stem for stem in begun if len(stem) >= SHORTEST_PREFIX}
    meaning.loose = _beginnings(_head_of(word, stems) or _likely_head(word))
    meaning.loose |= _beginnings(without_who(word))
    return meaning


def _head_of(word: str, stems: dict[str, Stem]) -> str:
    """The first word of a compound whose words are both known, the most common if there are two."""
    found = [
        (min(stems[head].uses, uses), head)
        for head, tail in splits(word)
        if (uses := max(stems[base].uses for base in bases(tail))) and stems[head].uses
    ]
    return max(found)[1] if found else ""


def _likely_head(word: str) -> str:
    """ "cykel" in "cykelsti", "aften" in "aftenskole", whether or not an opgave has the word."""
    found = LIKELY_HEAD.match(word)
    return found[1] if found else ""


def _beginnings(head: str) -> set[str]:
    """How words about it begin: "cykelsti" is also about a "cyklist"."""
    return {form for form in (head, without_or_with_e(head)) if len(form) >= SHORTEST_PREFIX}


def _add_neighbours(meanings: list[Meaning]) -> None:
    """Compounds that end in a word, and words that are a slip or two away. One query."""
    endings = {stem for meaning in meanings for stem in _endings_of(meaning)}
    keys = {key for meaning in meanings if _may_be_misspelt(meaning) for key in _keys(meaning)}
    if not endings and not keys:
        return
    backwards = [ending[::-1] for ending in sorted(endings)]
    with connection.cursor() as cursor:
        beyond = [text + LAST_CHARACTER for text in backwards]
        most = max(MOST_COMPOUNDS // len(meanings), 3)
        cursor.execute(NEIGHBOURS, [backwards, beyond, most, sorted(keys)])
        rows = cursor.fetchall()
    for meaning in meanings:
        ends = tuple(_endings_of(meaning))
        compounds = {stem for is_near, stem, _w in rows if not is_near and stem.endswith(ends)}
        meaning.wide |= compounds
        # "haver" is what "skolehave" ends in, and no slip for "hver".
        if not compounds or len(meaning.word) >= LONG:
            _take_misspelt(meaning, [(stem, word) for is_near, stem, word in rows if is_near])


def _endings_of(meaning: Meaning) -> set[str]:
    return {stem for stem in meaning.exact if len(stem) >= SHORTEST_ENDING}


def _keys(meaning: Meaning) -> list[str]:
    return [*near_keys(meaning.stem), *near_keys(meaning.word)]


def _may_be_misspelt(meaning: Meaning) -> bool:
    if meaning.is_known:
        return len(meaning.stem) >= LONG_KNOWN
    return len(meaning.word) >= SHORTEST_MISSPELT and not meaning.is_stop_word


def _take_misspelt(meaning: Meaning, rows: list[tuple[str, str]]) -> None:
    """One slip in a long word that exists, two in one that does not; the nearest alone."""
    if not _may_be_misspelt(meaning):
        return
    most = 1 if meaning.is_known or len(meaning.stem) < LONG else 2
    near = [(_slips(meaning, stem, word), stem, word) for stem, word in rows]
    near = [item for item in near if 0 < item[0] <= most]
    closest = min((distance for distance, _stem, _word in near), default=0)
    near = [item for item in near if item[0] == closest][:MOST_NEAR]
    meaning.wide.update(stem for _distance, stem, _word in near)
    if not meaning.is_known:
        meaning.instead = [word for _distance, _stem, word in near]


def _slips(meaning: Meaning, stem: str, word: str) -> int:
    """Letters too many, missing, wrong or swapped: between the stems or the words themselves."""
    return min(OSA.distance(meaning.stem, stem), OSA.distance(meaning.word, word))
