"""What one can do about one delopgave: a form and an act each."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from projects.forms.assignments import (
    ConditionForm,
    FollowUpForm,
    ReplyForm,
    TakeForm,
    ThanksForm,
    WordForm,
)
from projects.forms.common import try_act
from projects.models import Assignment
from projects.services import assignment_answers as answers
from projects.services import assignment_ends as ends
from projects.services.assignments import withdraw_assignment
from projects.views.assignments import load_assignment
from projects.views.page import require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def assignment_page(
    request: HttpRequest,
    row: Assignment,
    form: forms.Form,
    act: Callable[[], object],
    *,
    done: str,
    heading: str,
    button: str,
    **context: Any,
) -> HttpResponse:
    """The delopgave with one form under it; `act()` when what was sent holds."""
    if request.method == "POST" and form.is_valid() and try_act(form, act):
        messages.success(request, done)
        return see_other(request, "projects:assignment", row.project.slug, row.pk)
    page = {"row": row, "project": row.project, "form": form, "heading": heading, "button": button}
    status = 422 if form.errors else 200
    return render(request, "projects/assignments/act.html", page | context, status=status)


def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    require_perm(request, "projects.answer_assignment", row)
    require_time(request, row.project, "answer_assignment")
    return reply_page(request, row, partial(answers.answer_assignment, pk, by=request.user))


def reply_page(
    request: HttpRequest, row: Assignment, act: Callable[..., Assignment], **context: Any
) -> HttpResponse:
    """Ja, ja hvis …, nej: signed in or from the mail."""
    form = ReplyForm(request.POST or None, initial={"reply": request.GET.get("svar", "")})
    return assignment_page(
        request,
        row,
        form,
        lambda: act(**form.cleaned_data),
        done=_("Thank you for answering."),
        heading=_("Will you take this on?"),
        button=_("Send the answer"),
        **context,
    )


def take(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    require_perm(request, "projects.take_assignment", row)
    if request.method != "POST":
        answers.require_offered(row)
    form = TakeForm(request.POST or None, project=row.project, user=request.user)
    # A form without fields is never bound by what was sent.
    if request.method == "POST" and not form.fields:
        form = TakeForm({"": ""}, project=row.project, user=request.user)
    return assignment_page(
        request,
        row,
        form,
        lambda: answers.take_assignment(pk, by=request.user, **form.cleaned_data),
        done=_("It is yours. Thank you."),
        heading=_("Take this on"),
        button=_("Yes, I take it on"),
    )


def condition(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    require_perm(request, "projects.answer_condition", row)
    require_time(request, row.project, "answer_assignment")
    return condition_page(request, row, by=request.user)


def condition_page(request: HttpRequest, row: Assignment, *, by: Any, **more: Any) -> HttpResponse:
    form = ConditionForm(request.POST or None)
    return assignment_page(
        request,
        row,
        form,
        lambda: answers.answer_condition(row.pk, by=by, **form.as_answer()),
        done=_("The answer is sent."),
        heading=_("Answer the condition"),
        button=_("Send the answer"),
        **more,
    )


def follow_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    require_perm(request, "projects.finish_assignment", row)
    require_time(request, row.project, "end_assignment")
    return follow_up_page(request, row, by=request.user)


def follow_up_page(request: HttpRequest, row: Assignment, *, by: Any, **more: Any) -> HttpResponse:
    """Hvad mangler du? Signed in or from the mail."""
    initial = FollowUpForm.initial_from(row) | {"choice": request.GET.get("svar", "")}
    form = FollowUpForm(request.POST or None, initial=initial)
    return assignment_page(
        request,
        row,
        form,
        lambda: ends.answer_follow_up(row.pk, by=by, **form.cleaned_data),
        done=_("Thank you. The one who asked you is told."),
        heading=_("How is it going?"),
        button=_("Send"),
        **more,
    )


def finish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    require_perm(request, "projects.finish_assignment", row)
    require_time(request, row.project, "end_assignment")
    form = WordForm(request.POST or None)
    return assignment_page(
        request,
        row,
        form,
        lambda: ends.finish_assignment(pk, by=request.user, **form.cleaned_data),
        done=_("It is done. Thank you."),
        heading=_("It is done"),
        button=_("It is done"),
    )


def release(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    require_perm(request, "projects.release_assignment", row)
    require_time(request, row.project, "end_assignment")
    form = WordForm(request.POST or None)
    return assignment_page(
        request,
        row,
        form,
        lambda: ends.release_assignment(pk, by=request.user, **form.cleaned_data),
        done=_("It is released. That is quite all right."),
        heading=_("Release it"),
        button=_("Release it"),
    )


def thank(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    require_perm(request, "projects.thank", row)
    require_time(request, row.project, "end_assignment")
    form = ThanksForm(
        request.POST or None,
        project=row.project,
        user=request.user,
        initial={"words": row.thanks},
    )
    return assignment_page(
        request,
        row,
        form,
        lambda: ends.thank_for_assignment(pk, by=request.user, **form.cleaned_data),
        done=_("Your thank you is sent."),
        heading=_("Say thank you"),
        button=_("Say thank you"),
    )


@post_or_back("projects:assignment", "slug", "pk")
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_assignment(request, slug, pk)
    withdraw_assignment(pk, by=request.user)
    messages.success(request, _("It is taken back."))
    return see_other(request, "projects:assignments", row.project.slug)
