"""Ways to go."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samskabelse.ui.library import register, render_component


@dataclass(frozen=True)
class Tab:
    """One tab. Each is an ordinary link to a page of its own."""

    label: str | Promise
    url: str
    current: bool = False
    count: int | None = None


@register.simple_tag
def page(name: str) -> str:
    """The address of a page that takes no arguments: as `{% url %}`, looked up once a process.

    The frame round every page has some twenty of them.
    """
    return _address(name)


@cache
def _address(name: str) -> str:
    return reverse(name)


@register.simple_tag
def tabs(items: Iterable[Any], *, label: str = "") -> SafeString:
    """Tabs as links. An item has `.label` and `.url`, and may have `.current` and `.count`."""
    return render_component(
        "tabs",
        tabs=[
            Tab(
                item.label,
                item.url,
                getattr(item, "current", False),
                getattr(item, "count", None),
            )
            for item in items
        ],
        label=label or _("Parts of this page"),
    )


@register.simple_tag
def breadcrumb(items: Iterable[tuple[Any, str]]) -> SafeString:
    """The way here as `(label, url)` pairs; the last is this page and may have an empty url."""
    return render_component("breadcrumb", items=list(items))


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page | Any, *, name: str = "page") -> SafeString:
    """Links to the pages of a list. Keeps the rest of the query string.

    A page with several lists gives each a `name` of its own in the address.
    Takes Django's `Page`, or any object with `has_previous`, `has_next`, `number` and perhaps
    `paginator` (a list that is not counted has none).
    """
    request = context.get("request")

    def link(number: int) -> str:
        query = request.GET.copy() if request else QueryDict(mutable=True)
        query[name] = str(number)
        return f"?{query.urlencode()}"

    paginator = getattr(page, "paginator", None)
    pages = getattr(paginator, "num_pages", None)
    return render_component(
        "pagination",
        number=page.number,
        pages=pages,
        previous=link(page.number - 1) if page.has_previous() else "",
        next=link(page.number + 1) if page.has_next() else "",
    )
