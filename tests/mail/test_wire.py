"""The mail as bytes, as a mail server reads them."""

import re

import pytest

from samskabelse.mail.kinds import Letter
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
