"""The mail as bytes, as a mail server reads them."""

import re
from email import message_from_bytes, policy

import pytest

from samskabelse.mail.kinds import CalendarPart, Letter
from samskabelse.mail.rendering import render

pytestmark = pytest.mark.django_db


def test_machines_read_their_headers_in_clear(post):
    """RFC 2047 forbids encoded words in structured headers; one-click (RFC 8058) reads the raw."""
    row = post(scope="project:12")
    row.message_id = f"<{'a' * 36}@{'samskabelse.' * 5}nordager.example>"
    content = render(row, Letter(subject="Nyt om Søen " * 12, body="Hej")).content
    headers, _, _body = content.partition(b"\r\n\r\n")
    lines = headers.split(b"\r\n")
    [unsubscribe] = [line for line in lines if line.startswith(b"List-Unsubscribe:")]
    assert re.fullmatch(rb"List-Unsubscribe: <https?://\S+>", unsubscribe)
    assert f"Message-ID: {row.message_id}".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert max(len(line) for line in lines) <= 998
    subject = [line for line in lines if b"=?utf-8?" in line]
    assert subject
    assert max(len(line) for line in subject) <= 78


def test_a_calendar_is_the_last_alternative_and_names_its_method(post):
    """RFC 6047 §2.4: programs that know calendars choose the part; all others see the text."""
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n"
    letter = Letter(subject="Møde", body="Hej", calendar=CalendarPart("REQUEST", calendar))
    message = message_from_bytes(render(post(), letter).content, policy=policy.default)
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert parts[2]["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert parts[2].get_payload(decode=True) == calendar.encode()
