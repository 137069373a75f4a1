"""What every page knows about the site it is on."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

MENU = (
    "projects:list",
    "projects:start",
    "arenas:events",
    "about",
    "participants:me",
    "projects:inbox",
)


@cache
def _menu() -> frozenset[str]:
    """The addresses in the menu, each of which is marked on its own page."""
    return frozenset(reverse(name) for name in MENU)


def site(request: HttpRequest) -> dict[str, Any]:
    """The municipality, whom to call, and whether this is the demo."""
    return {
        "site": {
            "municipality": settings.MUNICIPALITY_NAME,
            "contact_name": settings.CONTACT_NAME,
            "contact_email": settings.CONTACT_EMAIL,
            "contact_phone": settings.CONTACT_PHONE,
            "statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
            "demo": settings.DEMO_MODE,
            "languages": settings.LANGUAGES,
            "language": get_language() or settings.LANGUAGE_CODE,
            "here": request.path if request.path in _menu() else "",
        }
    }
