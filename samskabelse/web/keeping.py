"""Pages that look the same to every visitor, kept until somebody does something.

What everybody can see changes by acts, and each act leaves one entry in the history. So the page
that one visitor was shown is what the next is shown, as long as no entry has come; a minute at
most, since time passes without an act. Whoever is signed in or has a session gets a page of their
own. Kept in the process, so that nothing has to be told to anybody and a restart forgets it all.
"""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from samskabelse.history.queries import latest_mark

SECONDS = 60
# What is made anew for each visitor. No page has a NUL of its own: PostgreSQL takes none.
NONCE, TOKEN = b"\x00nonce\x00", b"\x00token\x00"
FIELD = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')

View = Callable[..., HttpResponse]


def kept_for_visitors(view: View) -> View:
    """Show visitors without a session the page that was made for the last one, if nothing happened.

    For views whose answer to them depends on the address and the language alone.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_anybody(request):
            return view(request, *args, **kwargs)
        pages, key = caches["pages"], _key(request)
        if (kept := pages.get(key)) is not None:
            return _shown(request, *kept)
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK and not response.streaming:
            kept = _impersonal(request, response.content), dict(response.headers)
            pages.set(key, kept, SECONDS)
        return response

    return wrapped


def _is_anybody(request: HttpRequest) -> bool:
    """Nobody in particular asks, and for a whole page."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
    return request.method == "GET" and not known and not getattr(request, "htmx", None)


def _key(request: HttpRequest) -> str:
    asked = (request.scheme, request.get_host(), request.get_full_path(), get_language())
    return hashlib.sha256(repr((*asked, latest_mark())).encode()).hexdigest()


def _impersonal(request: HttpRequest, content: bytes) -> bytes:
    return FIELD.sub(rb"\1" + TOKEN, content.replace(_nonce(request), NONCE))


def _shown(request: HttpRequest, content: bytes, headers: dict[str, str]) -> HttpResponse:
    own = content.replace(NONCE, _nonce(request))
    if TOKEN in own:
        own = own.replace(TOKEN, get_token(request).encode())
    return HttpResponse(own, headers=headers)


def _nonce(request: Any) -> bytes:
    """Of the policy of this answer (`csp.middleware`)."""
    return str(request.csp_nonce).encode()
