"""Deny by default: a page without an entry in the registry is refused."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samskabelse.policy.registry import Access, access_for, may_enter, reason_for

TOO_LONG_TO_REMEMBER = 60  # characters; a name or an address is soon typed again
SECRET = re.compile(r"password|code|token|key", re.IGNORECASE)


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        access = access_for(request.resolver_match.view_name)
        if access is None:
            raise PermissionDenied
        if may_enter(request.user, access, demo=settings.DEMO_MODE):
            return None
        if access == Access.DEMO:
            raise Http404
        if not request.user.is_authenticated and not is_for_programs(request):
            return _to_sign_in(request)
        raise PermissionDenied(reason_for(access))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Off to sign-in; whoever was signed out while they wrote gets their text back first."""
    door = redirect_to_login(request.get_full_path())
    texts = written(request)
    if not texts or getattr(request, "htmx", None):
        return door
    context = {"texts": texts, "sign_in_url": door.url}
    return render(request, "web/signed_out.html", context, status=HTTPStatus.FORBIDDEN)


def written(request: HttpRequest) -> list[str]:
    """What somebody sent that is too long to remember; nothing that could be a password."""
    return [
        text
        for name, texts in request.POST.lists()
        for text in texts
        if len(text) >= TOO_LONG_TO_REMEMBER and not SECRET.search(name)
    ]


def is_for_programs(request: HttpRequest) -> bool:
    """Whether this is the API: a program that is not signed in is told so (401), not sent on."""
    found = request.resolver_match
    return found is not None and found.namespace == "api"
