"""A mail kind, an SMTP sink and a clock for the tests of the outbox."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from samskabelse.mail import kinds
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Later, Letter, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail
from tests.mail.sink import Sink, running_sink

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # 12:00 in Copenhagen


@pytest.fixture(autouse=True)
def mail_settings(settings: Any) -> None:
    settings.MAIL_TRANSPORT = "smtp"
    settings.MAIL_QUIET_HOURS = ""
    settings.MAIL_HOLD = False
    settings.MAIL_JOURNAL = ""
    settings.REDIS_URL = ""
    folder = Path(__file__).parent / "templates"
    first, *rest = settings.TEMPLATES
    settings.TEMPLATES = [{**first, "DIRS": [*first["DIRS"], folder]}, *rest]


@pytest.fixture
def wanted() -> dict[str, Any]:
    """What the test kind says; a test changes it after queueing."""
    return {"name": "Lone", "title": "Skoven & søen", "skip": "", "later": None}


@pytest.fixture
def settled() -> list[tuple[str, str]]:
    """What the kind "note" was told about the ends of its mails."""
    return []


@pytest.fixture(autouse=True)
def note_kind(wanted: dict[str, Any], settled: list[tuple[str, str]]) -> Iterator[None]:
    """The kind "note" (sent once more when in doubt) and "letter" (parked when in doubt)."""

    def note(mail: OutgoingMail) -> Letter | Skip | Later:
        if wanted["later"]:
            return Later(wanted["later"], "hidden")
        if wanted["skip"]:
            return Skip(wanted["skip"])
        return Letter(
            template="note",
            context={"name": wanted["name"], "title": wanted["title"]},
            actions=[Action("Svar", "https://samskabelse.test/svar", primary=True)],
            signature_name="Bente",
            signature_phone="00 00 00 00",
            footer_reason="Du får mailen, fordi Bente har inviteret dig.",
        )

    def note_end(mail: OutgoingMail) -> None:
        assert (mail.state == "sent") == (mail.sent_at is not None)
        settled.append((mail.dedupe_key, mail.state))
        assert mail.dedupe_key != "mistake"

    mail_kind("note", lane=Lane.INVITATION, topic=Topic.INVITATION, settled=note_end)(note)
    mail_kind("letter", lane=Lane.DIGEST, topic=Topic.DIGEST, ambiguous="park")(note)
    yield
    del kinds.KINDS["note"], kinds.KINDS["letter"]


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with running_sink() as running:
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def post() -> Callable[..., OutgoingMail]:
    """Queue a note; returns its row."""

    def post(key: str = "note:1", kind: str = "note", **order: Any) -> OutgoingMail:
        order = {"to": "lone@skov.example", "params": {"note": 1}, **order}
        with transaction.atomic():
            row = queue_mail(kind, key=key, **order)
        assert row is not None
        return row

    return post
