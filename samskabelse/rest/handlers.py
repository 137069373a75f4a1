"""What is refused before a view is reached: a page for people, a problem for programs.

What was sent is not looked at again: it may be the very thing that could not be read. (Django's
own handlers ask for the form's token, and with it for `request.POST`.)
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from samskabelse.rest.problems import is_api, plain_response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_api(request):
        return plain_response(400)
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, or 401 for a program that has not said who it is."""
    if not is_api(request):
        return render(request, "403.html", {"exception": str(exception)}, status=403)
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return plain_response(401)
    return plain_response(403, detail=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain_response(404) if is_api(request) else render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page without anything of the request or the database: either may be what broke."""
    if is_api(request):
        return plain_response(500)
    return HttpResponse(render_to_string("500.html"), status=500)
