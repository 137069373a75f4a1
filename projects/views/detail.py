"""The opgave's own page, its history, mending it, reporting it, muting it."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from projects.enums import ConsentAbout, ProjectRoleKind
from projects.forms.moving import EditForm, ReportForm
from projects.models import ConsentRound, Project
from projects.phases import Situation, checklist
from projects.queries_answers import with_first_answers
from projects.services.moderation import report_project
from projects.services.muting import mute_project
from projects.services.raising import change_project
from projects.views.actions import Viewer, todos
from projects.views.page import (
    act_page,
    load_project,
    name_people,
    project_context,
    require_perm,
    require_time,
)
from samskabelse.history.queries import history_of
from samskabelse.web.htmx import see_other
from samskabelse.web.keeping import kept_for_visitors
from samskabelse.web.methods import post_or_back
from samskabelse.web.paging import page_of

HISTORY_PAGE = 50
ROUNDS = 10
PARTIES_SHOWN = 12


@kept_for_visitors
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug, themes=True)
    name_people(project)
    now = Situation(project)
    facts = checklist(project, now)
    viewer = Viewer(request.user, project, now)
    context = project_context(
        project,
        "projects:detail",
        facts=facts,
        viewer=viewer,
        todos=todos(viewer, facts),
        parties=now.active[:PARTIES_SHOWN],
        more_parties=max(len(now.active) - PARTIES_SHOWN, 0),
        round=now.open_round,
        open_round_url=viewer.url("open_round"),
        advance_url=viewer.url("advance"),
        convener=project.hat(ProjectRoleKind.CONVENER),
        facilitator=project.hat(ProjectRoleKind.FACILITATOR),
        themes=project.theme_tags,
    )
    return render(request, "projects/overview.html", context)


@kept_for_visitors
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what, newest first. What is not public is for the team and administrators."""
    project = load_project(request, slug)
    entries = history_of(project).shown()
    if not request.user.has_perm("projects.see_team", project):
        entries = entries.public()
    context = project_context(
        project,
        "projects:history",
        page=page_of(entries, request.GET.get("page"), HISTORY_PAGE),
        rounds=rounds_of(project),
    )
    return render(request, "projects/history.html", context)


def rounds_of(project: Project) -> list[ConsentRound]:
    """The last times the parties were asked at a gate, with what each said."""
    return with_first_answers(project.rounds.filter(about=ConsentAbout.GATE)[:ROUNDS])


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.change_project", project)
    require_time(request, project, "change")
    initial = EditForm.initial_from(project)
    return act_page(
        request,
        project,
        EditForm(request.POST or None, project=project, user=request.user, initial=initial),
        partial(change_project, project.pk, by=request.user),
        done=_("Saved. The old text stands in the history."),
        heading=_("Mend the text"),
        button=_("Save"),
    )


def report(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    reporter = request.user if request.user.is_authenticated else None
    return act_page(
        request,
        project,
        ReportForm(request.POST or None),
        partial(report_project, project.pk, by=reporter),
        done=_("Thank you. A moderator looks at it."),
        heading=_("Tell a moderator what is wrong"),
        button=_("Send"),
    )


@post_or_back("projects:detail", "slug")
def mute(request: HttpRequest, slug: str) -> HttpResponse:
    """No mails about this opgave, or mails again."""
    project = load_project(request, slug)
    muted = request.POST.get("mute") == "yes"
    mute_project(project, by=request.user, muted=muted)
    done = _("You get no more mails about this.") if muted else _("You get mails about this again.")
    messages.success(request, done)
    return see_other(request, project)
