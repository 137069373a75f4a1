"""Long lists in stretches by key: the thousandth costs what the first does; nothing is counted."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from samskabelse.rest.problems import Problem
from samskabelse.web.numbers import whole_number

SIZE, LARGEST = 20, 100
PARAMETERS = frozenset({"cursor", "limit"})
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Ordering:
    """An order that a list can have: by one field, then by id in the same direction."""

    field: str = "id"
    descending: bool = True

    def apply(self, rows: QuerySet) -> QuerySet:
        sign = "-" if self.descending else ""
        fields = ["id"] if self.field == "id" else [self.field, "id"]
        return rows.order_by(*(sign + field for field in fields))

    def after(self, value: Any, pk: int) -> Q:
        """Rows that come after the one with this value and id."""
        than = "lt" if self.descending else "gt"
        beyond = Q(**{f"id__{than}": pk})
        if self.field == "id":
            return beyond
        return Q(**{f"{self.field}__{than}": value}) | Q(**{self.field: value}) & beyond


NEWEST, OLDEST = Ordering(), Ordering(descending=False)


def stretch(
    request: Request, rows: QuerySet, ordering: Ordering = NEWEST
) -> tuple[list[Any], str | None]:
    """The wanted piece of a list, and the address of the next one, or None at the end."""
    size = _size(request)
    start = request.query_params.get("cursor")
    if start:
        rows = rows.filter(ordering.after(*_read(start, rows, ordering)))
    found = list(ordering.apply(rows)[: size + 1])
    more = len(found) > size
    found = found[:size]
    return found, _address(request, _write(found[-1], ordering)) if more else None


def _size(request: Request) -> int:
    wanted = whole_number(request.query_params.get("limit", str(SIZE)), most=LARGEST)
    if not wanted:
        raise bad_parameter("limit", _("Ask for 1 to 100 at a time."))
    return wanted


def bad_parameter(name: str, sentence: Any) -> Problem:
    return Problem(400, "invalid_parameter", sentence, errors={name: [sentence]})


def _write(row: Any, ordering: Ordering) -> str:
    value = "" if ordering.field == "id" else str(getattr(row, ordering.field))
    text = json.dumps([ordering.field, ordering.descending, value, row.pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, rows: QuerySet, ordering: Ordering) -> tuple[Any, int]:
    """Value and id of the row after which to go on. A cursor of another order is none."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        field, descending, value, pk = json.loads(text)
        if (field, descending) != (ordering.field, ordering.descending):
            raise ValueError(field)
        if type(pk) is not int or not 0 <= pk <= LARGEST_ID:
            raise ValueError(pk)
        if field != "id":
            value = rows.model._meta.get_field(field).to_python(value)
    except (ValueError, TypeError, RecursionError, binascii.Error, ValidationError) as error:
        raise bad_parameter("cursor", _("This cursor belongs to another list.")) from error
    return value, pk


def _address(request: Request, cursor: str) -> str:
    query = {**request.query_params.dict(), "cursor": cursor}
    return f"{request.build_absolute_uri(request.path)}?{urlencode(query)}"
