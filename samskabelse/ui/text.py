"""People's text to HTML. The only module that may declare a string safe.

Small Markdown: paragraphs, lists, emphasis, links, quotes and headings. No raw HTML, no images, no
tables. markdown-it-py leaves HTML escaped and nh3 lets only listed tags through, so a hole in one
is caught by the other.
"""

from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 - this is the place
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "h5", "code"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "*": set()}
SCHEMES = {"http", "https", "mailto", "tel"}
LINK_REL = "nofollow ugc noopener"
HEADING_DEPTH = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).disable(
    ["image", "code", "fence", "html_block", "html_inline", "hr"]
)


def render_markdown(text: Any) -> SafeString:
    """Markdown from a person to HTML that is safe to show. Headings start below the page's own."""
    tokens = _parser.parse(str(text or ""))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = HEADING_DEPTH[token.tag]
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=LINK_REL
    )
    return mark_safe(clean)
