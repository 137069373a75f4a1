"""One's meetings in one's own calendar program."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from arenas.calendars import Entry, published
from arenas.models import CalendarFeed, Event, Meeting
from arenas.queries import meetings_of
from arenas.queries.events import events_of
from arenas.services.feeds import feed_behind, feed_token
from arenas.services.feeds import renew_feed as make_feed
from participants.listings import Asking
from projects.models import Project
from projects.personal import own_projects
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back

MOST = 1000


def address_of(feed: CalendarFeed) -> str:
    return settings.BASE_URL + reverse("arenas:feed", args=[feed_token(feed)])


def feeds(request: HttpRequest) -> HttpResponse:
    """The addresses of one's own calendars, and how to use them."""
    rows = CalendarFeed.objects.filter(user=request.user).select_related("project")
    known = {row.project_id: row for row in rows}
    context = {
        "all_meetings": _told(known.get(None)),
        "projects": [
            (project, _told(known.get(project.pk)))
            for project in own_projects(Asking.by(request.user))
        ],
    }
    return render(request, "arenas/feeds.html", context)


def _told(feed: CalendarFeed | None) -> dict[str, str] | None:
    if feed is None:
        return None
    address = address_of(feed)
    return {"address": address, "webcal": address.replace("https:", "webcal:", 1)}


@post_or_back("arenas:feeds")
def renew_feed(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("project", "")
    visible = Project.objects.visible_to(request.user)
    project = get_object_or_404(visible, slug=slugify(wanted)) if wanted else None
    make_feed(by=request.user, project=project)
    messages.success(request, _("Here is the address. One that you had before no longer works."))
    return see_other(request, "arenas:feeds")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address; what its owner may see today, and no more."""
    found = feed_behind(token)
    if found is None:
        raise Http404
    with translation.override(found.user.language):
        name = found.project.title if found.project else _("My meetings")
        content = published(_entries(found), name=name)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


def _entries(found: CalendarFeed) -> list[Entry]:
    """All of the person's own; of one opgave all its meetings, with the link only to own ones."""
    own = meetings_of(found.user, found.project)
    if found.project is None:
        rows = [*own.order_by("-starts_at")[:MOST], *events_of(found.user).reverse()[:MOST]]
        return [_entry(row, sees_link=True) for row in rows]
    if not Project.objects.visible_to(found.user).filter(pk=found.project_id).exists():
        return []
    mine = set(own.values_list("pk", flat=True))
    rows = Meeting.objects.filter(arena__project=found.project).select_related("arena__project")
    return [_entry(row, sees_link=row.pk in mine) for row in rows.order_by("-starts_at")[:MOST]]


def _entry(row: Meeting | Event, *, sees_link: bool) -> Entry:
    return Entry(row, settings.BASE_URL + row.get_absolute_url(), sees_link=sees_link)
