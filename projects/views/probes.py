"""Small tries: plan, own, begin, stop, learn."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.enums import OwnerState, ProbeState
from projects.forms.design import (
    ChangeProbeForm,
    LessonsForm,
    OwnProbeForm,
    ProbeForm,
    StopProbeForm,
)
from projects.models import Probe
from projects.services import probing as acts
from projects.views.designing import design_context
from projects.views.page import act_page, chosen_voice, load_project, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def _probe(request: HttpRequest, slug: str, pk: int) -> Probe:
    project = load_project(request, slug)
    found = get_object_or_404(project.probes.with_names(), pk=pk)
    found.project = project
    return found


def probe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The plan, who owns it, and what became of it."""
    found = _probe(request, slug, pk)
    waits = found.owner_state == OwnerState.ASKED and not found.owner_has_left
    asked = waits and found.state == ProbeState.PLANNED
    signed_in = request.user.is_authenticated
    context = design_context(
        request,
        found.project,
        probe=found,
        may_answer=asked and signed_in and found.owner.can_be_committed_by(request.user),
        may_stop=found.state != ProbeState.STOPPED
        and request.user.has_perm("projects.stop_probe", found.project),
        may_learn=found.state == ProbeState.STOPPED
        and request.user.has_perm("projects.plan_probe", found.project),
    )
    return render(request, "projects/design/probe.html", context)


def plan_probe(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.plan_probe", project)
    require_time(request, project, "probe")
    return act_page(
        request,
        project,
        ProbeForm(request.POST or None, project=project, user=request.user),
        partial(acts.plan_probe, project.pk, by=request.user),
        done=_("Planned. The owner is asked now."),
        to="projects:design",
        heading=_("Plan a small try"),
        button=_("Plan it, and ask the owner"),
        intro=_("Small enough to dare, and clear enough to stop."),
    )


def change_probe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _probe(request, slug, pk)
    require_perm(request, "projects.plan_probe", found.project)
    require_time(request, found.project, "probe")
    form = ChangeProbeForm(
        request.POST or None,
        project=found.project,
        user=request.user,
        initial=ProbeForm.initial_from(found),
    )
    return act_page(
        request,
        found.project,
        form,
        partial(acts.change_probe, pk, by=request.user),
        done=_("Saved. If the terms are different, the owner is asked again."),
        to="projects:design",
        heading=_("Change the plan"),
        button=_("Save"),
    )


def own_probe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _probe(request, slug, pk)
    require_perm(request, "projects.own_probe", found.owner)
    require_time(request, found.project, "probe")
    if request.method != "POST":
        acts.require_standing_owner(found)

    def act(answer: str, note: str, read: str) -> Probe:
        accept = answer == "yes"
        return acts.answer_ownership(pk, by=request.user, accept=accept, note=note, read=read)

    return act_page(
        request,
        found.project,
        OwnProbeForm(request.POST or None, initial={"read": found.asked}),
        act,
        done=_("Thank you for answering."),
        to="projects:design",
        heading=_("Does %(party)s own operations?") % {"party": found.owner.name},
        button=_("Give the answer"),
        template="projects/design/own_probe.html",
        probe=found,
    )


@post_or_back("projects:probe", "slug", "pk")
def start_probe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _probe(request, slug, pk)
    acts.start_probe(pk, by=request.user, party=chosen_voice(request, found.project))
    messages.success(request, _("It has begun. Any party can stop it at once."))
    return see_other(request, "projects:probe", slug, pk)


def stop_probe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _probe(request, slug, pk)
    require_perm(request, "projects.stop_probe", found.project)
    require_time(request, found.project, "stop_probe")
    return act_page(
        request,
        found.project,
        StopProbeForm(request.POST or None, project=found.project, user=request.user),
        partial(acts.stop_probe, pk, by=request.user),
        done=_("Stopped. The owner is told."),
        to="projects:design",
        heading=_("Stop “%(title)s”") % {"title": found.title},
        button=_("Stop it now"),
        intro=_("You stop it alone and at once. Nobody has to agree."),
    )


def probe_lessons(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _probe(request, slug, pk)
    require_perm(request, "projects.plan_probe", found.project)
    require_time(request, found.project, "write_lessons")
    form = LessonsForm(
        request.POST or None,
        project=found.project,
        user=request.user,
        initial={"seen": found.seen, "learnt": found.learnt},
    )
    return act_page(
        request,
        found.project,
        form,
        partial(acts.write_lessons, pk, by=request.user),
        done=_("Saved. Others can use it."),
        to="projects:design",
        heading=_("What did you learn?"),
        button=_("Save"),
    )
