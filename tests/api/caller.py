"""A program with somebody's key."""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client

from participants.models import User
from participants.services.tokens import make_token

ROOT = "/api/v1/"


class Caller:
    """Asks the API as a person does through a program, or as nobody."""

    def __init__(self, person: User | None = None, **headers: str) -> None:
        self.client = Client(headers=headers)
        self.person = person
        self.secret = ""
        if person:
            _token, self.secret = make_token(by=person, name=str(uuid.uuid4()), days=30)

    def ask(
        self, method: str, address: str, body: Any = None, *, key: str = "", **headers: str
    ) -> HttpResponse:
        """One request below /api/v1/, or at a whole address."""
        url = address if address.startswith(("/", "http")) else f"{ROOT}{address}"
        sent = dict(headers)
        if self.secret:
            sent.setdefault("Authorization", f"Bearer {self.secret}")
        if key:
            sent["Idempotency-Key"] = key
        content = "" if body is None else json.dumps(body)
        return self.client.generic(
            method, url, content, content_type="application/json", headers=sent
        )

    def get(self, address: str, **headers: str) -> HttpResponse:
        return self.ask("GET", address, **headers)

    def post(self, address: str, body: Any = None, *, key: str = "", **headers: str):
        return self.ask("POST", address, {} if body is None else body, key=key, **headers)

    def patch(self, address: str, body: Any, *, key: str = "") -> HttpResponse:
        return self.ask("PATCH", address, body, key=key)


def a_key() -> str:
    return str(uuid.uuid4())


def text_of(response: HttpResponse) -> str:
    """The whole answer, also of one that is sent in pieces."""
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()
