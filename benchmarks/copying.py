"""Many rows into a table at once: PostgreSQL's COPY, from unsaved objects of any model."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction
from django.db.models.expressions import DatabaseDefault


def copy_rows(model: type[models.Model], rows: Iterable[models.Model]) -> int:
    """Write objects as they are, with the ids they have. Columns that the database fills are left
    to it, so that a model that grows needs no change here."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return 0
    fields = [field for field in model._meta.concrete_fields if _is_ours(field, first)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in _with(first, rows):
            copy.write_row([_value(field, row) for field in fields])
            count += 1
    return count


def _with(first: models.Model, rest: Iterator[models.Model]) -> Iterator[models.Model]:
    yield first
    yield from rest


def _is_ours(field: models.Field, row: models.Model) -> bool:
    if field.generated:
        return False
    return not isinstance(getattr(row, field.attname, None), DatabaseDefault)


def _value(field: models.Field, row: models.Model):
    value = field.pre_save(row, add=True)
    return field.get_db_prep_save(value, connection)


@contextmanager
def trusted() -> Iterator[None]:
    """Without looking up each foreign key: who makes the rows knows that they are right.

    An error ends the transaction, and with it the setting."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def count_on(*kinds: type[models.Model]) -> None:
    """Let the tables' own numbering go on after the rows that brought their ids."""
    with connection.cursor() as cursor:
        for model in kinds:
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), "  # noqa: S608
                f'coalesce(max("{column}"), 0) + 1, false) FROM "{table}"'
            )
