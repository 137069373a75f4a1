"""Pages about the site itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def about(request: HttpRequest) -> HttpResponse:
    """What co-creation is here, and what it is not."""
    return render(request, "web/about.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, and for how long (GDPR articles 13 and 14)."""
    return render(request, "web/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, or where it stands (webtilgængelighedsloven)."""
    return render(request, "web/accessibility.html")


def never_reached(request: HttpRequest) -> HttpResponse:
    """HealthMiddleware answers before; the name stands here so that the registry knows it."""
    raise Http404
