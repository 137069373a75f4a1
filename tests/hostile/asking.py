"""One request, and what is wrong with its answer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.access.tour import same_browser
from tests.access.world import World

TEXTAREA = re.compile(r"<textarea[^>]*\bname=\"([^\"]+)\"[^>]*>(.*?)</textarea>", re.DOTALL)
INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r"\b(name|value|type)=\"([^\"]*)\"")


@contextmanager
def rolled_back(world: World, role: str) -> Iterator[Client]:
    """The role's browser; neither it nor the database remembers what it did."""
    with same_browser(world, role), transaction.atomic():
        yield world.clients[role]
        transaction.set_rollback(True)


def trouble(world: World, role: str, method: str, url: str, **sent: Any) -> str:
    """What an answer says that none may: an error of the server. Empty when it is well."""
    try:
        with rolled_back(world, role) as client:
            response = getattr(client, method.lower())(url, **sent)
            if response.streaming:
                b"".join(response.streaming_content)
    except Exception as error:  # noqa: BLE001  each is a page that would say 500
        return f"{role} {method} {url[:90]} {str(sent)[:160]}: {error!r:.200}"
    if response.status_code >= 500:
        return f"{role} {method} {url[:90]} {str(sent)[:160]}: {response.status_code}"
    return ""


def answer(world: World, role: str, url: str, data: dict[str, Any]) -> HttpResponse | str:
    """The answer to a form, or what broke."""
    try:
        with rolled_back(world, role) as client:
            return client.post(url, data)
    except Exception as error:  # noqa: BLE001
        return f"{error!r:.200}"


def typed_in(response: HttpResponse) -> dict[str, str]:
    """The texts that stand in the fields of a page."""
    page = response.content.decode()
    found = {name: unescape(text).removeprefix("\n") for name, text in TEXTAREA.findall(page)}
    for tag in INPUT.findall(page):
        said = dict(ATTRIBUTE.findall(tag))
        if said.get("type", "text") not in {"hidden", "radio", "checkbox", "file", "password"}:
            found.setdefault(said.get("name", ""), unescape(said.get("value", "")))
    return found
