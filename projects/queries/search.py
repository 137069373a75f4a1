"""Full-text search over opgaver, at a cost that does not grow with how many there are.

Ranking everything that has a common word would cost more for each opgave there is. So the newest
`WINDOW` that match are ranked, and those behind them follow with the newest first.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import chain

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from projects.models import Project
from projects.models.word import LONGEST_WORD
from projects.queries.lexicon import Meaning, meanings_of

LONGEST = 100  # characters of a search that are read
MOST_WORDS = 8
MOST_BROAD = 3  # words; in a longer search compounds that only begin alike help nobody
MOST_JOINED = 2
TIER = 1_000_000  # the word itself, then compounds and slips, then what it is made of
WEIGHTS = [0.1, 0.2, 0.5, 1.0]  # problem, nothing, place, title
TOKEN = re.compile(r'(-?)"([^"]*)"|(?:(?<=\s)|^)(-)(?=[^\W_])|([^\W_]+)')


@dataclass
class Asked:
    """What somebody typed: words, phrases in quotation marks, and words they do not want."""

    words: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


def read(text: str) -> Asked:
    """Read a search as people type it. Whatever makes no sense is left out; nothing fails."""
    text = unicodedata.normalize("NFC", text.replace("\x00", " "))[:LONGEST].lower()
    asked, minus = Asked(), False
    for found in TOKEN.finditer(text):
        before, phrase, dash, word = found.groups()
        if dash:
            minus = True
            continue
        words = [w[:LONGEST_WORD] for w in re.findall(r"[^\W_]+", phrase if word is None else word)]
        if minus or before:
            asked.unwanted += words
        elif word is None and len(words) > 1:
            asked.phrases.append(words)
        else:
            asked.words += words
        minus = False
    asked.words = list(dict.fromkeys(asked.words))[:MOST_WORDS]
    asked.phrases, asked.unwanted = asked.phrases[:2], asked.unwanted[:MOST_WORDS]
    return asked


@dataclass(frozen=True)
class Search:
    """A search as the database understands it; `match` is empty when nothing can match."""

    exact: str = ""
    wide: str = ""
    match: str = ""
    some: str = ""  # when no opgave has all the words: those that have some of them
    instead: dict[str, list[str]] = field(default_factory=dict)

    def among(self, projects: QuerySet[Project]) -> QuerySet[Project]:
        """Those that match."""
        return projects.filter(search=_query(self.match)) if self.match else projects.none()

    def loosened(self) -> "Search | None":
        """The same search for any of the words; None when it is for one thing anyway."""
        return Search(match=self.some, instead=self.instead) if self.some else None

    def score(self) -> Case:
        """How well an opgave matches: its tier first, then where the words stand."""
        exact, wide, match = _query(self.exact), _query(self.wide), _query(self.match)
        return Case(
            When(search=exact, then=Value(2 * TIER) + _rank(exact)),
            When(search=wide, then=Value(TIER) + _rank(wide)),
            default=_rank(match),
            output_field=IntegerField(),
        )


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="raw", config="simple")


def _rank(query: SearchQuery) -> Cast:
    rank = SearchRank(F("search"), query, weights=WEIGHTS)
    return Cast(rank * Value(100_000), IntegerField())


def understand(text: str) -> Search | None:
    """The search behind a text, in two queries; None when there is nothing to search for."""
    asked = read(text)
    if not asked:
        return None
    joined = _joined(asked.words)
    every = list(dict.fromkeys(chain(asked.words, joined, *asked.phrases, asked.unwanted)))
    known = dict(zip(every, meanings_of(every), strict=True))
    words = [known[word] for word in asked.words]
    meant = [m for m in words if not m.is_stop_word] or ([] if asked.phrases else words)
    if len(meant) > MOST_BROAD:
        meant = [replace(m, starts=set(), loose=set()) for m in meant]
    return Search(
        *(_whole(asked, meant, known, level) for level in (1, 2, 3)),
        some=_some(asked, meant, known),
        instead={m.word: m.instead for m in meant if m.instead},
    )


def _joined(words: list[str]) -> dict[str, int]:
    """ "cykel sti" may mean "cykelsti": each two neighbours as one word, and where they stand."""
    return {(words[i] + words[i + 1])[:LONGEST_WORD]: i for i in range(len(words) - 1)}


def _whole(asked: Asked, meant: list[Meaning], known: dict[str, Meaning], level: int) -> str:
    phrases = [_phrase([known[word] for word in phrase]) for phrase in asked.phrases]
    ways = [_all([*(_any(meaning, level) for meaning in meant), *phrases])]
    joined = [(word, place) for word, place in _joined(asked.words).items() if known[word].is_known]
    for word, place in joined[:MOST_JOINED]:
        apart = asked.words[place : place + 2]
        rest = [known[word], *(m for m in meant if m.word not in apart)]
        ways.append(_all([*(_any(meaning, level) for meaning in rest), *phrases]))
    return _without(asked, known, " | ".join(f"({way})" for way in ways if way))


def _some(asked: Asked, meant: list[Meaning], known: dict[str, Meaning]) -> str:
    if len(meant) < 2:
        return ""
    return _without(asked, known, " | ".join(filter(None, (_any(m, 2) for m in meant))))


def _without(asked: Asked, known: dict[str, Meaning], text: str) -> str:
    unwanted = [_any(known[word], 1) for word in asked.unwanted if known[word].exact]
    return f"({text}) & !({' | '.join(unwanted)})" if text and unwanted else text


def _all(terms: list[str]) -> str:
    return " & ".join(term for term in terms if term)


def _any(meaning: Meaning, level: int) -> str:
    """One of the stems that stand for a word; more of them at each level."""
    stems, starts = set(meaning.exact), set()
    if level >= 2:
        stems |= meaning.wide
        starts |= meaning.starts
    if level >= 3:
        starts |= meaning.loose
    terms = [f"'{stem}'" for stem in sorted(stems)] + [f"'{stem}':*" for stem in sorted(starts)]
    return f"({' | '.join(terms)})" if terms else ""


def _phrase(meanings: list[Meaning]) -> str:
    """The words in this order, in any inflection; stop words between them keep their room."""
    text, gap = "", 0
    for meaning in meanings:
        gap += 1
        if not meaning.exact or meaning.is_stop_word:
            continue
        stems = _any(meaning, 1)
        text = f"{text} <{gap}> {stems}" if text else stems
        gap = 0
    return f"({text})" if text else ""
