"""Every field that a program can send takes whatever is in it; the fields are the description's."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from tests.access.addresses import fields_of, url_of
from tests.access.api import as_sent
from tests.access.routes import patterns
from tests.access.senders import SENDERS
from tests.access.tour import quick
from tests.access.world import World
from tests.hostile.asking import rolled_back
from tests.hostile.words import addresses, naughty, payloads, share

pytestmark = pytest.mark.django_db
WRITES = sorted(name for name in SENDERS if name.startswith("api:"))
OTHER_KINDS: list[Any] = [None, True, -1, 2**70, 1.5, [], {}, ["a"], {"a": "b"}]
Place = tuple[str | int, ...]


@cache
def described() -> dict[str, Any]:
    return json.loads(Client().get("/api/schema/?format=json").content)


def whole(shape: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in shape or "allOf" in shape:
        inner = shape["allOf"][0] if "allOf" in shape else shape
        shape = described()["components"]["schemas"][inner["$ref"].rpartition("/")[2]]
    return shape


def places(shape: dict[str, Any], start: Place = ()) -> Iterator[Place]:
    """Where in a body a text, number or choice stands."""
    shape = whole(shape)
    if shape.get("type") == "object":
        for name, part in shape.get("properties", {}).items():
            yield from places(part, (*start, name))
    elif shape.get("type") == "array":
        yield from places(shape["items"], (*start, 0))
    else:
        yield start


def body_places(name: str) -> list[Place]:
    """All fields of what this address takes."""
    (pattern,) = patterns()[name]
    method = "patch" if name == "api:party" else "post"
    known = str(pattern.pattern).replace("<slug:slug>", "{slug}").replace("<int:pk>", "{id}")
    operation = described()["paths"][f"/api/v1/{known}"][method]
    content = operation.get("requestBody", {}).get("content", {})
    return list(places(content["application/json"]["schema"])) if content else []


def changed(body: Any, place: Place, value: Any) -> Any:
    """The body with this value there, its parts made where they are missing."""
    body = deepcopy(body)
    at: Any = body
    for step, following in pairwise(place):
        empty: Any = [{}] if isinstance(following, int) else {}
        at = at[step] if isinstance(step, int) else at.setdefault(step, empty)
    at[place[-1]] = value
    return body


def send(world: World, name: str, body: Any) -> str:
    url = url_of(name, world)
    method = "patch" if name == "api:party" else "post"
    try:
        with rolled_back(world, SENDERS[name]) as client:
            response = getattr(client, method)(url, **as_sent(url, body))
    except Exception as error:  # noqa: BLE001
        return f"{name} {str(body)[:160]}: {error!r:.200}"
    if response.status_code >= 500:
        return f"{name} {str(body)[:160]}: {response.status_code}"
    if response.status_code >= 400 and not response.json().get("detail"):
        return f"{name} {str(body)[:160]}: {response.status_code} without a sentence"
    return ""


@quick()
@pytest.mark.parametrize("name", WRITES)
def test_a_program_may_send_anything(world: World, name: str):
    body = fields_of(name, world) or {}
    wrong = []
    for place in body_places(name):
        texts = addresses() if place[-1] == "email" else naughty()
        sent = [*share(texts or naughty(), 2), *share(payloads(), 1), *share(OTHER_KINDS, 2)]
        wrong += [send(world, name, changed(body, place, value)) for value in sent]
    assert "\n".join(filter(None, wrong)) == ""


@pytest.mark.parametrize("name", ["api:give_consent", "api:closing", "api:party"])
def test_half_a_character_is_refused_wherever_it_stands(world: World, name: str):
    """An answer that quotes it could not be written."""
    bodies = [dict.fromkeys(fields_of(name, world) or {"brings": ""}, "\ud800"), {"\udfff": "a"}]
    assert [send(world, name, body) for body in bodies] == ["", ""]


def test_the_description_tells_the_fields():
    assert sum(len(body_places(name)) for name in WRITES) >= 30


@quick()
@pytest.mark.parametrize("name", WRITES)
def test_a_program_may_send_what_is_no_json(world: World, name: str):
    url, wrong = url_of(name, world), []
    for raw in share(
        ["", "{", "[" * 5000, '"\\ud800"', "\ufeff{}", "NaN", '{"a":' * 900, "null"], 2
    ):
        with rolled_back(world, SENDERS[name]) as client:
            sent = as_sent(url, None) | {"data": raw}
            method = "PATCH" if name == "api:party" else "POST"
            response = client.generic(method, url, sent.pop("data"), **sent)
        if response.status_code >= 500:
            wrong.append((raw[:20], response.status_code))
    assert wrong == []
