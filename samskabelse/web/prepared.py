"""Expressions of the ORM that are put together once per process and used for every request.

To write a subquery out takes the ORM a millisecond or two, more than the database needs to answer
it. What varies between requests is named as a slot; the rest stays as it was first compiled.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Model, Subquery
from django.db.models.expressions import RawSQL

# What stands in for a value while the text is compiled: one that no rule compares anything with.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 7236_0000 + number,
    str: lambda number: f"\x1fslot {number}\x1f",
    date: lambda number: date(1901, 1, 1 + number),
    datetime: lambda number: datetime(1901, 1, 1 + number, tzinfo=UTC),
}


class Prepared:
    """`build(**slots)` returns the expression, to be annotated on querysets of `model`.

    Called with a value for each slot it returns the expression with these values. It fits
    querysets whose own table has not been given another name, so not subqueries.
    """

    def __init__(
        self,
        model: Callable[[], type[Model]],
        build: Callable[..., Subquery],
        **slots: type,
    ) -> None:
        self.model, self.build = model, build
        self.stand_ins = {
            name: STAND_INS[kind](number) for number, (name, kind) in enumerate(slots.items())
        }

    def __call__(self, **values: Any) -> RawSQL:
        sql, params, output = self._compiled
        filled = [values[param.name] if isinstance(param, _Slot) else param for param in params]
        return RawSQL(sql, filled, output_field=output)  # noqa: S611  the text is the ORM's own

    @cached_property
    def _compiled(self) -> tuple[str, list[Any], Any]:
        query = self.model()._base_manager.order_by().query  # noqa: SLF001
        expression = self.build(**self.stand_ins).resolve_expression(query)
        sql, params = query.get_compiler(connection=connection).compile(expression)
        return sql, [self._slot_or(param) for param in params], expression.output_field

    def _slot_or(self, param: Any) -> Any:
        for name, stand_in in self.stand_ins.items():
            # The driver may have made a kind of its own of it, as psycopg's `Int8` of an int.
            if isinstance(param, type(stand_in)) and param == stand_in:
                return _Slot(name)
        if isinstance(param, date):
            raise ValueError(f"{param} would stand still in what is prepared: name a slot for it")
        return param


class _Slot:
    def __init__(self, name: str) -> None:
        self.name = name


def with_values(prepared: Mapping[str, Prepared], **values: Any) -> dict[str, RawSQL]:
    """Each of them with its values, ready for `annotate`."""
    return {
        name: one(**{slot: values[slot] for slot in one.stand_ins})
        for name, one in prepared.items()
    }
