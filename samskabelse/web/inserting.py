"""Thousands of rows in one statement, several times faster than `bulk_create`.

The rows travel as one JSON document that PostgreSQL takes apart, so that nobody writes ten thousand
lists of placeholders and fills them in one by one.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

Row = TypeVar("Row", bound=models.Model)


def insert_many(rows: Sequence[Row], *, ignore_conflicts: bool = False) -> list[Row]:
    """Write new rows of one model and set their keys; returns those that were written.

    For plain columns: no file, no inheritance, no signal. A column whose value the database gives
    must be left to it in all rows. With `ignore_conflicts` a row that breaks a unique constraint is
    left out; otherwise IntegrityError, and none is written.
    """
    if not rows:
        return []
    for row, number in zip(rows, _numbers(type(rows[0]), len(rows)), strict=True):
        row.pk = number
    with connection.cursor() as cursor:
        cursor.execute(*_statement(rows, ignore_conflicts=ignore_conflicts))
        written = {number for (number,) in cursor.fetchall()}
    for row in rows:
        row._state.adding = row.pk not in written  # noqa: SLF001  as `save` does
    return [row for row in rows if row.pk in written]


def _numbers(model: type[models.Model], count: int) -> list[int]:
    """As many new primary keys."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, key, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _statement(rows: Sequence[Row], *, ignore_conflicts: bool) -> tuple[str, list[str]]:
    fields = [
        field
        for field in rows[0]._meta.concrete_fields
        if not isinstance(getattr(rows[0], field.attname), DatabaseDefault)
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    typed = ", ".join(f"{quote(str(field.column))} {_type_of(field)}" for field in fields)
    key = quote(str(rows[0]._meta.pk.column))
    sql = (
        f"INSERT INTO {quote(rows[0]._meta.db_table)} ({names}) "  # noqa: S608  names of columns
        f"OVERRIDING SYSTEM VALUE SELECT {names} FROM jsonb_to_recordset(%s::jsonb) AS row({typed})"
        f"{' ON CONFLICT DO NOTHING' if ignore_conflicts else ''} RETURNING {key}"
    )
    document = [{field.column: _plain(field, row) for field in fields} for row in rows]
    return sql, [json.dumps(document)]


def _type_of(field: models.Field) -> str:
    """The column's type; of a key, that of what it points to."""
    return str(field.rel_db_type(connection) if field.primary_key else field.db_type(connection))


def _plain(field: models.Field, row: models.Model) -> Any:
    """What a column holds, as JSON knows it."""
    value = field.pre_save(row, True)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return str(value) if isinstance(value, str) else value
