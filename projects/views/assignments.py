"""Delopgaver: the list, one, asking for one, who gave whom what, and a calendar file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.balance import balance_of
from projects.calendars import calendar_of
from projects.enums import AssignmentState
from projects.forms.assignments import AskAssignmentForm
from projects.forms.common import try_act
from projects.models import Assignment, Project
from projects.phases import ALLOWS
from projects.queries_implement import VIEWS, listed_assignments
from projects.services.assignments import ask_assignment
from projects.views.page import load_project, project_context, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.paging import page_of

PAGE = 10
BALANCE_PAGE = 10


def view_labels() -> dict[str, str]:
    return {
        "open": _("In hand or waiting"),
        "offered": _("Offered to all"),
        "ended": _("Done or released"),
        "all": _("All"),
    }


def assignment_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All delopgaver of an opgave, a page at a time."""
    project = load_project(request, slug)
    wanted = request.GET.get("vis", "")
    view = wanted if wanted in VIEWS else "open"
    context = project_context(
        project,
        "projects:implement",
        page=page_of(listed_assignments(project, view), request.GET.get("page"), PAGE),
        view=view,
        views=view_labels().items(),
        sees_team=request.user.has_perm("projects.see_team", project),
        may_ask=may_ask(request, project),
    )
    return render(request, "projects/assignments/list.html", context)


def may_ask(request: HttpRequest, project: Project) -> bool:
    """Whether to show the way to ask for a delopgave."""
    return project.phase in ALLOWS["assign"] and request.user.has_perm(
        "projects.ask_assignment", project
    )


def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a party, a person or the decision recipient, or offer it to all."""
    project = load_project(request, slug)
    require_perm(request, "projects.ask_assignment", project)
    require_time(request, project, "assign")
    form = AskAssignmentForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial={"whom": request.GET.get("hvem", "all")},
    )
    if request.method == "POST" and form.is_valid():
        row = try_act(
            form,
            lambda: ask_assignment(
                project.pk,
                form.as_task(),
                by=request.user,
                whom=form.as_whom(),
                party=form.cleaned_data.get("party"),
            ),
        )
        if row:
            messages.success(request, asked_sentence(row))
            return see_other(request, "projects:assignment", slug, row.pk)
    context = {"project": project, "form": form}
    status = 422 if form.errors else 200
    return render(request, "projects/assignments/ask.html", context, status=status)


def asked_sentence(row: Assignment) -> str:
    if row.state == AssignmentState.OFFERED:
        return _("It is offered to all. The first who takes it has it.")
    return _("%(name)s is asked. The answer is theirs.") % {"name": row.team_for}


def load_assignment(request: HttpRequest, slug: str, pk: int) -> Assignment:
    """The delopgave of an opgave that the person may see, or 404."""
    project = load_project(request, slug)
    row = get_object_or_404(project.assignments.with_names().select_related("thanked_by"), pk=pk)
    row.project = project
    return row


def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What, why and what is up to the taker; how it stands; what one can do about it."""
    row = load_assignment(request, slug, pk)
    sees_team = request.user.has_perm("projects.see_team", row.project)
    signed_in = request.user.is_authenticated
    context = project_context(
        row.project,
        "projects:implement",
        row=row,
        sees_team=sees_team or (signed_in and row.is_taken_by(request.user)),
        **(possible_acts(request, row) if signed_in else {}),
    )
    context["can_take"] = (
        row.state == AssignmentState.OFFERED and row.project.phase in ALLOWS["answer_assignment"]
    )
    return render(request, "projects/assignments/detail.html", context)


def possible_acts(request: HttpRequest, row: Assignment) -> dict[str, bool]:
    """Which buttons to show. The services ask again."""
    user, state = request.user, row.state
    working = row.project.phase in ALLOWS["answer_assignment"]
    taken = state == AssignmentState.ACCEPTED
    ended = state in {AssignmentState.DONE, AssignmentState.RELEASED}
    asked = state in {AssignmentState.ASKED, AssignmentState.CONDITIONAL}
    unanswered = asked or state == AssignmentState.OFFERED
    return {
        "can_answer": working and asked and row.is_asked_of(user),
        "can_answer_condition": working
        and state == AssignmentState.CONDITIONAL
        and row.is_given_by(user),
        "can_withdraw": working
        and unanswered
        and user.has_perm("projects.withdraw_assignment", row),
        "can_finish": taken and row.is_taken_by(user),
        "can_release": taken and user.has_perm("projects.release_assignment", row),
        "can_thank": ended and not row.is_taken_by(user) and user.has_perm("projects.thank", row),
    }


def calendar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The date as a file for one's own calendar."""
    row = load_assignment(request, slug, pk)
    if row.due is None:
        raise Http404
    response = HttpResponse(calendar_of(row), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="delopgave-{row.pk}.ics"'
    return response


def balance(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has given whom what, as a picture and as a table of the same."""
    project = load_project(request, slug)
    found = balance_of(project)
    number = page_of(found.rows, request.GET.get("page"), BALANCE_PAGE)
    context = project_context(project, "projects:implement", balance=found, page=number)
    return render(request, "projects/assignments/balance.html", context)
