"""The map of who the opgave concerns. For the team."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.forms.common import try_act
from projects.forms.parties import ChangeStakeholderForm, StakeholderForm
from projects.models import Stakeholder
from projects.services.stakeholders import (
    change_stakeholder,
    map_stakeholder,
    remove_stakeholder,
)
from projects.views.page import act_page, load_project, require_perm
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.paging import page_of

SHOWN = 8  # at once


def stakeholder_list(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.map_stakeholders", project)
    form = StakeholderForm(request.POST or None, project=project, user=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and try_act(form, lambda: map_stakeholder(project.pk, form.as_row(), by=request.user))
    ):
        messages.success(request, _("Added."))
        return see_other(request, "projects:stakeholders", slug)
    rows = page_of(project.stakeholders.with_invitations(), request.GET.get("page"), SHOWN)
    context = {"project": project, "form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "projects/stakeholders/list.html", context, status=status)


def _row(request: HttpRequest, slug: str, pk: int) -> Stakeholder:
    project = load_project(request, slug)
    require_perm(request, "projects.map_stakeholders", project)
    row = get_object_or_404(project.stakeholders, pk=pk)
    row.project = project
    return row


def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _row(request, slug, pk)
    form = ChangeStakeholderForm(
        request.POST or None,
        project=row.project,
        user=request.user,
        initial=ChangeStakeholderForm.initial_from(row),
    )
    return act_page(
        request,
        row.project,
        form,
        partial(change_stakeholder, row.pk, by=request.user),
        done=_("Saved."),
        to="projects:stakeholders",
        heading=row.label,
        button=_("Save"),
    )


@post_or_back("projects:stakeholders", "slug")
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _row(request, slug, pk)
    remove_stakeholder(row.pk, by=request.user)
    messages.success(request, _("%(who)s is off the map.") % {"who": row.label})
    return see_other(request, "projects:stakeholders", slug)
