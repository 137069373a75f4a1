"""Saying no to mails from a link in them, and the demo's mailbox."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from samskabelse.mail import services
from samskabelse.mail.addresses import masked
from samskabelse.mail.enums import Topic
from samskabelse.mail.kinds import SCOPE_LABELS
from samskabelse.mail.models import KeptMail, OptOut
from samskabelse.mail.tokens import Subscription, read_token
from samskabelse.web.htmx import see_other

MAILS_PER_PAGE = 50
SANDBOX = [
    "allow-popups",
    "allow-popups-to-escape-sandbox",
    "allow-top-navigation-by-user-activation",
]


@csrf_exempt  # the token is the right; mail programs post here without cookies (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET explains and changes nothing; POST says no, for mail programs with one click."""
    try:
        subscription = read_token(token)
    except ValueError:
        return render(request, "mail/unsubscribe_unknown.html", status=404)
    if request.method != "POST":
        return render(request, "mail/unsubscribe.html", _choices(subscription, token))
    if request.POST.get("List-Unsubscribe") == "One-Click":
        width = "scope" if subscription.scope else "topic"
        services.opt_out(subscription.address, **_refusal(subscription, width))
        return HttpResponse("ok", content_type="text/plain")
    act = services.opt_in if "undo" in request.POST else services.opt_out
    width = request.POST.get("undo") or request.POST.get("stop") or ""
    if width in _widths(subscription):
        act(subscription.address, **_refusal(subscription, width))
    return see_other(request, "mail:unsubscribe", token)


def _widths(subscription: Subscription) -> list[str]:
    """How much a person can say no to: this opgave (if the mail was about one), the kind, all."""
    return [*(["scope"] if subscription.scope else []), "topic", "all"]


def _refusal(subscription: Subscription, width: str) -> dict[str, str]:
    return {
        "scope": {"scope": subscription.scope},
        "topic": {"topic": subscription.topic},
        "all": {},
    }[width]


def _choices(subscription: Subscription, token: str) -> dict[str, object]:
    refused = set(OptOut.objects.filter(address=subscription.address).values_list("topic", "scope"))
    return {
        "choices": [_choice(subscription, width, refused) for width in _widths(subscription)],
        "address": masked(subscription.address),
        "action": reverse("mail:unsubscribe", args=[token]),
    }


def scope_label(scope: str) -> str:
    """What a mail is about, as its kind says it; most are about one opgave."""
    label = SCOPE_LABELS.get(scope.partition(":")[0])
    return str(label) if label else _("Mails about this one project")


def _choice(
    subscription: Subscription, width: str, refused: set[tuple[str, str]]
) -> dict[str, object]:
    refusal = _refusal(subscription, width)
    labels = {
        "scope": scope_label(subscription.scope),
        "topic": Topic(subscription.topic).label,
        "all": _("All mails from this site"),
    }
    is_off = (refusal.get("topic", ""), refusal.get("scope", "")) in refused
    return {"width": width, "label": labels[width], "is_off": is_off}


@require_safe
def demo_box(request: HttpRequest) -> HttpResponse:
    """All mails of the demo, newest first; `?to=` shows one person's."""
    to = request.GET.get("to", "").replace("\x00", "").strip()[:320]
    page = Paginator(_kept(to), MAILS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "mail/demo_box.html", {"page": page, "to": to})


def _kept(to: str) -> QuerySet[KeptMail]:
    mails = KeptMail.objects.order_by("-id").defer("text", "html")
    return mails.filter(to_address=to.lower()) if to else mails


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # knows no arguments
def demo_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as text, and as it looks in a mail program."""
    mail = get_object_or_404(KeptMail, pk=pk)
    return render(request, "mail/demo_mail.html", {"mail": mail})


@require_safe
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type]
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [UNSAFE_INLINE],  # mail programs know no style sheets
        "img-src": [SELF, "data:"],
        "frame-ancestors": [SELF],
        "sandbox": SANDBOX,
    }
)
def demo_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML part alone, for the frame. Its links open in the whole window."""
    mail = get_object_or_404(KeptMail, pk=pk)
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_top">', 1))
