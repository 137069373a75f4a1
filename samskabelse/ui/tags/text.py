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
