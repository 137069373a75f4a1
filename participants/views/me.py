"""The person's own pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from participants import plugs
from participants.enums import PersonKind
from participants.forms import ContactChoicesForm, ProfileForm, WelcomeForm
from participants.listings import Mine
from participants.middleware import forget_switched_language
from participants.models import User
from participants.panels import OWN_PANELS
from participants.queries import muted_by
from participants.services.people import change_contact_choices, introduce_oneself, unmute_scope
from participants.views.common import next_url
from samskabelse.mail.enums import Rhythm
from samskabelse.mail.services import rhythms_for
from samskabelse.web.methods import post_or_back


def overview(request: HttpRequest) -> HttpResponse:
    """Everything that concerns the person, as boxes that each room of the house hangs up."""
    if not request.user.name:
        return redirect("participants:welcome")
    mine = Mine(request.user)
    panels = [panel for make in [*plugs.ME_PANELS, *OWN_PANELS] if (panel := make(mine))]
    panels.sort(key=lambda panel: panel.order)
    busy = any(panel.order < OWN_FROM for panel in panels)
    return render(request, "participants/me.html", {"panels": panels, "busy": busy})


OWN_FROM = 500  # boxes from here on are about the account; those before are about opgaver


def welcome(request: HttpRequest) -> HttpResponse:
    """Asks once for the name and the role, then goes on to where the person was going."""
    goal = next_url(request, reverse("participants:me"))
    form = WelcomeForm(request.POST or None, initial=_first_guess(request.user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        introduce_oneself(
            request.user.pk,
            by=request.user,
            name=data["name"],
            language=data["language"],
            kind=data["kind"],
        )
        if data["acting"] == WelcomeForm.ORGANISATION:
            goal = f"{reverse('participants:organisation_new')}?{urlencode({'next': goal})}"
        response = redirect(goal)
        forget_switched_language(response)
        return response
    return render(request, "participants/welcome.html", {"form": form, "next": goal})


def _first_guess(user: User) -> dict[str, str]:
    kind = user.kind
    if kind == PersonKind.CITIZEN and user.has_municipal_address and not user.name:
        kind = PersonKind.STAFF
    return {
        "name": user.name,
        "kind": kind,
        "language": user.language,
        "acting": WelcomeForm.MYSELF,
    }


def profile(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        introduce_oneself(request.user.pk, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        response = redirect("participants:me")
        forget_switched_language(response)
        return response
    return render(request, "participants/profile.html", {"form": form})


def contact_choices(request: HttpRequest) -> HttpResponse:
    """Which mails the person wants and how often, and which opgaver they have muted."""
    user = request.user
    often = rhythms_for(user.email)
    is_mute = all(rhythm == Rhythm.NONE for rhythm in often.values())
    initial = {topic.value: rhythm.value for topic, rhythm in often.items()}
    initial |= {"mute_all": is_mute, "language": user.language}
    form = ContactChoicesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_contact_choices(
            user.pk, by=user, rhythms=form.rhythms, language=form.cleaned_data["language"]
        )
        messages.success(request, _("Your choices are saved."))
        response = redirect("participants:contact_choices")
        forget_switched_language(response)
        return response
    context = {"form": form, "muted": muted_by(user)}
    return render(request, "participants/contact_choices.html", context)


@post_or_back("participants:contact_choices")
def unmute(request: HttpRequest) -> HttpResponse:
    unmute_scope(request.user.pk, request.POST.get("scope", ""), by=request.user)
    messages.success(request, _("You get mails about it again."))
    return redirect("participants:contact_choices")


def security(request: HttpRequest) -> HttpResponse:
    """The ways to sign in that a person can add to the code, and where they are signed in."""
    return render(request, "participants/security.html")
