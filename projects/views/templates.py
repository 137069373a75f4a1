"""Skabeloner: make one of a closed opgave, find one, start from one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.forms.common import try_act
from projects.forms.gains import TemplateForm
from projects.models import Project, ProjectTemplate
from projects.queries_implement import public_templates
from projects.services.templates import Reusable, draft_answers, make_template, suggestion
from projects.views.drafts import keep, recipe_of
from projects.views.page import load_project, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.paging import page_of

PAGE = 20
OFFSPRING = 50


def make(request: HttpRequest, slug: str) -> HttpResponse:
    """What others could start from, ready to be mended before they see it."""
    project = load_project(request, slug)
    require_perm(request, "projects.make_template", project)
    require_time(request, project, "make_template")
    form = TemplateForm(
        request.POST or None, project=project, user=request.user, begun=_begun(project)
    )
    if request.method == "POST" and form.is_valid():
        template = try_act(
            form,
            lambda: make_template(
                project.pk,
                form.as_content(),
                by=request.user,
                party=form.cleaned_data.get("party"),
            ),
        )
        if template:
            messages.success(request, _("Others can start from it now. Thank you."))
            return see_other(request, template)
    context = {
        "project": project,
        "form": form,
        "heading": _("Make a template"),
        "button": _("Let others start from it"),
        "intro": _(
            "Read it through: no names, no addresses. What names somebody is left out already."
        ),
    }
    return render(request, "projects/form.html", context, status=422 if form.errors else 200)


def _begun(project: Project) -> Reusable:
    """The template as it stands, else what the opgave suggests."""
    template = ProjectTemplate.objects.filter(project=project).first()
    return Reusable.of(template) if template else suggestion(project)


def template_list(request: HttpRequest) -> HttpResponse:
    page = page_of(public_templates(), request.GET.get("page"), PAGE)
    return render(request, "projects/templates/list.html", {"page": page})


def template(request: HttpRequest, pk: int) -> HttpResponse:
    """What one starts with, what it came from, and which opgaver have started from it."""
    found = get_object_or_404(public_templates(), pk=pk)
    offspring = Project.objects.visible_to(request.user).filter(template=found)
    context = {"template": found, "offspring": offspring.order_by("-id")[:OFFSPRING]}
    return render(request, "projects/templates/detail.html", context)


@post_or_back("projects:template", "pk")
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft from it. Whoever is in the middle of another finishes or deletes that first."""
    found = get_object_or_404(public_templates(), pk=pk)
    if recipe_of(request).is_begun:
        messages.warning(
            request, _("You are writing something already. Send it or delete it first.")
        )
        return see_other(request, "projects:start")
    keep(request, draft_answers(found))
    messages.success(request, _("You have a beginning. Make it your own: write how it is here."))
    return see_other(request, "projects:question", 1)
