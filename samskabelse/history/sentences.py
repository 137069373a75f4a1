"""An action's sentence for people. Each app registers its own, and the words for coded values."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samskabelse.history.models import Entry

Words = Callable[[Any], object]

SENTENCES: dict[str, str | Promise] = {}
VALUES: dict[str, Words] = {}


def register(sentences: Mapping[str, str | Promise]) -> None:
    """`{"project.advanced": _("moved the opgave to %(to)s")}`: placeholders come from the data."""
    for action, sentence in sentences.items():
        if action in SENTENCES and SENTENCES[action] is not sentence:
            raise ValueError(f"{action} has a sentence already")
        SENTENCES[action] = sentence


def register_values(values: Mapping[str, Words]) -> None:
    """How a placeholder's stored value reads: `{"consent.consent.to": label_of(Phase)}`.

    The name is the action and the placeholder, because `to` of one act is not that of another.
    """
    VALUES.update(values)


class _Facts(dict):
    """The entry's data in words. What an older version did not store reads as an ellipsis."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.data)
        self.action = entry.action

    def __getitem__(self, key: str) -> object:
        value = super().__getitem__(key)
        if key == "who" and value is None:
            return _("somebody who is erased")
        words = VALUES.get(f"{self.action}.{key}")
        return words(value) if words else value

    def __missing__(self, key: str) -> str:
        return "…"


def sentence_for(entry: Entry) -> str:
    """The entry in words, or its bare action when the code that knew it has gone."""
    sentence = SENTENCES.get(entry.action)
    return str(sentence) % _Facts(entry) if sentence else entry.action


def told(entry: Entry, line: str, *, by: str) -> str:
    """The entry in another sentence than its own; `%(by)s` is who acted."""
    facts = _Facts(entry)
    facts["by"] = by
    return line % facts
