"""What those who hold an event do: write, publish, move, call off, enter on paper, mark, hide."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arenas.enums import Via
from arenas.forms.events import ChangeEventForm, EventForm, EventPaperForm
from arenas.models import Event, NextStep, SignUp
from arenas.services import events as acts
from arenas.services import sign_ups
from arenas.services.attendance import mark_attendance, ticked_off
from arenas.services.next_steps import hide_next_step
from arenas.views.events import load_event
from projects.forms.common import reason_form, try_act
from projects.views.page import require_perm
from samskabelse.policy.reasons import require
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number

CancelForm = reason_form(gettext_lazy("Why is it cancelled?"))
HideForm = reason_form(gettext_lazy("Why is it hidden?"), rows=2)


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    heading: str,
    button: str,
    event: Event | None = None,
    template: str = "arenas/events/form.html",
    **extra: Any,
) -> HttpResponse:
    """A page with one form about an event; 422 when what was sent cannot be taken."""
    context = {"form": form, "heading": heading, "button": button, "event": event, **extra}
    return render(request, template, context, status=422 if form.errors else 200)


def new_event(request: HttpRequest) -> HttpResponse:
    """Write an event down; it is published from its page."""
    require(request.user, "arenas.convene_events")
    form = EventForm(request.POST or None, user=request.user, initial=EventForm.first_values())
    if request.method == "POST" and form.is_valid():
        drafted = try_act(form, lambda: acts.draft_event(form.as_plan(), by=request.user))
        if drafted:
            messages.success(request, _("Saved as a draft. Read it through, and publish it."))
            return see_other(request, drafted)
    return form_page(
        request,
        form,
        heading=_("Plan an event"),
        button=_("Save as a draft"),
        intro=_("At first it is a draft. Nobody can sign up before you publish it from its page."),
    )


def change_event(request: HttpRequest, slug: str) -> HttpResponse:
    found = load_event(request, slug)
    require_perm(request, "arenas.steer_event", found)
    form = ChangeEventForm(
        request.POST or None,
        user=request.user,
        standing=found,
        initial=ChangeEventForm.values_of(found),
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        changed = try_act(
            form,
            lambda: acts.change_event(found.pk, form.as_plan(), by=request.user, reason=reason),
        )
        if changed:
            messages.success(request, _("Saved. Those who must know get a mail."))
            return see_other(request, changed)
    return form_page(request, form, heading=_("Change the event"), button=_("Save"), event=found)


@post_or_back("arenas:event", "slug")
def publish_event(request: HttpRequest, slug: str) -> HttpResponse:
    found = load_event(request, slug)
    acts.publish_event(found.pk, by=request.user)
    messages.success(request, _("The event is published. Everybody can sign up."))
    return see_other(request, found)


def cancel_event(request: HttpRequest, slug: str) -> HttpResponse:
    found = load_event(request, slug)
    require_perm(request, "arenas.steer_event", found)
    form = CancelForm(request.POST or None, project=None, user=request.user)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if try_act(form, lambda: acts.cancel_event(found.pk, by=request.user, reason=reason)):
            messages.success(request, _("The event is cancelled. Everybody gets a mail."))
            return see_other(request, found)
    return form_page(
        request,
        form,
        heading=_("Cancel the event"),
        button=_("Cancel the event"),
        event=found,
        intro=_("It disappears from people's calendars. What was written stays here."),
    )


def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Deltag på papir: staff enter somebody who rang or wrote."""
    found = load_event(request, slug)
    require_perm(request, "arenas.enter_on_paper", found)
    form = EventPaperForm(request.POST or None, project=None, user=request.user)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        row = try_act(form, lambda: sign_ups.enter_on_paper(found.pk, by=request.user, **told))
        if row:
            said = {"name": row.name, "state": row.get_state_display().lower()}
            messages.success(request, _("Written down: %(name)s, %(state)s.") % said)
            return see_other(request, found)
    return form_page(
        request,
        form,
        heading=_("Sign somebody up on paper"),
        button=_("Sign up"),
        event=found,
        intro=_("For somebody who rang, wrote or came by. They get no mails: you tell them."),
    )


@post_or_back("arenas:events")
def withdraw_paper(request: HttpRequest, pk: int) -> HttpResponse:
    events = Event.objects.visible_to(request.user)
    rows = SignUp.objects.filter(via=Via.PAPER, gathering__event__in=events)
    row = get_object_or_404(rows, pk=pk)
    found = events.get(pk=row.gathering_id)
    require_perm(request, "arenas.enter_on_paper", found)
    sign_ups.withdraw_paper(row.pk, by=request.user)
    messages.success(request, _("Written down: %(name)s is not coming.") % {"name": row.name})
    return see_other(request, found)


def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Tick off those who came; the others with a seat did not."""
    found = load_event(request, slug)
    require_perm(request, "arenas.mark_attendance", found)
    if request.method == "POST":
        came = set(filter(None, map(whole_number, request.POST.getlist("came"))))
        mark_attendance(found.pk, ticked_off(found, came), by=request.user)
        messages.success(request, _("Saved. You can correct it here whenever you want."))
        return see_other(request, found)
    rows = found.sign_ups.with_seat().select_related("user")
    context = {"event": found, "rows": sorted(rows, key=lambda row: row.shown_name.casefold())}
    return render(request, "arenas/events/attendance.html", context)


def hide_step(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Event.objects.visible_to(request.user)
    step = get_object_or_404(NextStep.objects.filter(event__in=visible), pk=pk)
    found = step.event
    require_perm(request, "arenas.steer_event", found)
    form = HideForm(request.POST or None, project=None, user=request.user)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if try_act(form, lambda: hide_next_step(step.pk, by=request.user, reason=reason)):
            messages.success(request, _("It is hidden. Nothing is deleted."))
            return see_other(request, found)
    return form_page(
        request,
        form,
        heading=_("Hide what somebody wrote"),
        button=_("Hide"),
        event=found,
        intro=step.text,
    )
