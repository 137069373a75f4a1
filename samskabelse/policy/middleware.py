"""Deny by default: a page without an entry in the registry is refused."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from samskabelse.policy.registry import Access, access_for, may_enter, reason_for


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
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(reason_for(access))


def is_for_programs(request: HttpRequest) -> bool:
    """Whether this is the API: a program that is not signed in is told so (401), not sent on."""
    found = request.resolver_match
    return found is not None and found.namespace == "api"
