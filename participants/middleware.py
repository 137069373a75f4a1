"""The language of a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


class PersonLanguageMiddleware:
    """The language switch wins, then the signed-in person's own language, then Danish.

    The switch sets a cookie; signing in and saving the profile remove it, so a cookie that is
    there was always set later. The browser's Accept-Language is not asked: many Danes have
    browsers in English, and the site is the municipality's, so it starts in Danish with the
    switch in sight.
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
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in LANGUAGES:
        return chosen
    return request.user.language if signed_in else settings.LANGUAGE_CODE


def forget_switched_language(response: HttpResponse) -> None:
    """From here the person's own language counts again."""
    response.delete_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        path=settings.LANGUAGE_COOKIE_PATH,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
