"""htmx without a second set of views: the same URL answers with the page or with its part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def render_part(
    request: HttpRequest, page: str, part: str, context: dict, *, status: int = 200
) -> HttpResponse:
    """Render `part` to htmx and `page` to everybody else."""
    htmx = getattr(request, "htmx", None)
    template = part if htmx and not htmx.boosted else page
    response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request"
    return response


def see_other(request: HttpRequest, to, *args, **kwargs) -> HttpResponse:
    """Redirect after a POST with 303, so that reloading never sends it twice."""
    response = redirect(to, *args, **kwargs)
    response.status_code = 303
    return response
