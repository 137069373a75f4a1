"""Keys to the API."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participants.forms import TokenForm
from participants.services.tokens import make_token, revoke_token
from participants.views.common import add_refusal
from samskabelse.web.errors import ActError
from samskabelse.web.methods import post_or_back


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """One's keys, and a form to make one. The secret is in this one answer and nowhere else."""
    form = TokenForm(request.POST or None)
    secret = _make(request, form) if request.method == "POST" and form.is_valid() else ""
    context = {
        "form": TokenForm() if secret else form,
        "secret": secret,
        "tokens": request.user.api_tokens.all(),
    }
    status = 422 if form.errors else 200
    return render(request, "participants/tokens.html", context, status=status)


def _make(request: HttpRequest, form: TokenForm) -> str:
    try:
        return make_token(by=request.user, **form.cleaned_data)[1]
    except ActError as error:
        add_refusal(form, error)
        return ""


@post_or_back("participants:tokens")
def revoke(request: HttpRequest) -> HttpResponse:
    revoke_token(request.POST.get("key", ""), by=request.user)
    messages.success(request, _("The key is deleted. It opens nothing any more."))
    return redirect("participants:tokens")
