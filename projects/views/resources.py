"""Needs and offers, and who needs whom for what."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.forms.common import try_act
from projects.forms.define import ResourceForm
from projects.models import Project
from projects.network import draw
from projects.phases import Situation
from projects.services import resources as acts
from projects.views.actions import Viewer
from projects.views.page import load_project, project_context
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.paging import page_of

PAGE = 10


def resources(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture, the table, and for a party a form."""
    project = load_project(request, slug)
    viewer = Viewer(request.user, project, Situation(project))
    form = _form(request, project, viewer)
    if request.method == "POST":
        if form is None:
            raise NotAllowed
        if form.is_valid() and try_act(form, partial(_add, request, form)):
            messages.success(request, _("Added."))
            return see_other(request, "projects:resources", slug)
    rows = project.resources.standing().with_names().order_by("-id")
    context = project_context(
        project,
        "projects:define",
        viewer=viewer,
        form=form,
        mine={party.pk for party in viewer.parties},
        page=page_of(rows, request.GET.get("page"), PAGE),
        drawing=draw(project),
    )
    status = 422 if form and form.errors else 200
    return render(request, "projects/define/resources.html", context, status=status)


def _form(request: HttpRequest, project: Project, viewer: Viewer) -> ResourceForm | None:
    if not viewer.parties or not project.is_open:
        return None
    return ResourceForm(request.POST or None, project=project, user=request.user)


def _add(request: HttpRequest, form: ResourceForm):
    said = dict(form.cleaned_data)
    counterpart = said.pop("counterpart")
    return acts.add_resource(
        int(said.pop("owner")),
        by=request.user,
        counterpart_id=int(counterpart) if counterpart else None,
        **said,
    )


def _row(request: HttpRequest, slug: str, pk: int):
    project = load_project(request, slug)
    return project, get_object_or_404(project.resources, pk=pk)


@post_or_back("projects:resources", "slug")
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _project, row = _row(request, slug, pk)
    acts.remove_resource(row.pk, by=request.user)
    messages.success(request, _("Taken back."))
    return see_other(request, "projects:resources", slug)


@post_or_back("projects:resources", "slug")
def take(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    project, row = _row(request, slug, pk)
    voices = {str(party.pk): party for party in project.parties.speaking(request.user)}
    others = [party for party in voices.values() if party.pk != row.party_id]
    voice = voices.get(request.POST.get("party", "")) or next(iter(others), None)
    if voice is None:
        raise NotAllowed
    acts.take_resource(row.pk, by=request.user, party_id=voice.pk)
    messages.success(request, _("Thank you. It stands here that you take it on."))
    return see_other(request, "projects:resources", slug)


@post_or_back("projects:resources", "slug")
def release(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _project, row = _row(request, slug, pk)
    acts.release_resource(row.pk, by=request.user)
    messages.success(request, _("Your yes is taken back."))
    return see_other(request, "projects:resources", slug)
