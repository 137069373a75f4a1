"""Where and how the parties mean to meet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arenas.forms import ArenaForm
from arenas.models import Arena
from arenas.services import plan_arena
from projects.forms.common import try_act
from projects.views.page import load_project, project_context, render_form, require_perm
from samskabelse.web.htmx import see_other


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
    names = list(ArenaForm.base_fields)
    initial = {name: getattr(standing, name) for name in names} if standing else {}
    form = ArenaForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in names}
        if try_act(form, lambda: plan_arena(project.pk, by=request.user, **fields)):
            messages.success(request, _("Saved."))
            return see_other(request, "arenas:arena", slug)
    return render_form(request, project, form, heading=_("How do we meet?"), button=_("Save"))
