"""Points in time as they come from the database, read by Python's own parser.

psycopg reads them with a regular expression, which on a page with two hundred parties takes longer
than the query. `apps.WebConfig` puts this reader on every connection.
"""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.types.datetime import TimestamptzLoader


class TimestampReader(TimestamptzLoader):
    """`timestamptz` to an aware `datetime`; what Python cannot read, psycopg answers for."""

    timezone = UTC  # Django asks for it, and puts its own reader on a connection that has another

    def load(self, data: Any) -> datetime:
        try:
            return datetime.fromisoformat(str(data, "ascii"))
        except ValueError:
            return super().load(data)


def read_quickly(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """On `connection_created`."""
    connection.connection.adapters.register_loader("timestamptz", TimestampReader)
