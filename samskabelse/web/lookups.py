"""Conditions that PostgreSQL answers from an index where the ORM's own would read a whole table."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


class AmongThose(Func):
    """`AmongThose("organisation", rows)`: the column is one of what `rows` returns.

    Like `organisation__in=rows`, for rows that depend on nothing outside: they are read once and
    first, so that the condition can stand beside another with "or" and both still use an index
    (PostgreSQL §9.25: `= ANY (array)`). `rows` has one column and needs no order.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, rows: QuerySet) -> None:
        super().__init__(F(column), ArraySubquery(rows.order_by()))
