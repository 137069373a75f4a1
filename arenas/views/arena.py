"""Where and how the parties mean to meet."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arenas.forms.arena import ArenaForm
from arenas.models import Arena
from arenas.services.arena import plan_arena
from projects.views.page import act_page, load_project, project_context, require_perm


def arena(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    context = project_context(
        project,
        "arenas:arena",
        arena=Arena.objects.filter(project=project).first(),
        may_plan=request.user.has_perm("projects.change_project", project) and project.is_open,
    )
    return render(request, "arenas/arena.html", context)


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.change_project", project)
    standing = Arena.objects.filter(project=project).first()
    initial = {name: getattr(standing, name, None) for name in ArenaForm.base_fields}
    return act_page(
        request,
        project,
        ArenaForm(request.POST or None, initial=initial),
        partial(plan_arena, project.pk, by=request.user),
        done=_("Saved."),
        to="arenas:arena",
        heading=_("How do we meet?"),
        button=_("Save"),
    )
