"""Invite one, invite many, send again, cancel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.emails.common import HELD_ABOVE, mail_language
from projects.enums import Motive
from projects.forms.common import try_act
from projects.forms.invitations import InviteForm, InviteManyForm
from projects.invitees import Reading, as_text, decode, read_invitees
from projects.models import Invitation, Project, Stakeholder
from projects.services import invitations as acts
from projects.services.inviting_many import (
    UNDO,
    Selection,
    choose_invitees,
    invite_parties,
    take_back_invitations,
)
from projects.views.page import load_project, require_perm, require_time
from samskabelse.web.errors import ActError
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number

NAMED_AT_MOST = 10

# How an invitation begins when only the motive is known (R29).
STARTERS = {
    Motive.INFLUENCE: gettext_lazy("Here you can help decide what happens, because …"),
    Motive.COMMUNITY: gettext_lazy("Here you meet others who care about the same, and …"),
    Motive.MEANING: gettext_lazy("What you do here makes a difference to …"),
    Motive.PROFESSION: gettext_lazy("You know your trade, and we need it to …"),
    Motive.RESOURCES: gettext_lazy("Together we have more to work with: you have …, and we have …"),
    Motive.LEARNING: gettext_lazy(
        "Nobody knows the answer yet. Here you can find out with us how …"
    ),
    Motive.BUSINESS: gettext_lazy("It is good for your customers and for you that …"),
    Motive.REPUTATION: gettext_lazy("Everybody can see who helped to …"),
    Motive.DUTY: gettext_lazy("It cannot be solved without you, because you are responsible for …"),
}


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """One person. From a row of the map, the text starts from what draws them."""
    project = load_project(request, slug)
    require_perm(request, "projects.invite_party", project)
    require_time(request, project, "invite")
    stakeholder = _stakeholder(request, project)
    form = InviteForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial=_initial(project, stakeholder),
    )
    if request.method == "POST" and form.is_valid():
        invitee = form.as_invitee(stakeholder)
        if try_act(
            form, lambda: acts.invite_party(project.pk, invitee, by=request.user, party=form.voice)
        ):
            messages.success(request, _("%(name)s has been asked.") % {"name": invitee.name})
            return see_other(request, "projects:parties", slug)
    context = {"project": project, "form": form, "stakeholder": stakeholder}
    status = 422 if form.errors else 200
    return render(request, "projects/invitations/invite.html", context, status=status)


def _stakeholder(request: HttpRequest, project: Project) -> Stakeholder | None:
    wanted = whole_number(request.GET.get("interessent"))
    return None if wanted is None else project.stakeholders.filter(pk=wanted).first()


def _initial(project: Project, stakeholder: Stakeholder | None) -> dict[str, str]:
    initial = {"language": mail_language(project)}
    if stakeholder:
        initial["why_you"] = stakeholder.motivation or STARTERS.get(stakeholder.motive, "")
        if stakeholder.organisation_kind:
            initial["organisation_name"] = stakeholder.label
            initial["organisation_kind"] = stakeholder.organisation_kind
    return initial


def invite_many(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste or upload, look at what was understood, then send. Nothing leaves before that."""
    project = load_project(request, slug)
    require_perm(request, "projects.invite_party", project)
    require_time(request, project, "invite")
    form = InviteManyForm(
        request.POST or None, request.FILES or None, project=project, user=request.user
    )
    if request.method != "POST" or not form.is_valid():
        return _many_page(request, project, form)
    reading = _read(form, project)
    if "confirm" in request.POST and reading.invitees:
        response = _send(request, project, form, reading)
        if response:
            return response
    return _many_page(request, project, form, reading)


def _read(form: InviteManyForm, project: Project) -> Reading:
    data = form.cleaned_data
    text = decode(data["file"].read()) if data["file"] else data["rows"]
    return read_invitees(
        text,
        why_you=data["why_you"],
        role_promise=data["role_promise"],
        language=mail_language(project),
    )


def _send(request, project: Project, form: InviteManyForm, reading: Reading) -> HttpResponse | None:
    asked = try_act(
        form,
        lambda: invite_parties(project.pk, reading.invitees, by=request.user, party=form.voice),
    )
    if asked is None:
        return None
    count = asked.count
    messages.success(
        request,
        ngettext("%(count)s has been asked.", "%(count)s have been asked.", count)
        % {"count": count},
    )
    if asked.selection.passed:
        messages.info(request, _passed_by(asked.selection))
    return see_other(request, "projects:parties", project.slug)


def _passed_by(selection: Selection) -> str:
    """How many were passed by, the first of them by name, and why."""
    names = [f"{row.shown_as} {reason.label}" for row, reason in selection.passed[:NAMED_AT_MOST]]
    more = len(selection.passed) - len(names)
    if more > 0:
        names.append(ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more})
    return _("Passed by: %(who)s.") % {"who": "; ".join(names)}


def _many_page(
    request: HttpRequest, project: Project, form: InviteManyForm, reading: Reading | None = None
) -> HttpResponse:
    why_you = form.cleaned_data["why_you"] if reading else ""
    rows = as_text(reading.invitees, why_you=why_you) if reading else ""
    context = {
        "project": project,
        "form": form,
        "reading": reading,
        "selection": choose_invitees(project, reading.invitees) if reading else None,
        "held_above": HELD_ABOVE,
        "minutes": int(UNDO.total_seconds() // 60),
        "rows": rows,
    }
    status = 422 if form.errors else 200
    return render(request, "projects/invitations/many.html", context, status=status)


def _invitation(request: HttpRequest, slug: str, pk: int) -> Invitation:
    project = load_project(request, slug)
    require_perm(request, "projects.invite_party", project)
    return get_object_or_404(project.invitations, pk=pk)


@post_or_back("projects:parties", "slug")
def send_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _act(request, slug, pk, acts.send_again, _("The invitation is sent again."))


@post_or_back("projects:parties", "slug")
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Undo the sending of many, for whoever sent them."""
    project = load_project(request, slug)
    require_perm(request, "projects.invite_party", project)
    batch = get_object_or_404(project.invitation_batches, pk=pk, by=request.user)
    try:
        take_back_invitations(batch.pk, by=request.user)
        messages.success(request, _("All of them are taken back. No mail has been sent."))
    except ActError as error:
        messages.error(request, str(error))
    return see_other(request, "projects:parties", slug)


@post_or_back("projects:parties", "slug")
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _act(request, slug, pk, acts.cancel_invitation, _("The invitation is cancelled."))


def _act(request: HttpRequest, slug: str, pk: int, act, done: str) -> HttpResponse:
    invitation = _invitation(request, slug, pk)
    try:
        act(invitation.pk, by=request.user)
        messages.success(request, done)
    except ActError as error:
        messages.error(request, str(error))
    return see_other(request, "projects:parties", slug)
