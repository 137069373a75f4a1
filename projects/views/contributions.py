"""What people write at the shared statement, and the answers."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.forms.common import try_act
from projects.forms.define import AnswerForm, ContributionForm
from projects.models.contribution import key_of
from projects.services.contributions import answer_contribution
from projects.services.contributions import contribute as contribute_act
from projects.views.page import act_page, load_project, project_context, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.paging import page_of
from samskabelse.web.quoting import quoted

PAGE = 15


def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was written, the newest first; `?uden=svar` what waits for an answer."""
    project = load_project(request, slug)
    rows = project.contributions.select_related("statement_version").with_names()
    waiting = request.GET.get("uden") == "svar"
    if waiting:
        rows = rows.shown().filter(answered_at=None).exclude(kind="support")
    context = project_context(
        project,
        "projects:define",
        page=page_of(rows, request.GET.get("page"), PAGE),
        waiting=waiting,
        may_answer=request.user.has_perm("projects.answer_contribution", project),
    )
    return render(request, "projects/define/contributions.html", context)


def contribute(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One paragraph with all that was written at it, and a form. `pk` counts from 0."""
    project = load_project(request, slug)
    current = project.statement_versions.first()
    paragraphs = current.paragraphs if current else []
    if pk >= len(paragraphs) and paragraphs and request.POST.get("read"):
        pk = len(paragraphs) - 1  # the statement is shorter now: nothing typed is lost
    if pk >= len(paragraphs):
        raise Http404
    require_perm(request, "projects.contribute", project)
    key = key_of(paragraphs[pk])
    form = ContributionForm(
        request.POST or None, project=project, user=request.user, initial={"read": key}
    )
    if request.method == "POST" and form.is_valid():
        act = partial(contribute_act, project.pk, by=request.user, paragraph=pk)
        if try_act(form, lambda: act(**form.cleaned_data)):
            messages.success(request, _("Thank you. Everybody can read it now."))
            return see_other(request, "projects:contribute", slug, pk)
    rows = project.contributions.filter(paragraph_key=key).with_names()
    context = project_context(
        project,
        "projects:define",
        form=form,
        paragraph=paragraphs[pk],
        page=page_of(rows, request.GET.get("page"), PAGE),
        may_answer=request.user.has_perm("projects.answer_contribution", project),
    )
    status = 422 if form.errors else 200
    return render(request, "projects/define/contribute.html", context, status=status)


def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.answer_contribution", project)
    found = get_object_or_404(project.contributions.with_names(), pk=pk)
    require_time(request, project, "contribute")
    return act_page(
        request,
        project,
        AnswerForm(
            request.POST or None,
            project=project,
            user=request.user,
            initial={"answer": found.answer},
        ),
        partial(answer_contribution, found.pk, by=request.user),
        done=_("Your answer stands below what was written."),
        to="projects:contributions",
        heading=_("Answer"),
        button=_("Answer"),
        intro="" if found.hidden_at else f"{found.author}: {quoted(found.text)}",
    )
