"""Phones and the screen ask for news every second or two. Most often there is none.

Two hundred phones ask some eighty times a second, so the usual answer is given before sessions,
people and pages come into it: one look at one number, and 204. When there is news the request goes
on to its view, which asks who it is. A number says nothing, and nobody guesses the key.
"""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from arenas.models import Room

NEWS = re.compile(r"^/rum/nyt/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(telefon|skaerm)/$")
# What the middlewares behind this one would have said (trust.md S5).
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NUMBERS = {"telefon": "stage", "skaerm": "version"}


class RoomNewsMiddleware:
    """204 while the number that the page knows (`set`) is still the room's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = NEWS.match(request.path_info) if request.method == "GET" else None
        if found is None:
            return self.get_response(request)
        try:
            is_new = _number(*found.groups()) != request.GET.get("set", "")
        except OperationalError:
            later = HEADERS | {"Retry-After": "5"}
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=later)
        if is_new:
            return self.get_response(request)
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=HEADERS)


def _number(key: str, whose: str) -> str:
    rows = Room.objects.open().filter(key=key)
    return str(rows.values_list(NUMBERS[whose], flat=True).first() or "closed")
