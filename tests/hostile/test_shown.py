"""A script in every text that people write is shown as text, wherever it is shown."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from samskabelse.mail import transports
from samskabelse.mail.models import OutgoingMail
from samskabelse.rest.exports import FORMULA
from tests.access.addresses import url_of
from tests.access.routes import names
from tests.access.senders import OF_THE_LIBRARY
from tests.access.tour import quick
from tests.access.world import World
from tests.api.caller import text_of
from tests.hostile.poison import FORMS, MARK, poison
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
OWN_SCHEMES = ("http://", "https://", "mailto:", "tel:", "/", "#", "?", "data:image/")
LEADS = {"href", "src", "action", "formaction", "xlink:href", "srcset", "data", "poster"}
FOREIGN = {"iframe", "object", "embed", "base", "style", "marquee", "applet", "frame", MARK}
ROLES = ["citizen", "convener"]  # strangers are shown no more than these
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted",
    "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
}  # fmt: skip


class Markup(HTMLParser):
    """Elements and attributes that no template of ours writes."""

    def __init__(self, *, mail: bool = False) -> None:
        super().__init__()
        self.found: list[str] = []
        self.mail = mail

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        ours = {"style"} if self.mail else set()
        bad = (
            tag in FOREIGN - ours
            or MARK in said
            or any(name.startswith("on") for name in said)
            or ("style" in said and not self.mail)
            or (tag == "script" and not ({"nonce", "src"} & set(said) or "json" in said["type"]))
            or any(not _leads_well(said[name]) for name in LEADS & set(said))
        )
        if bad:
            self.found.append(f"<{tag} {said}>"[:200])

    handle_startendtag = handle_starttag


def _leads_well(address: str) -> bool:
    return not address or address.startswith(OWN_SCHEMES) or ":" not in address


def strange(page: str, *, mail: bool = False) -> list[str]:
    parser = Markup(mail=mail)
    parser.feed(page)
    parser.close()
    return parser.found


@pytest.fixture(scope="module")
def poisoned(world: World) -> Iterator[World]:
    with transaction.atomic():
        assert poison(world) >= len(FORMS) - 3
        yield world
        transaction.set_rollback(True)


def ask(world: World, role: str, name: str) -> Any:
    return world.clients[role].get(url_of(name, world))


def test_the_search_finds_what_it_looks_for():
    page = f'<p title="a" {MARK}=1><a href="javascript:x">b</a><img src="x" onerror="y"><{MARK}>'
    assert len(strange(page)) == 4
    assert strange('<a href="/x">&lt;script&gt;</a><script nonce="a"></script>') == []


@quick()
@pytest.mark.parametrize("role", ROLES)
def test_no_script_stands_in_a_page(poisoned: World, role: str):
    wrong, marked = [], 0
    for name in names():
        if name.startswith("admin:") or name in OF_THE_LIBRARY | {"account_logout"}:
            continue
        response = ask(poisoned, role, name)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode()
            marked += f"&lt;{MARK}" in page
            wrong += [f"{name}: {found}" for found in strange(page)]
    assert wrong == [], "\n".join(wrong[:20])
    assert marked >= 5  # the texts were there


@quick()
def test_no_script_stands_in_the_administration(poisoned: World):
    wrong, marked = [], 0
    for name in names():
        if not name.startswith("admin:") or name in OF_THE_LIBRARY:
            continue
        response = ask(poisoned, "administrator", name)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode()
            marked += f"&lt;{MARK}" in page
            wrong += [f"{name}: {found}" for found in strange(page)]
    assert wrong == [], "\n".join(wrong[:20])
    assert marked >= 10


@quick()
def test_no_script_stands_in_what_a_form_says_back(poisoned: World):
    """A refused form shows what was typed."""
    wrong = []
    for name in ("projects:invite", "projects:question", "participants:profile", "projects:enter"):
        text = f"\"'></textarea><{MARK} {MARK}=1>" * 300
        role = {"projects:enter": "staff"}.get(name, "convener")
        fields = ("name", "title", "problem", "why_you", "email", "phone", "place")
        sent = dict.fromkeys(fields, text)
        with transaction.atomic():
            response = poisoned.clients[role].post(url_of(name, poisoned), sent)
            transaction.set_rollback(True)
        wrong += [f"{name}: {found}" for found in strange(response.content.decode())]
    assert wrong == []


@quick()
def test_feeds_and_exports_are_well_formed(poisoned: World):
    feed = ET.fromstring(ask(poisoned, "anonymous", "projects:rss").content)  # noqa: S314  ours
    assert MARK in "".join(feed.itertext())
    assert not [element for element in feed.iter() if MARK in element.tag]
    for name in ("projects:json_feed", "projects:points", "api:projects", "api:project"):
        assert json.loads(ask(poisoned, "convener", name).content)
    for name in ("api:projects_json", "api:project_json", "participants:download_data"):
        response = ask(poisoned, "convener", name)
        assert json.loads(text_of(response))
        assert "html" not in response["Content-Type"]
        assert response["Content-Disposition"].startswith("attachment")


@quick()
@pytest.mark.parametrize("name", ["api:projects_csv", "api:project_csv"])
def test_no_cell_of_a_file_is_a_formula(poisoned: World, name: str):
    rows = list(csv.reader(io.StringIO(text_of(ask(poisoned, "convener", name))), delimiter=";"))
    cells = [cell.removeprefix("\ufeff") for row in rows for cell in row]
    assert any("HYPERLINK" in cell or MARK in cell for cell in cells)
    assert [cell for cell in cells if cell.lstrip().startswith(FORMULA)] == []
    assert len({len(row) for row in rows if row}) <= 2


@quick()
def test_no_script_stands_in_a_mail_and_no_header_is_added(poisoned: World, settings, monkeypatch):
    keep_mails(settings)
    letters: list[bytes] = []
    kept = transports.BrowserSession.deliver

    def watched(self: Any, envelope: Any, *args: Any, **kwargs: Any) -> str:
        letters.append(envelope.content)
        return kept(self, envelope, *args, **kwargs)

    monkeypatch.setattr(transports.BrowserSession, "deliver", watched)
    OutgoingMail.objects.update(not_before=timezone.now())
    deliver()
    assert len(letters) >= 10
    wrong = []
    for content in letters:
        message = message_from_bytes(content, policy=policy.default)
        wrong += sorted(set(message.keys()) - HEADERS)
        html = message.get_body(("html",)).get_content()
        wrong += strange(html, mail=True)
        assert message.get_body(("plain",)).get_content().strip()
        assert "\n" not in message["Subject"]
    assert wrong == []
    assert any(f"&lt;{MARK}".encode() in content.replace(b"=\r\n", b"") for content in letters)
