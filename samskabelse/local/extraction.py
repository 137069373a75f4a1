"""Find the messages in one file: Python by Babel's reader, templates by Django's own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple | None] = {
    name: spec
    for bare, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (bare, f"{bare}_lazy", f"{bare}_noop")
} | {"_": None}

STRING = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(u?({STRING})(?:, u?({STRING}))?(?:, u?({STRING}))?")


class Found(NamedTuple):
    """One message; `plural` and `context` are empty when it has none."""

    singular: str
    plural: str = ""
    context: str | None = None

    @property
    def key(self) -> str | tuple[str, str]:
        """As Babel names it in a catalog."""
        return (self.singular, self.plural) if self.plural else self.singular


def found_in(path: Path) -> Iterator[Found]:
    """The messages of a .py, .html or .txt file."""
    if path.suffix == ".py":
        yield from _in_python(path)
    else:
        yield from in_template(path.read_text(encoding="utf-8"), origin=str(path))


def _in_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as handle:
        for _line, message, _comments, context in extract("python", handle, keywords=KEYWORDS):
            if isinstance(message, tuple):
                yield Found(message[0], message[1], context)
            elif message:
                yield Found(message, "", context)


def in_template(source: str, origin: str = "") -> Iterator[Found]:
    """Django rewrites a template as calls between filler; the calls are read back here."""
    for name, *quoted in CALL.findall(templatize(source, origin=origin)):
        texts = [ast.literal_eval(text) for text in quoted if text]
        context = texts.pop(0) if "p" in name else None
        if texts and texts[0]:
            yield Found(texts[0], texts[1] if "n" in name.split("gettext")[0] else "", context)
