"""Get one's data, and go away again (GDPR articles 15, 17 and 20)."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participants.forms import EraseForm
from participants.queries import data_about
from participants.services.accounts import erase_person


def own_data(request: HttpRequest) -> HttpResponse:
    return render(request, "participants/own_data.html")


def download(request: HttpRequest) -> HttpResponse:
    """Everything we keep about the person, as JSON."""
    response = JsonResponse(
        data_about(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="samskabelse.json"'
    response["Cache-Control"] = "no-store"
    return response


def erase(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, and does it only after a ticked box."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase_person(request.user.pk, by=request.user)
        logout(request)
        messages.success(request, _("Your account is deleted."))
        return redirect("home")
    return render(request, "participants/erase.html", {"form": form})
