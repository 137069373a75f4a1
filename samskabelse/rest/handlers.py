"""What is refused before a view is reached: a page for people, a problem for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from samskabelse.rest.problems import is_api, plain_response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain_response(400) if is_api(request) else defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, or 401 for a program that has not said who it is."""
    if not is_api(request):
        return defaults.permission_denied(request, exception)
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return plain_response(401)
    return plain_response(403, detail=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain_response(404) if is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return plain_response(500) if is_api(request) else defaults.server_error(request)
