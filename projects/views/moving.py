"""Move on, move on all the same, go back, close."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.enums import Phase
from projects.forms.common import reason_form
from projects.forms.moving import ClosingForm
from projects.phases import blockers
from projects.services.moving import (
    advance_project,
    override_gate,
    prepare_closing,
    reopen_project,
)
from projects.views.page import act_page, chosen_voice, load_project, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back

OverrideReason = reason_form(
    gettext_lazy("Why do you move on all the same?"),
    help_text=gettext_lazy("Your reason and what was missing stay in the history for ever."),
)


class OverrideForm(OverrideReason):
    phase = forms.ChoiceField(choices=Phase, widget=forms.HiddenInput)  # whose gate is meant


ReopenForm = reason_form(
    gettext_lazy("Why must the problem be opened again?"),
    help_text=gettext_lazy("What do you know now that you did not know then?"),
)


@post_or_back("projects:detail", "slug")
def advance(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    voice = chosen_voice(request, project)
    seen = request.POST.get("phase", "")
    project = advance_project(project.pk, by=request.user, phase=seen, party=voice)
    phase = Phase(project.phase).label
    messages.success(request, _("The project is now in the phase “%(phase)s”.") % {"phase": phase})
    return see_other(request, project)


def override(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.override_gate", project)
    require_time(request, project, "consent")
    return act_page(
        request,
        project,
        OverrideForm(
            request.POST or None,
            project=project,
            user=request.user,
            initial={"phase": project.phase},
        ),
        partial(override_gate, project.pk, by=request.user),
        done=_("The project has moved on. Your reason is in the history."),
        said=messages.warning,
        heading=_("Move on although something is missing"),
        button=_("Move on all the same"),
        missing=blockers(project),
    )


def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.reopen_project", project)
    require_time(request, project, "reopen")
    return act_page(
        request,
        project,
        ReopenForm(request.POST or None, project=project, user=request.user),
        partial(reopen_project, project.pk, by=request.user),
        done=_("You define the problem together once more."),
        heading=_("Open the problem again"),
        button=_("Open the problem again"),
        intro=_("The project goes back to “Define”, and all parties are told why."),
    )


def close(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.prepare_closing", project)
    require_time(request, project, "prepare_closing")
    form = ClosingForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial=ClosingForm.initial_from(project),
    )
    return act_page(
        request,
        project,
        form,
        partial(prepare_closing, project.pk, by=request.user),
        done=_("Saved. Now ask the parties for their consent to close."),
        heading=_("Prepare to close"),
        button=_("Save"),
        intro=_("The project closes when all parties consent to what you write here."),
    )
