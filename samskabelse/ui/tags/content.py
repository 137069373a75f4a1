"""Boxes, lists and words."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.template import TemplateSyntaxError
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samskabelse.ui.icons import ICONS
from samskabelse.ui.library import register, render_component

KINDS = frozenset({"info", "success", "warning", "error"})


@register.simple_tag
def icon(name: str, *, label: str = "", css_class: str = "") -> SafeString:
    """An icon of the design system's sprite. Without a label it is decoration for the eye only."""
    if name not in ICONS:
        raise TemplateSyntaxError(f"{name!r} is not an icon: see samskabelse/ui/icons.py")
    return _drawn(name, str(label), css_class)


@lru_cache(maxsize=500)
def _drawn(name: str, label: str, css_class: str) -> SafeString:
    """The same few icons stand on every page, so each is put together once."""
    reference = f"{static('build/icons.svg')}#{name}"
    classes = f"icon-svg {css_class}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            classes,
            label,
            reference,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        classes,
        reference,
    )


@register.simple_block_tag
def alert(
    content: SafeString, *, kind: str = "info", heading: str = "", level: int = 2, role: str = ""
) -> SafeString:
    """A notice in the page. `role="alert"` only for one that appears after something happened."""
    if kind not in KINDS:
        raise TemplateSyntaxError(f"{kind!r} is not a kind of alert: {sorted(KINDS)}")
    return render_component(
        "alert", content=content, kind=kind, heading=heading, level=level, role=role
    )


@register.simple_block_tag
def card(
    content: SafeString, *, heading: str = "", href: str = "", subheading: str = "", level: int = 2
) -> SafeString:
    """A box for one thing. With `href` its heading is the link, and the whole card can be hit.

    Written out here, unlike its bigger sisters: a list shows twenty, and a template for each would
    be most of the page's cost.
    """
    title = format_html('<a href="{}">{}</a>', href, heading) if href else heading
    return format_html(
        '<div class="card collapsed-height{}"><div class="card-content">{}{}{}</div></div>',
        " card-link" if href else "",
        format_html('<span class="card-subheading">{}</span>', subheading) if subheading else "",
        format_html('<h{0} class="card-heading">{1}</h{0}>', level, title) if heading else "",
        content,
    )


@register.simple_block_tag
def badge(content: SafeString, *, kind: str = "") -> SafeString:
    """One or two words about a state. The word carries the meaning, the colour only helps."""
    if kind and kind not in KINDS:
        raise TemplateSyntaxError(f"{kind!r} is not a kind of badge: {sorted(KINDS)}")
    classes = f"badge badge-{kind}" if kind else "badge"
    return format_html('<span class="{}">{}</span>', classes, SafeString(content.strip()))


@register.simple_block_tag
def details(
    content: SafeString,
    *,
    summary: str,
    open: bool = False,  # noqa: A002
) -> SafeString:
    """Text that can be folded out. Works without JavaScript."""
    return render_component("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def empty(content: SafeString, *, heading: str, level: int = 2) -> SafeString:
    """A page or list with nothing on it yet: what it is for, and one next step."""
    return render_component("empty", content=content, heading=heading, level=level)


@register.simple_tag
def facts(items: Iterable[tuple[Any, Any]]) -> SafeString:
    """Label and value pairs as a definition list. Empty values are left out."""
    return render_component("facts", items=[(k, v) for k, v in items if v not in (None, "")])


@register.simple_block_tag
def table_wrap(content: SafeString, *, label: str) -> SafeString:
    """Round a `<table class="table">` whose cells have `data-label`: cards on a phone."""
    return render_component("table_wrap", content=content, label=label)
