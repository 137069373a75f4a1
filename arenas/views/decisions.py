"""Decisions in the minutes, and delopgaver from them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arenas.after import parts_of
from arenas.forms.after import DecisionForm
from arenas.models import Decision
from arenas.services import decisions as acts
from arenas.services.common import require_begun
from arenas.services.minutes import require_draft, require_not_fixed
from arenas.views.common import load_meeting, load_part
from arenas.views.minutes import minutes_of
from projects.forms.assignments import AskAssignmentForm
from projects.forms.common import try_act
from projects.phases import require_phase
from projects.views.assignments import asked_sentence
from projects.views.page import render_form, require_perm
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def add_decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.write_minutes", found)
    require_begun(found)
    if request.method != "POST":
        acts.require_deciding(found.arena)
    row = minutes_of(found)
    if row:
        require_draft(row)
    form = DecisionForm(
        request.POST or None,
        project=found.arena.project,
        user=request.user,
        parts=parts_of(found, row),
        initial=DecisionForm.initial_for(found),
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and try_act(form, lambda: acts.add_decision(found.pk, form.as_told(), by=request.user)):
        messages.success(request, _("The decision is in the draft."))
        return see_other(request, "arenas:minutes", slug, pk)
    return render_form(
        request,
        found.arena.project,
        form,
        heading=_("What was decided?"),
        button=_("Save the decision"),
        intro=_("One decision at a time: what, how, who and why."),
    )


def _decision(request: HttpRequest, slug: str, pk: int) -> Decision:
    rows = Decision.objects.select_related("minutes__meeting__arena", "item")
    row = load_part(request, slug, rows, pk, "minutes__meeting__arena__project")
    meeting = row.minutes.meeting
    require_perm(request, "arenas.write_minutes", meeting)
    return row


def change_decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _decision(request, slug, pk)
    meeting = row.minutes.meeting
    require_draft(row.minutes)
    form = DecisionForm(
        request.POST or None,
        project=meeting.arena.project,
        user=request.user,
        parts=parts_of(meeting, row.minutes),
        initial=DecisionForm.initial_from(row),
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and try_act(
        form, lambda: acts.change_decision(row.pk, form.as_told(), by=request.user)
    ):
        messages.success(request, _("Saved."))
        return see_other(request, "arenas:minutes", slug, meeting.pk)
    return render_form(
        request,
        meeting.arena.project,
        form,
        heading=_("Change the decision"),
        button=_("Save the decision"),
    )


@post_or_back("arenas:meetings", "slug")
def remove_decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _decision(request, slug, pk)
    acts.remove_decision(row.pk, by=request.user)
    messages.success(request, _("Removed."))
    return see_other(request, "arenas:minutes", slug, row.minutes.meeting_id)


def decision_task(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for a delopgave that comes of the decision; the form is the same as elsewhere."""
    row = _decision(request, slug, pk)
    meeting = row.minutes.meeting
    project = meeting.arena.project
    require_perm(request, "projects.ask_assignment", project)
    require_phase(project, "assign")
    require_not_fixed(row.minutes)
    form = AskAssignmentForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial={"whom": "all", "what": row.what[:160], "why": row.reason[:1000]},
    )
    if request.method == "POST" and form.is_valid():
        asked = try_act(
            form,
            lambda: acts.ask_from_decision(
                row.pk,
                form.as_task(),
                by=request.user,
                whom=form.as_whom(),
                party=form.cleaned_data.get("party"),
            ),
        )
        if asked:
            messages.success(request, asked_sentence(asked))
            return see_other(request, "arenas:minutes", slug, meeting.pk)
    context = {"project": project, "form": form}
    status = 422 if form.errors else 200
    return render(request, "projects/assignments/ask.html", context, status=status)
