"""Move on, move on all the same, go back, close."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from projects.enums import Phase
from projects.forms.common import reason_form, try_act
from projects.forms.moving import ClosingForm
from projects.phases import blockers
from projects.services.moving import (
    advance_project,
    override_gate,
    prepare_closing,
    reopen_project,
)
from projects.views.page import load_project, render_form, require_perm
from samskabelse.web.htmx import see_other

OverrideForm = reason_form(
    gettext_lazy("Why do you move on all the same?"),
    help_text=gettext_lazy("Your reason and what was missing stay in the history for ever."),
)
ReopenForm = reason_form(
    gettext_lazy("Why must the problem be opened again?"),
    help_text=gettext_lazy("What do you know now that you did not know then?"),
)


@require_POST
def advance(request: HttpRequest, slug: str) -> HttpResponse:
    project = advance_project(load_project(request, slug).pk, by=request.user)
    phase = Phase(project.phase).label
    messages.success(request, _("The project is now in the phase “%(phase)s”.") % {"phase": phase})
    return see_other(request, project)


def override(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.override_gate", project)
    form = OverrideForm(request.POST or None, project=project, user=request.user)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if try_act(form, lambda: override_gate(project.pk, by=request.user, reason=reason)):
            messages.warning(request, _("The project has moved on. Your reason is in the history."))
            return see_other(request, project)
    return render_form(
        request,
        project,
        form,
        heading=_("Move on although something is missing"),
        button=_("Move on all the same"),
        missing=blockers(project),
    )


def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.reopen_project", project)
    form = ReopenForm(request.POST or None, project=project, user=request.user)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if try_act(form, lambda: reopen_project(project.pk, by=request.user, reason=reason)):
            messages.success(request, _("You define the problem together once more."))
            return see_other(request, project)
    return render_form(
        request,
        project,
        form,
        heading=_("Open the problem again"),
        button=_("Open the problem again"),
        intro=_("The project goes back to “Define”, and all parties are told why."),
    )


def close(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.prepare_closing", project)
    form = ClosingForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial=ClosingForm.initial_from(project),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and try_act(form, lambda: prepare_closing(project.pk, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, _("Saved. Now ask the parties for their consent to close."))
        return see_other(request, project)
    return render_form(
        request,
        project,
        form,
        heading=_("Prepare to close"),
        button=_("Save"),
        intro=_("The project closes when all parties consent to what you write here."),
    )
