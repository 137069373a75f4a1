"""Invite one, invite many, send again, cancel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from projects.forms.common import try_act
from projects.forms.invitations import InviteForm, InviteManyForm
from projects.invitees import Reading, as_text, decode, read_invitees
from projects.models import Invitation, Project, Stakeholder
from projects.services import invitations as acts
from projects.views.page import load_project, require_perm
from samskabelse.web.errors import ActError
from samskabelse.web.htmx import see_other


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """One person. From a row of the map, the text starts from what draws them."""
    project = load_project(request, slug)
    require_perm(request, "projects.invite_party", project)
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
    wanted = request.GET.get("interessent", "")
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 18:
        return None
    return project.stakeholders.filter(pk=wanted).first()


def _initial(project: Project, stakeholder: Stakeholder | None) -> dict[str, str]:
    initial = {"language": project.language}
    if stakeholder:
        initial["why_you"] = stakeholder.motivation
        if stakeholder.organisation_kind:
            initial["organisation_name"] = stakeholder.label
            initial["organisation_kind"] = stakeholder.organisation_kind
    return initial


def invite_many(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste or upload, look at what was understood, then send. Nothing leaves before that."""
    project = load_project(request, slug)
    require_perm(request, "projects.invite_party", project)
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
        language=project.language,
    )


def _send(request, project: Project, form: InviteManyForm, reading: Reading) -> HttpResponse | None:
    sent = try_act(
        form,
        lambda: acts.invite_parties(
            project.pk, reading.invitees, by=request.user, party=form.voice
        ),
    )
    if sent is None:
        return None
    messages.success(
        request,
        ngettext("%(count)s has been asked.", "%(count)s have been asked.", len(sent))
        % {"count": len(sent)},
    )
    passed_by = len(reading.invitees) - len(sent)
    if passed_by:
        messages.info(
            request,
            ngettext(
                "%(count)s had been asked already and was passed by.",
                "%(count)s had been asked already and were passed by.",
                passed_by,
            )
            % {"count": passed_by},
        )
    return see_other(request, "projects:parties", project.slug)


def _many_page(
    request: HttpRequest, project: Project, form: InviteManyForm, reading: Reading | None = None
) -> HttpResponse:
    context = {
        "project": project,
        "form": form,
        "reading": reading,
        "rows": as_text(reading.invitees) if reading else "",
    }
    status = 422 if form.errors else 200
    return render(request, "projects/invitations/many.html", context, status=status)


def _invitation(request: HttpRequest, slug: str, pk: int) -> Invitation:
    project = load_project(request, slug)
    require_perm(request, "projects.invite_party", project)
    return get_object_or_404(project.invitations, pk=pk)


@require_POST
def send_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _act(request, slug, pk, acts.send_again, _("The invitation is sent again."))


@require_POST
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
