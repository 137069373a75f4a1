"""The fixture world, built once per file and rolled back after it, and the tour of the site.

Tests that use them carry the marker `django_db`: they nest in the world's transaction.
"""

import fcntl
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from tests.access.tour import Tour, take_tour
from tests.access.world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:  # it may stand still while another process tours
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def tour(
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    testrun_uid: str,
) -> Tour:
    """Everybody at every door, once per run: the first process walks, the others read its notes."""
    notes = tmp_path_factory.getbasetemp().parent / f"tour-{testrun_uid}"
    with notes.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not notes.exists():
            notes.write_bytes(pickle.dumps(_walk(django_db_blocker)))
        return pickle.loads(notes.read_bytes())  # noqa: S301  our own notes


def _walk(django_db_blocker: Any) -> Tour:
    with django_db_blocker.unblock(), transaction.atomic():
        found = take_tour(build_world())
        transaction.set_rollback(True)
    return found
