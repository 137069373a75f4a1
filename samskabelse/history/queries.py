"""Reads of the record."""

from django.db import connection, models

from samskabelse.history.models import Entry, EntryQuerySet

NEWEST = 200  # entries; far more than can be on their way at the same time


def latest_mark() -> tuple[int, ...]:
    """Another one after every act, in whatever order acts that ran at once were finished."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(id), 0), coalesce(sum(id), 0)::bigint"
            " FROM (SELECT id FROM history_entry ORDER BY id DESC LIMIT %s) AS newest",
            [NEWEST],
        )
        return cursor.fetchone()


def history_of(target: models.Model) -> EntryQuerySet:
    """What happened to one object, newest first, with the acting person at hand."""
    return Entry.objects.about(target).select_related("by")
