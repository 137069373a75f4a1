"""One solution: read it, write it anew, compare its versions, its authors, let it rest."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.enums import AuthorState
from projects.forms.common import reason_form, try_act
from projects.forms.define import AnswerForm
from projects.forms.design import AskAuthorForm, ChangeSolutionForm, SolutionForm
from projects.forms.solution_contributions import SayForm
from projects.models import Project, Solution, SolutionAuthor, SolutionVersion
from projects.models.solution import part_name
from projects.phases import ALLOWS
from projects.queries_design import contributions_to, missing_in, objections_to, rounds_about
from projects.services import authors as author_acts
from projects.services import solutions as acts
from projects.services.contributions import answer_contribution
from projects.services.judging import say_about_solution
from projects.views.designing import design_context
from projects.views.page import act_page, load_project, render_form, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number
from samskabelse.web.paging import page_of
from samskabelse.web.quoting import quoted

VERSIONS_PAGE = 10
SAID_PAGE = 20
RECORD = 50
ROUNDS = 3  # each with an answer of every party
RestForm = reason_form(
    gettext_lazy("Why does it rest?"),
    help_text=gettext_lazy("It stays on the page with your reason, and can be taken up again."),
)


def load_solution(request: HttpRequest, slug: str, pk: int) -> Solution:
    project = load_project(request, slug)
    found = get_object_or_404(
        project.solutions.with_text().prefetch_related("authors__user"), pk=pk
    )
    found.project = project
    return found


def solution(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What it says now, who stands behind it, what was said about it, how it was chosen.

    A POST says something about it.
    """
    found = load_solution(request, slug, pk)
    if request.method == "POST":
        require_perm(request, "projects.contribute", found.project)
    form = _say_form(request, found)
    if request.method == "POST" and form.is_valid():
        act = partial(say_about_solution, pk, by=request.user)
        if try_act(form, lambda: act(**form.cleaned_data)):
            messages.success(request, _("Thank you. Your words stand on the page."))
            return see_other(request, found)
    context = solution_context(request, found, form=form)
    status = 422 if form and form.errors else 200
    return render(request, "projects/design/solution.html", context, status=status)


def _say_form(request: HttpRequest, found: Solution) -> SayForm | None:
    """For whoever may say something; readers who are not signed in have none."""
    if not request.user.has_perm("projects.contribute", found.project):
        return None
    return SayForm(request.POST or None, project=found.project, user=request.user, solution=found)


def solution_context(request: HttpRequest, found: Solution, **extra) -> dict:
    project, user = found.project, request.user
    is_open = project.phase in ALLOWS["propose"]
    rounds = list(rounds_about(found)[:ROUNDS])
    context = design_context(
        request,
        project,
        solution=found,
        version=found.latest,
        is_chosen=found.latest_id == project.chosen_id,
        own=next((row for row in found.authors.all() if row.user_id == user.pk), None),
        objections=objections_to(found)[:RECORD],
        rounds=rounds,
        missing_consent=missing_in(rounds),
        said=page_of(contributions_to(found), request.GET.get("page"), SAID_PAGE),
        **extra,
    )
    context["may"] |= {
        "say": project.phase in ALLOWS["judge"] and user.has_perm("projects.contribute", project),
        "answer": is_open and user.has_perm("projects.answer_contribution", project),
        "rest": is_open and user.has_perm("projects.rest_solution", found),
        "ask_author": is_open and user.has_perm("projects.ask_author", found),
        "reply": is_open and user.has_perm("projects.answer_objection", project),
        "override": is_open and user.has_perm("projects.override_choice", project),
    }
    return context


def propose_solution(request: HttpRequest, slug: str) -> HttpResponse:
    """An ordinary solution, or with `?vild=1` a wild idea that nobody judges yet."""
    project = load_project(request, slug)
    require_perm(request, "projects.propose_solution", project)
    require_time(request, project, "propose")
    wild = request.GET.get("vild") == "1"
    form = SolutionForm(request.POST or None, project=project, user=request.user)
    intro = (
        _("For a week nobody may say anything against it. Others can only build on it.")
        if wild
        else _("The parties can support it, worry about it and ask. Nobody counts votes.")
    )
    return act_page(
        request,
        project,
        form,
        partial(acts.propose_solution, project.pk, by=request.user, wild=wild),
        done=_("Thank you. Your idea is on the page."),
        to="projects:design",
        heading=_("Propose a wild idea") if wild else _("Propose a solution"),
        button=_("Publish"),
        intro=intro,
    )


def change_solution(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write a new version. Whoever was overtaken sees what the other wrote, and keeps their own."""
    found = load_solution(request, slug, pk)
    require_perm(request, "projects.change_solution", found.project)
    require_time(request, found.project, "propose")
    standing = [row for row in objections_to(found)[:RECORD] if not row.changed_id]
    form = ChangeSolutionForm(
        request.POST or None,
        project=found.project,
        user=request.user,
        solution=found,
        objections=standing,
        initial=found.latest.texts
        | {"base": found.latest.number, "objection": request.GET.get("indvending")},
    )
    if request.method == "POST" and form.is_valid():
        act = partial(acts.change_solution, pk, by=request.user, **form.cleaned_data)
        if try_act(form, act):
            messages.success(request, _("Saved as a new version. The old one stays."))
            return see_other(request, found)
    newer = _written_meanwhile(found, form)
    if newer:  # the next attempt builds on what is shown above the form
        form.data = form.data.copy()
        form.data["base"] = str(newer.number)
    return render_form(
        request,
        found.project,
        form,
        heading=_("Write a new version"),
        button=_("Save as a new version"),
        template="projects/design/change.html",
        newer=newer,
    )


def _written_meanwhile(found: Solution, form: ChangeSolutionForm) -> SolutionVersion | None:
    base = (
        form.cleaned_data.get("base") if form.is_bound and hasattr(form, "cleaned_data") else None
    )
    latest = found.versions.select_related("by").first()
    return latest if base and latest.number != base else None


def versions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who wrote which version, and what each changed, word by word."""
    found = load_solution(request, slug, pk)
    rows = found.versions.select_related("by", "party__organisation", "party__user")
    page = page_of(rows, request.GET.get("page"), VERSIONS_PAGE)
    shown = _asked_for(found, request.GET.get("version"))
    context = design_context(
        request,
        found.project,
        solution=found,
        page=page,
        shown=shown,
        differences=differences_of(shown),
    )
    return render(request, "projects/design/versions.html", context)


def _asked_for(found: Solution, number: str | None) -> SolutionVersion:
    """The version with this number; the latest where there is none such."""
    wanted = whole_number(number)
    rows = found.versions.select_related("by", "party__organisation", "party__user")
    asked = rows.filter(number=wanted).first() if wanted else None
    return asked or rows.first()


def differences_of(version: SolutionVersion) -> list[tuple[str, str, str]]:
    """(what the part is called, what it said, what it says), for each part that has changed."""
    former = SolutionVersion.objects.filter(
        solution=version.solution_id, number=version.number - 1
    ).first()
    if former is None:
        return []
    return [
        (part_name(name), old, version.texts[name])
        for name, old in former.texts.items()
        if old != version.texts[name]
    ]


def ask_author(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_solution(request, slug, pk)
    require_perm(request, "projects.ask_author", found)
    require_time(request, found.project, "propose")
    return act_page(
        request,
        found.project,
        AskAuthorForm(
            request.POST or None, project=found.project, user=request.user, solution=found
        ),
        partial(author_acts.ask_author, pk, by=request.user),
        done=_("They are asked now, and are named when they say yes."),
        to="projects:design",
        heading=_("Ask somebody to stand as author"),
        button=_("Ask"),
        intro=found.title,
    )


def _own_authorship(request: HttpRequest, slug: str, pk: int) -> tuple[Project, SolutionAuthor]:
    project = load_project(request, slug)
    row = get_object_or_404(
        SolutionAuthor.objects.select_related("solution"), pk=pk, solution__project=project
    )
    require_perm(request, "projects.answer_authorship", row)
    return project, row


@post_or_back("projects:design", "slug")
def answer_authorship(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ja or nej, by whoever was asked."""
    _project, row = _own_authorship(request, slug, pk)
    accept = request.POST.get("svar") == "yes"
    author_acts.answer_authorship(row.pk, by=request.user, accept=accept)
    messages.success(
        request,
        _("Thank you. You stand as author now.") if accept else _("Thank you for answering."),
    )
    return see_other(request, "projects:solution", slug, row.solution_id)


@post_or_back("projects:design", "slug")
def leave_authorship(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _project, row = _own_authorship(request, slug, pk)
    author_acts.leave_authorship(row.pk, by=request.user)
    messages.success(request, _("Your name is off."))
    return see_other(request, "projects:solution", slug, row.solution_id)


def rest_solution(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_solution(request, slug, pk)
    require_perm(request, "projects.rest_solution", found)
    require_time(request, found.project, "propose")

    def act(reason: str, party=None) -> Solution:
        return acts.rest_solution(pk, by=request.user, reason=reason)

    return act_page(
        request,
        found.project,
        RestForm(request.POST or None, project=found.project, user=request.user),
        act,
        done=_("It rests. Anybody who takes part can take it up again."),
        to="projects:design",
        heading=_("Lay the solution aside"),
        button=_("Lay it aside"),
        intro=found.title,
    )


@post_or_back("projects:solution", "slug", "pk")
def wake_solution(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_solution(request, slug, pk)
    acts.wake_solution(pk, by=request.user)
    messages.success(request, _("It is taken up again."))
    return see_other(request, found)


def asked_authors(found: Solution) -> list[SolutionAuthor]:
    """Those who have not answered yet; shown to authors alone."""
    return [row for row in found.authors.all() if row.state == AuthorState.ASKED]


def answer_said(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer what somebody said about a solution; the answer stands beside it."""
    project = load_project(request, slug)
    require_perm(request, "projects.answer_contribution", project)
    rows = project.contributions.exclude(solution_version=None).filter(hidden_at=None)
    found = get_object_or_404(rows.select_related("by", "party__organisation"), pk=pk)
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
        to="projects:design",
        heading=_("Answer"),
        button=_("Answer"),
        intro=f"{found.author}: {quoted(found.text)}",
    )
