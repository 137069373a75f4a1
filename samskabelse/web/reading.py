"""Reading without a chance to write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def read_only() -> Iterator[None]:
    """A transaction in which the database refuses every write.

    psycopg opens it as such with the first query, so that it costs no question of its own, and
    nothing at all where nothing is asked. Inside another transaction the rest of it is read-only.
    """
    connection.ensure_connection()
    if connection.in_atomic_block:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            yield
        return
    driver = connection.connection
    driver.read_only = True
    try:
        with transaction.atomic():
            yield
    finally:
        if not driver.closed:
            driver.read_only = None
