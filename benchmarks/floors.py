"""The least that the same server, template engine and database can do.

They stand before every middleware of the product, so that they cost Django itself and no more.
The pages pass through here too, and are sent off with how long they took and what they asked.
"""

import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

from projects.models import Project

CONSTANT, ROWS = "/floor/constant", "/floor/rows"
TEMPLATE = """<!DOCTYPE html><html lang="da"><head><title>20</title></head><body><ul>
{% for row in rows %}<li><a href="/opgaver/{{ row.slug }}/">{{ row.title }}</a> {{ row.place }}</li>
{% endfor %}</ul></body></html>"""


def constant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def rows(_request: HttpRequest) -> HttpResponse:
    """A bare template with 20 rows from one indexed SELECT."""
    found = Project.objects.order_by("-id").values("slug", "title", "place")[:20]
    return HttpResponse(_template().render({"rows": found}))


def _template():
    if not _compiled:
        _compiled.append(engines["django"].from_string(TEMPLATE))
    return _compiled[0]


_compiled: list = []
FLOORS = {CONSTANT: constant, ROWS: rows}


class Counter:
    """Queries of one request, and the seconds spent on them."""

    def __init__(self) -> None:
        self.queries = 0
        self.seconds = 0.0

    def __call__(self, execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - started


class FloorsMiddleware:
    """Answers the floors; says on every other answer what it cost (Server-Timing)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counter, started, worked = Counter(), time.perf_counter(), time.thread_time()
        with connection.execute_wrapper(counter):
            response = FLOORS.get(request.path, self.get_response)(request)
            if not response.streaming:
                response.content  # noqa: B018 - a lazy one is rendered here
        milliseconds = (time.perf_counter() - started) * 1000
        processor = (time.thread_time() - worked) * 1000
        response["Server-Timing"] = (
            f"app;dur={milliseconds:.2f}, cpu;dur={processor:.2f}, "
            f'db;dur={counter.seconds * 1000:.2f};desc="{counter.queries}"'
        )
        return response
