"""An action's sentence for people. Each app registers its own."""

from django.utils.functional import Promise

from samskabelse.history.models import Entry

SENTENCES: dict[str, str | Promise] = {}


def register(sentences: dict[str, str | Promise]) -> None:
    """`{"project.advanced": _("moved the opgave to %(to)s")}`: placeholders come from the data."""
    for action, sentence in sentences.items():
        if action in SENTENCES and SENTENCES[action] is not sentence:
            raise ValueError(f"{action} has a sentence already")
        SENTENCES[action] = sentence


class _Facts(dict):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence_for(entry: Entry) -> str:
    """The entry in words, or its bare action when the code that knew it has gone."""
    sentence = SENTENCES.get(entry.action)
    return str(sentence) % _Facts(entry.data) if sentence else entry.action
