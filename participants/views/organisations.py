"""Pages of organisations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participants import plugs
from participants.forms import NewOrganisationForm, OrganisationForm
from participants.models import Organisation
from participants.queries import similar_organisations, speakers_of
from participants.services.founding import found_own_organisation
from participants.services.organisations import change_organisation, may_declare_mandate
from participants.views.common import add_refusal, next_url
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


def organisation_seen_by(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, or 404 for those who may not know of it."""
    seen = Organisation.objects.visible_to(request.user).select_related("department_of")
    return get_object_or_404(seen, slug=slug)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, what it can and seeks, who speaks for it, and where it takes part."""
    organisation = organisation_seen_by(request, slug)
    user = request.user
    speakers = list(speakers_of(organisation))
    own = next((mandate for mandate in speakers if mandate.user_id == user.pk), None)
    context = {
        "organisation": organisation,
        "speakers": speakers,
        "own": own,
        "panels": [
            panel for plug in plugs.ORGANISATION_PANELS if (panel := plug(organisation, user))
        ],
        "may_change": user.has_perm("participants.change_organisation", organisation),
        "may_grant": user.has_perm("participants.grant_mandate", organisation),
        "may_declare": user.is_authenticated
        and not (own and own.commits)
        and may_declare_mandate(user, organisation),
    }
    return render(request, "participants/organisation.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Enter an organisation; one that is here already is shown first."""
    form = NewOrganisationForm(request.POST or None, user=request.user)
    similar: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        similar = [] if data["is_new"] else similar_organisations(data["name"], request.user)
        if not similar:
            try:
                organisation = found_own_organisation(data["name"], data["kind"], by=request.user)
            except ActError as error:
                add_refusal(form, error)
            else:
                messages.success(
                    request,
                    _("%(name)s is here now, and you speak for it.") % {"name": organisation.name},
                )
                return redirect(next_url(request, organisation.get_absolute_url()))
    context = {"form": form, "similar": similar, "next": next_url(request, "")}
    return render(request, "participants/organisation_new.html", context)


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = organisation_seen_by(request, slug)
    require(request.user, "participants.change_organisation", organisation)
    may_rename = request.user.has_perm("participants.grant_mandate", organisation)
    form = OrganisationForm(request.POST or None, instance=organisation, may_rename=may_rename)
    if request.method == "POST" and form.is_valid() and _change(request, organisation, form):
        messages.success(request, _("The page is saved."))
        return redirect("participants:organisation", slug=slug)
    context = {"form": form, "organisation": organisation, "name": organisation_name(slug)}
    return render(request, "participants/organisation_edit.html", context)


def _change(request: HttpRequest, organisation: Organisation, form: OrganisationForm) -> bool:
    try:
        change_organisation(organisation.pk, by=request.user, **form.cleaned_data)
    except ActError as error:
        add_refusal(form, error)
        return False
    return True


def organisation_name(slug: str) -> str:
    """The name as it is kept: a form with a wrong name has changed the one at hand."""
    return Organisation.objects.values_list("name", flat=True).get(slug=slug)
