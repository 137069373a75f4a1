"""The front page and the list of opgaver."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from projects.forms.fields import theme_choices
from projects.forms.listing import ListForm
from projects.queries import Filters, needing_parties, recently_moved, stretch_of
from projects.queries.describing import parts_of, query_of
from projects.views.drafts import current_draft
from samskabelse.web.htmx import render_part
from samskabelse.web.keeping import kept_for_visitors

PAGE = 20


@kept_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what needs somebody now, and what has come of it."""
    context = {
        "seeking": needing_parties(),
        "moved": recently_moved(),
        "themes": theme_choices(),
        "draft": current_draft(request),
    }
    return render(request, "home.html", context)


def with_map(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the page show pictures from the map's host, and from no other."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        host = settings.MAP_TILES_ORIGIN
        return (csp_update({"img-src": [host]})(view) if host else view)(request)

    return shown


@with_map
@kept_for_visitors
def project_list(request: HttpRequest) -> HttpResponse:
    """Public opgaver, newest or most relevant first, a stretch at a time; nothing is counted."""
    form = ListForm(request.GET)
    filters = form.filters()
    after = request.GET.get("after", "")[:100]
    stretch = stretch_of(filters, after=after, size=PAGE)
    query = query_of(filters)
    context = {
        "form": form,
        "stretch": stretch,
        "after": after,
        "query": query,
        "query_text": urlencode(query),
        "tags": tags(filters, form.theme_names),
        "instead": instead(query, stretch.search),
        "first_url": f"?{urlencode(query)}",
        "next_url": f"?{urlencode({**query, 'after': stretch.next_after})}",
        "sign_in_next": f"{reverse('projects:list')}?{urlencode(query)}",
        "map": settings.MAP,
    }
    return render_part(request, "projects/list/page.html", "projects/list/_found.html", context)


def tags(filters: Filters, themes: dict[str, str]) -> list[dict[str, str]]:
    """Each active filter in words, with the address of the list without it."""
    query = query_of(filters)
    return [
        {"label": part.label, "url": _without(query, part.name)}
        for part in parts_of(filters, themes)
    ]


def _without(query: dict[str, str], name: str) -> str:
    rest = {key: value for key, value in query.items() if key != name}
    return f"{reverse('projects:list')}?{urlencode(rest)}" if rest else reverse("projects:list")


def instead(query: dict[str, str], search: Any) -> list[dict[str, str]]:
    """ "Did you mean": the search with a word that the opgaver are written with."""
    if search is None:
        return []
    found = []
    for typed, words in search.instead.items():
        for word in words[:2]:
            text = query["q"].lower().replace(typed, word)
            found.append({"text": text, "url": f"?{urlencode({**query, 'q': text})}"})
    return found[:3]
