"""`/demo/`: step into a role, see the mails, start over. Only in demo mode."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samskabelse.local.demo import roles, seeding
from samskabelse.web.htmx import see_other

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Who there is to be, and what waits for each of them."""
    return render(request, "demo/demo.html", {"cards": list(roles.cards())})


@require_POST
def step_in(request: HttpRequest, person: str) -> HttpResponse:
    """Sign in as somebody of the invented cast, and go where the button says."""
    user = roles.role_person(person) if settings.DEMO_MODE else None
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    messages.success(request, _("You are now %(name)s.") % {"name": user.display_name})
    return see_other(request, _safe(request) or _start_of(user))


def _safe(request: HttpRequest) -> str:
    url = request.POST.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""


def _start_of(user) -> str:
    return "admin:index" if user.is_staff else "participants:me"


@require_POST
def restart(request: HttpRequest) -> HttpResponse:
    """Put everything back to how it was on the first day."""
    if not settings.DEMO_MODE:
        raise Http404
    if seeding.restart():
        messages.success(request, _("The demo has started over."))
    else:
        messages.info(request, _("Somebody else has just started the demo over."))
    return see_other(request, "demo")
