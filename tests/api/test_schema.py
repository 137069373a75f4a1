"""schemathesis asks every address in every way its description allows, and in ways it does not.

As each role: no error of the server, no status, type, header or field that is not described, and
nothing taken that the description forbids. `SCHEMATHESIS_EXAMPLES=200` makes a night of it.
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.access.world import World
from tests.api.caller import Caller

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "1"))  # of each operation, role and kind
ROLES = ["anonymous", "citizen", "committer", "convener", "staff", "administrator"]
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]


def parts(world: World) -> dict[str, int]:
    """The number in an address, by the word before it."""
    return {
        "parties": world.party.pk,
        "invitations": world.invitation.pk,
        "rounds": world.answer.round_id,
        "consents": world.answer.pk,
    }


def real_address(world: World, path: str) -> dict[str, Any]:
    found: dict[str, Any] = {"slug": world.project.slug} if "{slug}" in path else {}
    if "{id}" in path:
        word = path.partition("/{id}")[0].rpartition("/")[2]
        found["id"] = parts(world)[word]
    return found


def every_way(operation: Any, world: World) -> st.SearchStrategy:
    """Well filled in at an address that exists, or in some way wrong."""
    well = {"generation_mode": GenerationMode.POSITIVE}
    ways = [
        operation.as_strategy(**well, path_parameters=real_address(world, operation.path)),
        operation.as_strategy(**well),
    ]
    if operation.method != "get" or operation.query:
        wrong = {"generation_mode": GenerationMode.NEGATIVE}
        address = real_address(world, operation.path)
        ways.append(operation.as_strategy(**wrong, path_parameters=address))
    return st.one_of(*ways)


@pytest.fixture
def schema(db: None) -> Iterator[Any]:
    """The description, and the site behind it in this very process and transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/schema/", WSGIHandler())
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", ROLES)
def test_the_description_is_true(world: World, schema, role: str):
    secret = Caller(world.people[role]).secret
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    seen: Counter[int] = Counter()
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=every_way(operation, world))
        @settings(
            max_examples=EXAMPLES * 3,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            with transaction.atomic():
                response = case.call_and_validate(headers=headers, checks=CHECKS)
                transaction.set_rollback(True)
            seen[response.status_code] += 1

        ask()
    assert sum(seen.values()) >= 29 * EXAMPLES
    assert 200 in seen
    print(role, dict(sorted(seen.items())))  # noqa: T201  the figures of a long run


def test_the_description_names_every_address(schema):
    paths = schema.raw_schema["paths"]
    assert len(paths) == 25
    assert sum(len(methods) for methods in paths.values()) == 29


def test_no_object_has_fields_that_are_not_named(schema):
    shapes = schema.raw_schema["components"]["schemas"]
    loose = [
        name
        for name, shape in shapes.items()
        if "properties" in shape and shape.get("additionalProperties") is not False
    ]
    assert loose == []


def test_an_act_asks_for_a_person_and_reading_may_not(schema):
    paths = schema.raw_schema["paths"]
    signed_in = [{"token": []}, {"session": []}]
    assert paths["/api/v1/projects/"]["get"]["security"] == [*signed_in, {}]
    assert paths["/api/v1/projects/"]["post"]["security"] == signed_in
    assert paths["/api/v1/me/"]["get"]["security"] == signed_in
