"""Whose key came with a request, and the language of the answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from participants.services.tokens import person_with
from samskabelse.rest.authentication import SCHEME
from samskabelse.rest.problems import is_api, plain_response

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


class ApiTokenMiddleware:
    """A key counts as its person, in the API alone. One that is wrong or has run out is 401.

    Found here, before the policy registry is asked, so that one set of rules holds for browsers
    and programs. It writes nothing, not even when the key was last used.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if not is_api(request) or scheme.lower() != SCHEME.lower():
            return self.get_response(request)
        token = person_with(secret.strip())
        if token is None:
            return plain_response(401, "bad_token", _("This key is unknown or has run out."))
        request.user, request.api_token = token.user, token
        return self.get_response(request)


class PersonLanguageMiddleware:
    """The language switch wins, then the signed-in person's own language, then Danish.

    The switch sets a cookie; signing in and saving the profile remove it, so a cookie that is
    there was always set later. The browser's Accept-Language is not asked: many Danes have
    browsers in English, and the site is the municipality's, so it starts in Danish with the
    switch in sight. A program in the API is asked: it sends the header on purpose.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_for(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        return self.get_response(request)


def language_for(request: HttpRequest) -> str:
    # Asked first and always: a session that is no longer valid is flushed here, outside the
    # read-only transaction of the view.
    signed_in = request.user.is_authenticated
    if is_api(request) and not _is_from_a_page_of_ours(request):
        return translation.get_language_from_request(request)  # Accept-Language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in LANGUAGES:
        return chosen
    return request.user.language if signed_in else settings.LANGUAGE_CODE


def _is_from_a_page_of_ours(request: HttpRequest) -> bool:
    """Whether somebody followed a link of the site, as to an export: its language goes on."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def forget_switched_language(response: HttpResponse) -> None:
    """From here the person's own language counts again."""
    response.delete_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        path=settings.LANGUAGE_COOKIE_PATH,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
