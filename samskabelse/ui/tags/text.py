"""Filters that turn what people wrote into paragraphs."""

from typing import Any

from django.template.defaultfilters import linebreaks_filter
from django.utils.safestring import SafeString

from samskabelse.ui.library import register
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
