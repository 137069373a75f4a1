"""The front page and the list of opgaver."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from projects.forms.listing import ListForm
from projects.queries import Filters, needing_parties, recently_moved, stretch_of
from projects.views.drafts import current_draft
from samskabelse.web.htmx import render_part

PAGE = 20
LARGEST_ID = 2**63 - 1


def home(request: HttpRequest) -> HttpResponse:
    """What this is, what needs somebody now, and what has come of it."""
    context = {
        "seeking": needing_parties(),
        "moved": recently_moved(),
        "draft": current_draft(request),
    }
    return render(request, "home.html", context)


def project_list(request: HttpRequest) -> HttpResponse:
    """Public opgaver, newest first, a stretch at a time; nothing is counted."""
    form = ListForm(request.GET)
    filters = form.filters()
    after = request.GET.get("after", "")[:100]
    found = Filters(text=filters["q"], phase=filters["phase"])
    stretch = stretch_of(found, after=after, size=PAGE)
    narrowed = {name: value for name, value in filters.items() if value}
    context = {
        "form": form,
        "stretch": stretch,
        "after": after,
        "narrowed": narrowed,
        "first_url": f"?{urlencode(narrowed)}",
        "next_url": f"?{urlencode({**narrowed, 'after': stretch.next_after})}",
    }
    return render_part(request, "projects/list/page.html", "projects/list/_found.html", context)


def _number(text: str) -> int:
    """An id from the address bar; nonsense is the beginning."""
    return min(int(text), LARGEST_ID) if text.isascii() and text.isdigit() and len(text) < 20 else 0
