"""Any filtered list for feed readers and for the map. Only what everybody may see."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from projects.forms.listing import ListForm
from projects.imports.texts import clean, cut_at_word
from projects.models import Project
from projects.queries import Filters
from projects.queries.describing import described, query_of
from projects.queries.lists import newest_of, points_of

NEWEST = 30  # opgaver in a feed
MOST_POINTS = 300  # on the map; more is neither readable nor quick
Feed = Callable[[HttpRequest, Filters], HttpResponse]


def of_list(view: Feed) -> Callable[[HttpRequest], HttpResponse]:
    """Read the filters from the address as the list does; keep the answer for five minutes."""

    @require_safe
    @cache_control(max_age=300)
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        return view(request, ListForm(request.GET).filters())

    return answer


def absolute(name: str, filters: Filters) -> str:
    query = urlencode(query_of(filters))
    return f"{settings.BASE_URL}{reverse(name)}{'?' if query else ''}{query}"


def title_of(filters: Filters) -> str:
    return clean(f"{settings.MUNICIPALITY_NAME}: {described(filters)}")


def newest(filters: Filters) -> list[Project]:
    return list(newest_of(filters)[:NEWEST])


def url_of(project: Project) -> str:
    return settings.BASE_URL + project.get_absolute_url()


@of_list
def rss(request: HttpRequest, filters: Filters) -> HttpResponse:
    """RSS 2.0. Characters that XML cannot hold are left out."""
    feed = Rss201rev2Feed(
        title=title_of(filters),
        link=absolute("projects:list", filters),
        description=_("What people in the municipality are solving together, or want to."),
        feed_url=absolute("projects:rss", filters),
        language=request.LANGUAGE_CODE,
    )
    for project in newest(filters):
        feed.add_item(
            title=clean(project.title),
            link=url_of(project),
            description=clean(cut_at_word(project.problem, 500)),
            unique_id=url_of(project),
            pubdate=project.published_at,
            categories=[project.get_phase_display()],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@of_list
def json_feed(request: HttpRequest, filters: Filters) -> HttpResponse:
    """JSON Feed 1.1 (jsonfeed.org)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of(filters),
        "home_page_url": absolute("projects:list", filters),
        "feed_url": absolute("projects:json_feed", filters),
        "language": request.LANGUAGE_CODE,
        "items": [feed_item(project) for project in newest(filters)],
    }
    return JsonResponse(feed, content_type="application/feed+json")


def feed_item(project: Project) -> dict[str, Any]:
    item = {
        "id": url_of(project),
        "url": url_of(project),
        "title": clean(project.title),
        "content_text": clean(project.problem),
        "language": project.language,
        "tags": [project.get_phase_display()],
    }
    if project.published_at:
        item["date_published"] = project.published_at.isoformat()
    return item


@of_list
def points(request: HttpRequest, filters: Filters) -> HttpResponse:
    """The newest opgaver of the list that have a point, as GeoJSON (RFC 7946)."""
    found = points_of(filters, limit=MOST_POINTS)
    answer = {
        "type": "FeatureCollection",
        "features": [feature(project) for project in found[:MOST_POINTS]],
        "more": len(found) > MOST_POINTS,
    }
    return JsonResponse(answer, content_type="application/geo+json")


def feature(project: Project) -> dict[str, Any]:
    point = [float(project.longitude or 0), float(project.latitude or 0)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": point},
        "properties": {
            "title": project.title,
            "url": project.get_absolute_url(),
            "place": project.place,
            "phase": project.get_phase_display(),
        },
    }
