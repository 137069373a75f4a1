"""Points in time from the database are the same ones that psycopg's own reader gives."""

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection
from psycopg.types.datetime import TimestamptzLoader

from samskabelse.web.timestamps import TimestampReader

pytestmark = pytest.mark.django_db

TEXTS = [
    "2026-03-29 01:59:59.999999+00",
    "2026-10-25 02:30:00+02",
    "1999-12-31 23:59:59.5+05:30",
    "0001-01-01 00:00:00+00",
    "9999-12-31 23:59:59.123456+00",
    "1894-01-01 00:00:00+00:50:20",
]


def test_the_reader_stands_on_the_connection() -> None:
    with connection.cursor() as cursor:
        oid = cursor.connection.adapters.types["timestamptz"].oid
        assert cursor.adapters.get_loader(oid, 0) is TimestampReader


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_moment_as_psycopg_reads(text: str) -> None:
    own = TimestamptzLoader(0, connection.connection).load(text.encode())
    found = _read(text)
    assert (found, found.utcoffset()) == (own, UTC.utcoffset(None))


def test_what_python_cannot_read_is_an_error_of_the_driver() -> None:
    with pytest.raises(DataError, match="too large"):
        _read("infinity")


def _read(text: str) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text::timestamptz", [text])
        return cursor.fetchone()[0]
