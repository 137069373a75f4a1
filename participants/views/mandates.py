"""Who may speak for an organisation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participants.forms import MandateForm
from participants.models import Mandate
from participants.queries import speakers_of
from participants.services.founding import grant_mandate_by_email
from participants.services.organisations import declare_mandate, withdraw_mandate
from participants.views.common import add_refusal, next_url
from participants.views.organisations import organisation_seen_by
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError
from samskabelse.web.methods import post_or_back


@post_or_back("participants:organisation", "slug")
def declare(request: HttpRequest, slug: str) -> HttpResponse:
    """Take on to speak for an organisation that nobody speaks for."""
    organisation = organisation_seen_by(request, slug)
    declare_mandate(organisation.pk, by=request.user)
    messages.success(request, _("You now speak for %(name)s.") % {"name": organisation.name})
    return redirect(next_url(request, organisation.get_absolute_url()))


def of_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The standing mandates, and a form to give one more."""
    organisation = organisation_seen_by(request, slug)
    require(request.user, "participants.grant_mandate", organisation)
    form = MandateForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (given := _grant(request, organisation, form))
    ):
        name = given.user.name or form.cleaned_data["email"]
        messages.success(request, _("%(name)s has got the mandate.") % {"name": name})
        return redirect("participants:mandates", slug=slug)
    context = {"organisation": organisation, "form": form, "mandates": speakers_of(organisation)}
    return render(request, "participants/mandates.html", context)


def _grant(request: HttpRequest, organisation, form: MandateForm) -> Mandate | None:
    data = form.cleaned_data
    try:
        return grant_mandate_by_email(
            organisation.pk,
            data["email"],
            name=data["name"],
            commits=data["what"] == MandateForm.COMMIT,
            until=data["until"],
            by=request.user,
        )
    except ActError as error:
        add_refusal(form, error)
        return None


@post_or_back("participants:me")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own mandate, or one that somebody else has given."""
    mandate = get_object_or_404(Mandate.objects.select_related("organisation"), pk=pk)
    withdraw_mandate(mandate.pk, by=request.user)
    messages.success(request, _("The mandate has ended."))
    own = mandate.user_id == request.user.pk
    slug = mandate.organisation.slug
    return redirect("participants:me") if own else redirect("participants:mandates", slug=slug)
