"""The events for other programs and other people's pages (R5). Only what everybody may see."""

from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from arenas.calendars import Entry, published
from arenas.models import Event
from arenas.views.events import feed_list, load_event, public_list
from projects.imports.texts import clean, cut_at_word
from samskabelse.ui.tags.time import day_and_clock
from samskabelse.web.seeing import readable

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"


def url_of(event: Event) -> str:
    return settings.BASE_URL + event.get_absolute_url()


def title() -> str:
    return _("Events in %(municipality)s") % {"municipality": settings.MUNICIPALITY_NAME}


def line_of(event: Event) -> str:
    """When and where, in one line."""
    parts = [
        day_and_clock(event.starts_at),
        event.place or event.get_form_display(),
        event.convener_name,
    ]
    if not event.is_planned:
        parts.insert(0, pgettext("gathering", "Cancelled"))
    return " · ".join(parts)


@require_safe
@cache_control(max_age=300)
def rss(request: HttpRequest) -> HttpResponse:
    """RSS 2.0, the one furthest ahead first."""
    feed = Rss201rev2Feed(
        title=clean(title()),
        link=settings.BASE_URL + reverse("arenas:events"),
        description=_("Where people meet to find out what they can solve together."),
        feed_url=settings.BASE_URL + reverse("arenas:events_rss"),
        language=get_language(),
    )
    for event in feed_list():
        feed.add_item(
            title=clean(event.title),
            link=url_of(event),
            description=clean(f"{line_of(event)}\n{cut_at_word(event.purpose, 500)}"),
            unique_id=event.uid,
            unique_id_is_permalink=False,
            pubdate=event.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
@cache_control(max_age=300)
def json_feed(request: HttpRequest) -> HttpResponse:
    """JSON Feed 1.1 (jsonfeed.org); what it has no name for stands under `_event`."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(),
        "home_page_url": settings.BASE_URL + reverse("arenas:events"),
        "feed_url": settings.BASE_URL + reverse("arenas:events_json"),
        "language": get_language(),
        "items": [_item(event) for event in feed_list()],
    }
    return JsonResponse(feed, content_type="application/feed+json")


def _item(event: Event) -> dict[str, Any]:
    return {
        "id": event.uid,
        "url": url_of(event),
        "title": clean(event.title),
        "content_text": clean(event.purpose),
        "summary": clean(line_of(event)),
        "date_published": event.published_at.isoformat() if event.published_at else None,
        "date_modified": event.changed_at.isoformat(),
        "_event": {
            "about": settings.BASE_URL + reverse("arenas:events"),
            "starts_at": event.starts_at.isoformat(),
            "ends_at": event.ends_at.isoformat(),
            "place": clean(event.place),
            "form": event.form,
            "convener": event.convener_name,
            "is_cancelled": not event.is_planned,
        },
    }


@require_safe
@cache_control(max_age=900)
def calendar(request: HttpRequest) -> HttpResponse:
    """The list to subscribe to; cancelled ones say so, so that they leave the calendars."""
    entries = [_entry(event) for event in feed_list()]
    return HttpResponse(published(entries, name=title()), content_type=CALENDAR)


@require_safe
def ics(request: HttpRequest, slug: str) -> HttpResponse:
    """One event as a file for one's own calendar."""
    found = load_event(request, slug)
    response = HttpResponse(published([_entry(found)]), content_type=CALENDAR)
    name = slugify(found.title) or "arrangement"
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _entry(event: Event) -> Entry:
    return Entry(event, url_of(event), sees_link=False, host=event.convener_name)


@require_safe
@xframe_options_exempt
@csp_replace(
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [SELF],
        "form-action": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": settings.EMBED_ANCESTORS,
    }
)
@cache_control(max_age=300, public=True)
def embedded(request: HttpRequest) -> HttpResponse:
    """The coming events for other people's pages: no script, no cookie, nothing to press but links.

    Made without the request, so that nothing of whoever looks can be in it.
    """
    context = {
        "events": [(event, line_of(event)) for event in public_list()[:20]],
        "title": title(),
        "all_events": settings.BASE_URL + reverse("arenas:events"),
        "base": settings.BASE_URL,
        "language": get_language(),
    }
    return HttpResponse(readable(render_to_string("arenas/events/embedded.html", context)))
