"""Everybody at every door: one walk over the whole site, told to all tests of access.

Walked once per process, in a transaction that is rolled back; what stays are the notes.
"""

import logging  # noqa: TID251  switched off for a while
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.template import Template
from django.test.utils import _TestState

from participants.models import User
from tests.access.addresses import ABOUT_A_PROJECT, fields_of, url_of
from tests.access.api import as_sent
from tests.access.routes import names
from tests.access.world import ROLES, World

# Pages about one opgave differ for everybody; others only by the doors of the policy registry.
DOORS = ["anonymous", "citizen", "claim", "staff", "administrator"]
ADMIN_DOORS = ["anonymous", "claim", "staff", "administrator"]
HEADS = ["committer", "administrator"]  # HEAD takes GET's way, whoever asks

# GETs of libraries that must write, each rolled back here, and why they must.
WRITES_ON_GET = {
    # allauth puts the secret or challenge that the next POST must answer into the session.
    "mfa_activate_totp": {"django_session"},
    "mfa_add_webauthn": {"django_session"},
}


# What `web/signed_out.html` gives back to whoever was signed out while they wrote.
GIVEN_BACK = 'id="text-1"'


@dataclass(frozen=True)
class Visit:
    """What one person met behind one address."""

    role: str
    method: str
    name: str
    url: str
    status: int
    headers: dict[str, str]
    body: str
    wrote: frozenset[str]

    @property
    def place(self) -> str:
        return f"{self.role} {self.method} {self.name}"

    @property
    def cell(self) -> str:
        """The status as the matrix writes it: `in` is on to sign-in, at once or with one's text."""
        to_door = self.headers.get("Location", "").startswith("/konto/login/code/?next=")
        with_text = self.status == 403 and GIVEN_BACK in self.body
        return "in" if (self.status == 302 and to_door) or with_text else str(self.status)

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html") and bool(self.body)

    @property
    def is_library(self) -> bool:
        """Django's administration: its markup is not ours."""
        return self.name.startswith("admin:") and self.role == "administrator"


@dataclass
class Tour:
    visits: list[Visit] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)  # tables that differ after all the GETs
    emails: dict[str, str] = field(default_factory=dict)  # role → own address
    everyone: set[str] = field(default_factory=set)  # all people's addresses
    phones: dict[str, str] = field(default_factory=dict)  # number → address
    token: str = ""  # as it stands in a mailed link

    def by_name(self, name: str, method: str) -> dict[str, str]:
        """Role → cell."""
        return {
            visit.role: visit.cell
            for visit in self.visits
            if (visit.name, visit.method) == (name, method)
        }

    @property
    def pages(self) -> list[Visit]:
        return [visit for visit in self.visits if visit.is_page]


def roles_for(name: str) -> list[str]:
    if name.startswith("admin:"):
        return ADMIN_DOORS
    return ROLES if name in {*ABOUT_A_PROJECT, "projects:answer", "arenas:reply"} else DOORS


@contextmanager
def quick() -> Iterator[None]:
    """Thousands of pages: without the log lines and template notes that nobody reads here."""
    noted = Template._render
    Template._render = _TestState.saved_data.template_render
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        Template._render = noted
        logging.disable(logging.NOTSET)


@quick()
def take_tour(world: World) -> Tour:
    """GET, HEAD and POST of every address by everybody whom it may concern."""
    people = User.objects.all()
    tour = Tour(
        emails={role: person.email for role, person in world.people.items() if person},
        everyone=set(people.values_list("email", flat=True)),
        phones=dict(people.exclude(phone="").values_list("phone", "email")),
        token=world.token,
    )
    before = fingerprints()
    tour.visits += _look_around(world, "GET", ROLES)
    tour.visits += _look_around(world, "HEAD", HEADS)
    after = fingerprints()
    tour.changed = {table for table in after if after[table] != before.get(table)}
    for name, role, url in _doors(world, ROLES):
        data = fields_of(name, world)
        tour.visits.append(_note(role, "POST", name, url, visit(world, role, "POST", url, data)))
    return tour


def _doors(world: World, roles: list[str]) -> Iterator[tuple[str, str, str]]:
    for name in names():
        url = url_of(name, world)
        for role in roles_for(name):
            if role in roles:
                yield name, role, url


def _look_around(world: World, method: str, roles: list[str]) -> Iterator[Visit]:
    """Safe requests, with the tables that each has written to."""
    before = written()
    for name, role, url in _doors(world, roles):
        if name in WRITES_ON_GET:
            response = visit(world, role, method, url)
        else:
            with same_browser(world, role):
                response = getattr(world.clients[role], method.lower())(url)
        after = written()
        wrote = {table for table, count in after.items() if count != before.get(table, 0)}
        before = after
        yield _note(role, method, name, url, response, wrote)


def _note(
    role: str, method: str, name: str, url: str, response: Any, wrote: set[str] = frozenset()
) -> Visit:
    body = "" if response.streaming else response.content.decode(errors="replace")
    headers = dict(response.items())
    return Visit(role, method, name, url, response.status_code, headers, body, frozenset(wrote))


@contextmanager
def same_browser(world: World, role: str) -> Iterator[None]:
    """The browser forgets the cookies it is given."""
    client = world.clients[role]
    cookies = client.cookies.copy()
    try:
        yield
    finally:
        client.cookies = cookies


def visit(
    world: World, role: str, method: str, url: str, data: Any = None, **more: Any
) -> HttpResponse:
    """One request of one person; neither the database nor their browser remembers it."""
    with same_browser(world, role), transaction.atomic():
        sent = as_sent(url, data) if method == "POST" else {"data": data}
        response = getattr(world.clients[role], method.lower())(url, **sent, **more)
        transaction.set_rollback(True)
    return response


def written() -> dict[str, int]:
    """Rows inserted, changed or deleted in each table since this transaction began."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def fingerprints() -> dict[str, str]:
    """Every table's rows as one hash."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            rows = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM"
            cursor.execute(f'{rows} "{table}" t')
            found[table] = str(cursor.fetchone())
        return found
