"""Opgaver like the one somebody is writing."""

import re
from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, Expression, IntegerField, When

from projects.models import Project
from projects.queries.lexicon import Meaning, meanings_of

SHORTEST_TITLE = 5  # letters; below that every title is like every other
MOST_WORDS = 16
ALIKE_FROM = 3  # letters
RAREST = 6  # words by which opgaver are looked up; the common ones say little
WINDOW = 200  # the newest that have one of them are compared


def similar_projects(title: str, problem: str = "", *, limit: int = 3) -> list[Project]:
    """Public opgaver like the one being written, the most alike first.

    Alike is a title that shares two words with the new title or problem, in any inflection and
    with a slip (one word, if there are only two).
    """
    short = " ".join(title.replace("\x00", " ").split())[:120]
    words = significant_words(f"{short} {problem.replace(chr(0), ' ')[:1000]}")
    if len(short) < SHORTEST_TITLE or not words:
        return []
    meant = [meaning for meaning in meanings_of(words) if _stems(meaning)]
    if not meant:
        return []
    rarest = sorted(meant, key=lambda meaning: meaning.uses)[:RAREST]
    looked_up = _query(" | ".join(map(_in_title, rarest)))
    newest = Project.objects.public().filter(search=looked_up).order_by("-id").values("pk")
    alike = Project.objects.filter(pk__in=newest[:WINDOW]).annotate(shared=_shared(meant))
    alike = alike.filter(shared__gte=min(2, len(meant) - 1) or 1)
    return list(alike.order_by("-shared", "-id")[:limit])


def significant_words(text: str) -> list[str]:
    """The words worth comparing. PostgreSQL drops the stop words among them.

    Words that begin alike count once, so that "sti" and "stien" are not two things in common.
    """
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W_]{3,40}", text.lower()):
        found.setdefault(word[:ALIKE_FROM], word)
    return list(found.values())[:MOST_WORDS]


def _stems(meaning: Meaning) -> set[str]:
    if meaning.is_stop_word:
        return set()
    return meaning.exact if meaning.is_known else meaning.exact | meaning.wide


def _in_title(meaning: Meaning) -> str:
    return " | ".join(f"'{stem}':A" for stem in sorted(_stems(meaning)))


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="raw", config="simple")


def _shared(meant: list[Meaning]) -> Expression:
    """How many of the words stand in a title."""
    hits = [
        Case(
            When(search=_query(_in_title(meaning)), then=1),
            default=0,
            output_field=IntegerField(),
        )
        for meaning in meant
    ]
    return reduce(add, hits)
