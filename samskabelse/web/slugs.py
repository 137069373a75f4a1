"""Addresses that Danes can read aloud."""

import re
from functools import cache

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def danish_slug(text: str, *, longest: int) -> str:
    """`Lys på stien ved åen` → `lys-paa-stien-ved-aaen`, cut at a word where there is room for it.

    Empty when nothing of the text can stand in an address.
    """
    slug = slugify(text.translate(LETTERS))
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rpartition("-")[0]
    return cut if len(cut) > longest // 2 else slug[:longest].strip("-")


def address_of(name: str, slug: str) -> str:
    """The page `name` of the object with this slug: as `reverse`, which is slow for a long list."""
    before, after = _around_slug(name)
    return f"{before}{slug}{after}"


@cache
def _around_slug(name: str) -> tuple[str, str]:
    before, _slug, after = reverse(name, args=["slug-here"]).rpartition("slug-here")
    return before, after


def wait_for_word(word: str) -> None:
    """Let only one transaction at a time go on with this word; it is let go at commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [word])


def free_slug(
    text: str,
    rows: QuerySet,
    *,
    longest: int,
    otherwise: str,
    reserved: frozenset[str] = frozenset(),
) -> str:
    """The text's slug, or it with the next number, so that no row in `rows` has it.

    Call in the transaction that saves the row: two at once wait for each other here, not at the
    unique constraint. `otherwise` serves where the text leaves nothing, or only a reserved word.
    """
    base = danish_slug(text, longest=longest)
    base = otherwise if base in reserved | {""} else base
    wait_for_word(base)
    if not rows.filter(slug=base).exists():
        return base
    numbered = rf"^{re.escape(base)}-\d+$"
    taken = rows.filter(slug__regex=numbered).values_list("slug", flat=True)
    return f"{base}-{max((int(slug.rpartition('-')[2]) for slug in taken), default=1) + 1}"
