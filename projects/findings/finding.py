"""A finding is a question that the facts ask about an opgave. Each plugs in with `@finding`.

A check yields the evidence, and no evidence is no finding. Evidence is a kind, the facts that its
sentence needs and the page where everybody can see for themselves; the sentences stand in
`SENTENCES`, so that a page shows them in the reader's language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.functional import Promise

from projects.findings.scene import Scene

Text = str | Promise
MOST_EVIDENCE = 5


@dataclass(frozen=True)
class Evidence:
    """One fact. `key` is by which it is known again: a new one opens a closed finding."""

    kind: str
    key: str
    url: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_stored(self) -> dict[str, Any]:
        return {"kind": self.kind, "key": self.key, "url": self.url, "facts": dict(self.facts)}


Check = Callable[[Scene], Iterable[Evidence]]


@dataclass(frozen=True)
class Finding:
    """A question to the convener, why it is asked, and which of N1–N3 it would belie (R15)."""

    code: str
    question: Text
    why: Text
    belies: str
    check: Check


FINDINGS: dict[str, Finding] = {}
SENTENCES: dict[str, Text] = {}


def finding(
    code: str,
    *,
    question: Text,
    why: Text,
    sentences: Mapping[str, Text],
    belies: str = "",
) -> Callable[[Check], Check]:
    """Add a question that the facts may ask. `sentences` has one for each kind of evidence."""

    def add(check: Check) -> Check:
        FINDINGS[code] = Finding(code, question, why, belies, check)
        SENTENCES.update(sentences)
        return check

    return add


def found(scene: Scene) -> dict[str, list[Evidence]]:
    """What the facts ask about this opgave, with the evidence."""
    results = {code: list(kind.check(scene))[:MOST_EVIDENCE] for code, kind in FINDINGS.items()}
    return {code: evidence for code, evidence in results.items() if evidence}


@dataclass(frozen=True)
class Told:
    """Evidence as a page shows it."""

    text: str
    url: str


def told(stored: Iterable[Mapping[str, Any]]) -> list[Told]:
    """The evidence in words. What an older version stored and nobody knows any more is left out."""
    return [
        Told(str(SENTENCES[row["kind"]]) % _Facts(row["facts"]), row["url"])
        for row in stored
        if row.get("kind") in SENTENCES
    ]


class _Facts(dict):
    """Facts in words: `at` is a moment. What is not there reads as an ellipsis."""

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        return _day(value) if key == "at" else value

    def __missing__(self, key: str) -> str:
        return "…"


def _day(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return formats.date_format(timezone.localtime(moment), "DATE_FORMAT")
