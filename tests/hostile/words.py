"""Hostile texts from the shared folder, and a few of our own that always are there.

Each field gets the next few, so that together the fields of the site meet many. `HOSTILE=20` gives
each twenty times as many, `HOSTILE=7000` everything; `-k` takes a long run in pieces.
"""

import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

# Beside the checkout, or beside the folder that holds several.
EDGE = next(
    (
        found
        for place in Path(__file__).resolve().parents[3:]
        if (found := place / "shared" / "data" / "edge").is_dir()
    ),
    Path("/nowhere"),
)
TIMES = int(os.environ.get("HOSTILE", "1"))
Text = TypeVar("Text")
OWN = [
    "\x00", "a\x00b", "\ud800", "\U0001f600%\\'\"<>", "-1", "9" * 40, "a" * 100_000,
    "\r\nBcc: a@b.dk",
    "<script>alert(1)</script>", "{{ 7 }}{% debug %}", "=HYPERLINK(\"http://a\")", "\u202e\u2066",
    "%s%n%(x)s", "../../etc/passwd", "javascript:alert(1)", "\ufeff\ufffe\uffff", "١٢٣",
    " \u3000\t",
]  # fmt: skip


@cache
def naughty() -> list[str]:
    """The big list of naughty strings, and ours."""
    path = EDGE / "blns.json"
    listed = json.loads(path.read_text()) if path.exists() else []
    return [*OWN, *listed]


@cache
def addresses() -> list[str]:
    """The cases of is_email; control characters stand there as their symbols."""
    path = EDGE / "isemail-tests.xml"
    cases = ET.parse(path).iter("test") if path.exists() else []  # noqa: S314
    return [
        "".join(chr(ord(c) - 0x2400) if 0x2400 <= ord(c) < 0x2420 else c for c in text)
        for text in (case.findtext("address") or "" for case in cases)
    ]


@cache
def payloads() -> list[str]:
    """Scripts as attackers write them."""
    path = EDGE / "xss-payloads.txt"
    lines = path.read_text(errors="replace").splitlines() if path.exists() else []
    return [line for line in lines if line.strip()] or ["<script>alert(1)</script>"]


def share(texts: Sequence[Text], few: int) -> list[Text]:
    """The next few of the texts, more in a longer run, and never one of them twice."""
    wanted = min(few * TIMES, len(texts))
    start = next(_turns) * wanted
    return [texts[place % len(texts)] for place in islice(count(start), wanted)]


_turns = count()
