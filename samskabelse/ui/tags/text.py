"""Filters that turn what people wrote into paragraphs."""

from typing import Any

from django.template.defaultfilters import linebreaks_filter
from django.utils.safestring import SafeString

from samskabelse.ui.differences import Piece, differences, words_of
from samskabelse.ui.library import register, render_component
from samskabelse.ui.text import render_markdown

register.filter("markdown", render_markdown)


@register.filter
def paragraphs(text: Any) -> SafeString:
    """Plain text with its line breaks, everything else escaped."""
    return linebreaks_filter(text or "", autoescape=True)


@register.filter
def excerpt(text: Any, longest: int) -> str:
    """The beginning of a text, cut between two words; an ellipsis says that there is more."""
    whole = str(text or "")
    if len(whole) <= longest:
        return whole
    cut = whole[:longest].rpartition(" ")[0] or whole[: longest - 1]
    return f"{cut.rstrip(',.;:– ')}…"


FOLDED_FROM = 80  # words, spaces and signs that are the same
CONTEXT = 24  # of them shown on either side of a change


@register.simple_tag(name="differences")
def show_differences(old: str, new: str) -> SafeString:
    """The new text with what was added and removed, long stretches without a change folded away."""
    pieces = differences(old or "", new or "")
    changed = any(piece.kind != "same" for piece in pieces)
    last = len(pieces) - 1
    parts = [_part(piece, place == 0, place == last) for place, piece in enumerate(pieces)]
    return render_component("differences", parts=parts, changed=changed)


def _part(piece: Piece, is_first: bool, is_last: bool) -> dict[str, Any]:
    """A piece as the component draws it; `folded` is the middle of a long one."""
    words = words_of(piece.text) if piece.kind == "same" else []
    if len(words) < FOLDED_FROM:
        return {"kind": piece.kind, "text": piece.text}
    head, tail = (0 if is_first else CONTEXT), (0 if is_last else CONTEXT)
    end = len(words) - tail
    return {
        "kind": "long",
        "head": "".join(words[:head]),
        "folded": "".join(words[head:end]),
        "tail": "".join(words[end:]),
    }
