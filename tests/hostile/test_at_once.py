"""The same form sent twice at the same moment, over real connections, on every address.

The town is built once and committed. After each pair what they changed is put back from a copy.
"""

from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.access.addresses import fields_of, url_of
from tests.access.api import as_sent
from tests.access.senders import SENDERS
from tests.access.test_idempotent import BESIDE, EACH_IS_AN_ACT
from tests.access.tour import fingerprints, quick
from tests.access.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = {200, 201, 302, 303}
REFUSED = {401, 403, 404, 405, 409, 422, 429}


class Copy:
    """Every table as it was, in a schema of its own."""

    def __init__(self) -> None:
        self.before = fingerprints()
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS copy CASCADE")
            cursor.execute("CREATE SCHEMA copy")
            for table in self.before:
                cursor.execute(f'CREATE TABLE copy."{table}" AS TABLE public."{table}"')
            cursor.execute(
                "SELECT table_name, string_agg(quote_ident(column_name), ', ')"
                " FROM information_schema.columns"
                " WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY 1"
            )
            self.columns = dict(cursor.fetchall())

    def counts(self) -> dict[str, int]:
        return {table: int(found[1:].split(",")[0]) for table, found in fingerprints().items()}

    def restore(self) -> None:
        after = fingerprints()
        changed = [table for table, rows in after.items() if rows != self.before[table]]
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no triggers, no foreign keys
            for table in changed:
                columns = self.columns[table]
                cursor.execute(f'DELETE FROM public."{table}"')  # noqa: S608  names of tables
                cursor.execute(
                    f'INSERT INTO public."{table}" ({columns}) OVERRIDING SYSTEM VALUE'  # noqa: S608
                    f' SELECT {columns} FROM copy."{table}"'
                )
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def town() -> Iterator[tuple[World, Copy]]:
    """Built and copied; the copy is dropped afterwards."""
    world = build_world()
    yield world, Copy()
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA copy CASCADE")


def send(client: Client, name: str, url: str, data: Any) -> int:
    """One request as a browser sends it, in this thread's own connection."""
    if name == "api:party":
        sent = as_sent(url, {"brings": "En trailer", "needs": ""})
        return client.patch(url, **sent).status_code
    return client.post(url, **as_sent(url, data)).status_code


def browser_like(client: Client) -> Client:
    """Another tab of the same browser."""
    tab = Client()
    tab.cookies = client.cookies.copy()
    return tab


def both_at_once(world: World, name: str) -> list[Any]:
    client, url, data = world.clients[SENDERS[name]], url_of(name, world), fields_of(name, world)
    barrier, answers = Barrier(2, timeout=60), []

    def click() -> None:
        tab = browser_like(client)
        try:
            connection.ensure_connection()
            barrier.wait()
            answers.append(send(tab, name, url, data))
        except Exception as error:  # noqa: BLE001  whatever came is the finding
            answers.append(repr(error)[:200])
        finally:
            connection.close()

    threads = [Thread(target=click) for _finger in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def effect(copy: Copy, counts: dict[str, int]) -> dict[str, int]:
    return {
        table: count - counts[table]
        for table, count in copy.counts().items()
        if table not in BESIDE and count != counts[table]
    }


@quick()
def test_two_at_once_are_as_one(town) -> None:
    world, copy = town
    start, wrong = copy.counts(), []
    for name in sorted(set(SENDERS) - EACH_IS_AN_ACT):
        url, data = url_of(name, world), fields_of(name, world)
        alone = send(browser_like(world.clients[SENDERS[name]]), name, url, data)
        once = effect(copy, start)
        copy.restore()
        answers = both_at_once(world, name)
        twice = effect(copy, start)
        copy.restore()
        ok = [answer for answer in answers if answer == alone]
        known = all(answer in TAKEN | REFUSED for answer in answers)
        if once != twice or not ok or not known or len(answers) != 2:
            wrong.append(f"{name}: alone {alone} {once}, at once {answers} {twice}")
    assert wrong == [], "\n".join(wrong)
