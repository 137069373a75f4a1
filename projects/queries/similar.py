"""Opgaver like the one somebody is writing."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, IntegerField, Sum, Value, When  # noqa: F401

from projects.models import Project
from projects.queries.lexicon import meanings_of

SHORTEST_TITLE = 5  # letters; below that every title is like every other
MOST_WORDS = 16
ALIKE_FROM = 3  # letters
WINDOW = 200  # the newest that share a word in their title are compared


def similar_projects(title: str, problem: str = "", *, limit: int = 3) -> list[Project]:
    """Public opgaver like the one being written, the most alike first.

    Alike is a title that shares two words with the new title or problem, in any inflection and
    with a slip or two (one word, if there are only two).
    """
    short = " ".join(title.replace("\x00", " ").split())[:120]
    words = significant_words(f"{short} {problem.replace(chr(0), ' ')[:1000]}")
    if len(short) < SHORTEST_TITLE or not words:
        return []
    terms = [term for term in map(_in_title, meanings_of(words)) if term]
    if not terms:
        return []
    any_word = SearchQuery(" | ".join(terms), search_type="raw", config="simple")
    newest = Project.objects.public().filter(search=any_word).order_by("-id").values("pk")[:WINDOW]
    alike = Project.objects.filter(pk__in=newest).annotate(shared=_shared(terms))
    alike = alike.filter(shared__gte=min(2, len(terms) - 1) or 1)
    return list(alike.order_by("-shared", "-id")[:limit])


def significant_words(text: str) -> list[str]:
    """The words worth comparing. PostgreSQL drops the stop words among them.

    Words that begin alike count once, so that "sti" and "stien" are not two things in common.
    """
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W_]{3,40}", text.lower()):
        found.setdefault(word[:ALIKE_FROM], word)
    return list(found.values())[:MOST_WORDS]


def _in_title(meaning) -> str:
    stems = meaning.exact if meaning.is_known else meaning.exact | meaning.wide
    return "" if meaning.is_stop_word else " | ".join(f"'{stem}':A" for stem in sorted(stems))


def _shared(terms: list[str]):
    """How many of the words stand in a title."""
    hits = [
        Case(
            When(search=SearchQuery(term, search_type="raw", config="simple"), then=1),
            default=0,
            output_field=IntegerField(),
        )
        for term in terms
    ]
    total = hits[0]
    for hit in hits[1:]:
        total = total + hit
    return total
