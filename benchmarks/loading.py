"""The town in three sizes, in a database of its own. A bigger one is the smaller one and more."""

import time
from collections.abc import Callable
from contextlib import nullcontext

from django.db import connection, transaction

from benchmarks.copying import copy_rows, count_on, trusted
from benchmarks.rows import TABLES
from projects.models import Project
from projects.services.words import learn_words

BATCH = 10_000  # opgaver in one transaction


def load(size: int, say: Callable[[str], None]) -> float:
    """Fill up to `size` opgaver and tell PostgreSQL what is there; returns the seconds."""
    started, there = time.monotonic(), Project.objects.count()
    if not 0 < there <= size:  # other benchmarks leave history behind without an opgave
        say(f"  emptying {there} opgaver")
        empty()
        there = 0
    for first in range(there, size, BATCH):
        _load_stretch(first, min(first + BATCH, size))
    while learn_words(limit=BATCH):
        pass
    count_on(*(model for model, _rows in TABLES))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return time.monotonic() - started


@transaction.atomic
def _load_stretch(start: int, stop: int) -> None:
    for model, rows in TABLES:
        # Only opgaver may have triggers that fill something in; the rest needs no checks.
        with nullcontext() if model is Project else trusted():
            copy_rows(model, rows(start, stop))


def empty() -> None:
    """Everything goes: the tables of the town, and what hangs on them."""
    names = ", ".join(f'"{model._meta.db_table}"' for model, _rows in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
