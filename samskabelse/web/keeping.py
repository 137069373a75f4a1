"""Pages that look the same to every visitor, kept until somebody does something.

What everybody can see changes by acts, and each act leaves one entry in the history. So the page
that one visitor was shown is what the next is shown, as long as no entry has come; a minute at
most, since time passes without an act. Whoever is signed in or has a session gets a page of their
own. Kept in the process, so that nothing has to be told to anybody and a restart forgets it all.
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
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
FIELD = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Kept:
    """A page without what is made anew for each visitor, which two marks stand for.

    The marks are drawn for this page and never shown, so that nothing written on it, such as the
    words of a search, can be taken for one.
    """

    content: bytes
    headers: dict[str, str]
    nonce: bytes
    token: bytes


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
            return shown(request, kept)
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK and not response.streaming:
            pages.set(key, impersonal(request, response), SECONDS)
        return response

    return wrapped


def _is_anybody(request: HttpRequest) -> bool:
    """Nobody in particular asks, and for a whole page."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
    return request.method == "GET" and not known and not getattr(request, "htmx", None)


def _key(request: HttpRequest) -> str:
    asked = (request.scheme, request.get_host(), request.get_full_path(), get_language())
    return hashlib.sha256(repr((*asked, latest_mark())).encode()).hexdigest()


def impersonal(request: HttpRequest, response: HttpResponse) -> Kept:
    """The page as it can be kept for others."""
    nonce, token = _mark(), _mark()
    content = FIELD.sub(rb"\g<1>" + token, response.content.replace(_nonce(request), nonce))
    return Kept(content, dict(response.headers), nonce, token)


def _mark() -> bytes:
    return secrets.token_hex(16).encode()


def shown(request: HttpRequest, kept: Kept) -> HttpResponse:
    """A kept page for this visitor."""
    own = kept.content.replace(kept.nonce, _nonce(request))
    if kept.token in own:
        own = own.replace(kept.token, get_token(request).encode())
    return HttpResponse(own, headers=kept.headers)


def _nonce(request: Any) -> bytes:
    """Of the policy of this answer (`csp.middleware`)."""
    return str(request.csp_nonce).encode()
