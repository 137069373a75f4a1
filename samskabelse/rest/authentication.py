"""Who asks. The middleware has found out; here a session is asked for its CSRF token too."""

from typing import Any

from django.http import HttpRequest
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

SCHEME = "Bearer"  # RFC 6750


class PersonAuthentication(SessionAuthentication):
    """The person behind a token, or the one who is signed in in the browser.

    A browser sends its cookie whoever made the page, so a session must show that the page was ours
    (CSRF). A token is sent on purpose and needs no such proof.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        asked: HttpRequest = request._request  # noqa: SLF001  the framework has no other name
        token = getattr(asked, "api_token", None)
        if token is not None:
            return asked.user, token
        return super().authenticate(request)

    def authenticate_header(self, request: Request) -> str:
        """So that a missing sign-in is 401 and not 403."""
        return SCHEME
