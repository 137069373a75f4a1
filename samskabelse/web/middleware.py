"""GET cannot write; refused acts become pages; addresses are text; health checks touch little."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import Error, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation

from samskabelse.web.errors import ActError
from samskabelse.web.reading import read_only

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
UTF_8 = frozenset({"utf-8", "utf8"})


class PlainAddressMiddleware:
    """404 for an address with NUL in it: no text that PostgreSQL keeps holds one, so none is there.

    Stands behind those that set language and headers, and before whatever looks something up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        return self.get_response(request)


class ReadOnlyMiddleware:
    """Run every safe request in a READ ONLY transaction (RFC 9110 §9.2.1).

    A mail scanner that opens a link, or a crawler, can then change nothing, whatever the view does.
    Must stand last, so that it wraps the view and what other middlewares do with its exceptions,
    and no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS or may_write_on_get(request):
            return self.get_response(request)
        asked, request.method = request.method, _as_views_know_it(request)
        with read_only():
            response = self.get_response(request)
            request.method = asked
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)  # an error of the database may have ended it
        return response


def _as_views_know_it(request: HttpRequest) -> str | None:
    """HEAD is GET without the body, which the server leaves out (RFC 9110 §9.3.2).

    Views and libraries that look for "GET" would refuse it, or count it as an attempt at something.
    """
    return "GET" if request.method == "HEAD" else request.method


def may_write_on_get(request: HttpRequest) -> bool:
    try:
        return getattr(resolve(request.path_info).func, "writes_on_get", False)
    except Resolver404:
        return False


def writes_on_get(view):
    """Mark the rare view of a library that must write on GET (each use says why)."""

    @wraps(view)
    def wrapped(*args, **kwargs):
        return view(*args, **kwargs)

    setattr(wrapped, "writes_on_get", True)  # noqa: B010 - a mark, not an attribute of functions
    return wrapped


class PlainTextMiddleware:
    """Everything that is sent is UTF-8, as forms and JSON are (WHATWG URL §5.1, RFC 8259 §8.1).

    Another charset is refused before anybody reads the form: Django would refuse it wherever it is
    first asked for, in the middle of something else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in UTF_8:
            translation.activate(settings.LANGUAGE_CODE)  # nobody has chosen another yet
            raise BadRequest("another charset than UTF-8")
        request.encoding = "utf-8"
        return self.get_response(request)


class ActErrorMiddleware:
    """A refusal that no form caught becomes a page that says what is missing.

    A database that is too busy becomes 503 with the advice to try again: nothing was changed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ActError):
            return refusal_page(request, error)
        if isinstance(error, OperationalError):
            response = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            response["Retry-After"] = "5"
            return response
        return None


def refusal_page(request: HttpRequest, error: ActError) -> HttpResponse:
    """Say what is missing, and lead back to where the person came from."""
    back = request.META.get("HTTP_REFERER", "")
    own = back if back.startswith(f"{request.scheme}://{request.get_host()}/") else "/"
    return render(request, "409.html", {"error": error, "back": own}, status=error.status)


class HealthMiddleware:
    """`/livez` answers while the process lives; `/readyz` while the database is usable.

    They stand before sessions and host checks, so that a probe needs neither.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/livez":
            return JsonResponse({"status": "alive"})
        if request.path == "/readyz":
            problem = readiness_problem()
            body = {"status": "not ready", "problem": problem} if problem else {"status": "ready"}
            return JsonResponse(body, status=503 if problem else 200)
        return self.get_response(request)


def readiness_problem() -> str:
    """Why this process should get no traffic, or nothing. Redis is no reason: it only wakes us."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "the database does not answer"
    return "migrations are waiting" if waiting else ""
