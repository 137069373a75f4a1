"""Movement events: the list, one event, the year wheel."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from arenas.emails.common import access_lines
from arenas.enums import SEAT_STATES, SignUpState
from arenas.models import Event, SignUp
from arenas.queries.events import (
    came_of,
    coming_events,
    drafts_for,
    missing_in_the_year_ahead,
    past_events,
    sector_lines,
    turnout_of,
    with_counts,
    year_of,
)
from arenas.seating import Seating
from samskabelse.web.keeping import kept_for_visitors
from samskabelse.web.numbers import whole_number

MOST_COMING, MOST_PAST = 100, 50
YEARS_SHOWN = 10  # before and after this one; beyond there is nothing to see


def load_event(request: HttpRequest, slug: str) -> Event:
    """The event, or 404 for whoever may not see the draft."""
    events = Event.objects.visible_to(request.user)
    return get_object_or_404(events.select_related("organisation", "created_by"), slug=slug)


def may_convene(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_perm("arenas.convene_events")


@kept_for_visitors
def events(request: HttpRequest) -> HttpResponse:
    """What is coming, and what has been."""
    now, convenes = timezone.now(), may_convene(request)
    context = {
        "coming": list(coming_events(now, limit=MOST_COMING)),
        "past": list(past_events(now, limit=MOST_PAST)),
        "drafts": drafts_for(request.user) if convenes else [],
        "may_convene": convenes,
        "missing": missing_in_the_year_ahead(now) if convenes else 0,
        "year": timezone.localdate().year,
    }
    return render(request, "arenas/events/list.html", context)


@kept_for_visitors
def year_wheel(request: HttpRequest) -> HttpResponse:
    """The events of a year in their months; staff see how many are missing ahead (R3)."""
    this_year = timezone.localdate().year
    year, convenes = _year(request.GET.get("aar", ""), this_year), may_convene(request)
    context = {
        "year": year,
        "months": year_of(year, request.user),
        "before": year - 1 if year > this_year - YEARS_SHOWN else None,
        "after": year + 1 if year < this_year + YEARS_SHOWN else None,
        "may_convene": convenes,
        "missing": missing_in_the_year_ahead(timezone.now()) if convenes else 0,
        "now": timezone.now(),
    }
    return render(request, "arenas/events/year.html", context)


def _year(asked: str, this_year: int) -> int:
    year = whole_number(asked)
    if year is None or len(asked) != len(str(this_year)):
        return this_year
    return min(max(year, this_year - YEARS_SHOWN), this_year + YEARS_SHOWN)


@kept_for_visitors
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """The page everybody is linked to: what, when, for whom, and later what came of it."""
    found, user = load_event(request, slug), request.user
    own = _own_row(request, found)
    steers = user.is_authenticated and user.has_perm("arenas.steer_event", found)
    rows = list(found.sign_ups.select_related("user"))
    context = {
        "event": found,
        "own": own,
        "own_steps": list(own.next_steps.select_related("draft__project")) if own else [],
        "access": access_lines(found),
        "steers": steers,
        "may_enter": user.is_authenticated and user.has_perm("arenas.enter_on_paper", found),
        "sees_link": steers or (own is not None and own.state in SEAT_STATES),
        "came_of": came_of(found, user) if found.has_begun else None,
        "turnout": turnout_of(rows),
        **_lists(found, rows, steers=steers),
    }
    return render(request, "arenas/events/event.html", context)


def _own_row(request: HttpRequest, found: Event) -> SignUp | None:
    if not request.user.is_authenticated:
        return None
    return found.sign_ups.of_person(request.user).select_related("user", "gathering").first()


def _lists(found: Event, rows: list[SignUp], *, steers: bool) -> dict[str, Any]:
    """Numbers for everybody, names for those who hold the event."""
    seated = [row for row in rows if row.state in SEAT_STATES]
    waiting = [row for row in rows if row.state == SignUpState.WAITING]
    waiting.sort(key=lambda row: row.waiting_number or 0)
    seating = Seating(found.capacity, found.waiting_capacity, len(seated), len(waiting))
    return {
        "coming_count": len(seated),
        "waiting_count": len(waiting),
        "seating": seating,
        "sectors": sector_lines(row.sector for row in seated),
        "coming": seated if steers else [],
        "waiting": waiting if steers else [],
        "declined": [r for r in rows if r.state == SignUpState.DECLINED] if steers else [],
        "wishes": sum(row.state == SignUpState.NEXT for row in rows) if steers else 0,
    }


def public_list() -> list[Event]:
    """What feeds and the embeddable list tell: coming first, then what has been."""
    return list(coming_events(timezone.now(), limit=MOST_COMING))


def feed_list() -> list[Event]:
    rows = Event.objects.published().order_by("-starts_at", "-pk")
    return list(with_counts(rows)[:MOST_COMING])
