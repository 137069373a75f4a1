"""One meeting: what it is for, when, where, who, and the agenda."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arenas.after import clock_of, rows_of, who_was_there
from arenas.calendars import Entry, published
from arenas.emails.common import access_lines
from arenas.enums import HatKind, SignUpState
from arenas.forms.meetings import ChangeMeetingForm, MeetingForm
from arenas.hats import warnings, worn_at
from arenas.models import Meeting, SignUp
from arenas.readiness import readiness
from arenas.seating import seating_of
from arenas.services import meetings as acts
from arenas.services.room import OPEN_AFTER
from arenas.views.common import load_arena, load_meeting, require_coming
from projects.forms.common import reason_form, try_act
from projects.phases import Fact
from projects.views.page import project_context, render_form, require_perm, require_time
from samskabelse.web.htmx import see_other

CancelForm = reason_form(gettext_lazy("Why is it cancelled?"))


def new_meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Call a meeting on a date that is known; `find-dato` is for one that is not."""
    arena = load_arena(request, slug, pk)
    require_perm(request, "arenas.call_meeting", arena.project)
    require_time(request, arena.project, "meet")
    form = MeetingForm(
        request.POST or None,
        project=arena.project,
        user=request.user,
        initial=MeetingForm.initial_for(arena),
    )
    if request.method == "POST" and form.is_valid():
        called = try_act(form, lambda: acts.call_meeting(arena.pk, form.as_plan(), by=request.user))
        if called:
            messages.success(request, _("The meeting is called. Everybody gets a mail."))
            return see_other(request, called)
    missing = [fact for fact in readiness(arena) if not fact.met]
    return render_form(
        request,
        arena.project,
        form,
        heading=_("Call a meeting"),
        button=_("Call the meeting"),
        missing=missing,
    )


def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The page everybody is linked to."""
    found = load_meeting(request, slug, pk, "protocol")
    user = request.user
    rows = found.listed = rows_of(found)
    own = next((row for row in rows if row.is_of(user)), None)
    is_team = user.has_perm("arenas.see_sign_ups", found.arena.project)
    worn = found.worn = worn_at(found.arena, found)
    steers = user.is_authenticated and user.has_perm("arenas.steer_meeting", found)
    context = project_context(
        found.arena.project,
        "arenas:meetings",
        meeting=found,
        arena=found.arena,
        own=own,
        worn=[(HatKind(kind), hat) for kind, hat in worn.items()],
        warnings=warnings(found.arena, worn),
        access=access_lines(found),
        seating=seating_of(found),
        fits_list=[agenda_fits(found)],
        materials=list(found.materials.all()),
        sees_link=is_team or (own is not None and own.state in {"seated", "held", "invited"}),
        may_steer=steers,
        room=found.room_now,
        is_long_over=found.ends_at + OPEN_AFTER <= timezone.now(),
        may_add=user.has_perm("arenas.add_item", found) and (found.agenda_is_open or steers),
        may_hold_slot=user.has_perm("arenas.hold_catalysts_slot", found),
        may_attend=user.is_authenticated and user.has_perm("arenas.attend", found),
        may_enter=user.is_authenticated and user.has_perm("arenas.enter_on_paper", found),
        **_lists(rows, is_team, own),
    )
    if found.has_begun and found.is_planned:
        context |= _after(request, context)
    return render(request, "arenas/meeting.html", context)


def _after(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Who came, as a number for everybody; and where the minutes are.

    Once it is known who came, this page names nobody who did not: that stands where whoever leads
    the meeting marks it.
    """
    found, user = context["meeting"], request.user
    minutes = getattr(found, "protocol", None)
    there = who_was_there(context["rows"]) if found.attendance_at else None
    told = {
        "held": True,
        "minutes": minutes,
        "clock": clock_of(found, minutes),
        "there": there,
        "may_mark": user.is_authenticated and user.has_perm("arenas.mark_attendance", found),
        "may_write": user.is_authenticated and user.has_perm("arenas.write_minutes", found),
    }
    if there:
        told |= {"coming": [], "waiting": [], "unanswered": [], "declined": []}
    return told


def agenda_fits(found: Meeting) -> Fact:
    """The agenda's minutes against the meeting's (R61): a finding, not a refusal.

    Refusing would let whoever came first keep the others' items out.
    """
    over = -found.minutes_left
    return Fact(
        "agenda_fits",
        _("The agenda takes %(minutes)s of %(all)s minutes")
        % {"minutes": found.minutes_planned, "all": found.minutes},
        over <= 0,
        _("The agenda is %(minutes)s minutes too long. Make items shorter, or take one off.")
        % {"minutes": over},
    )


def _lists(rows: list[SignUp], is_team: bool, own: SignUp | None) -> dict[str, Any]:
    """Who comes: by name for those who take part, as a number for everybody."""
    by_state = {state: [row for row in rows if row.state == state] for state in SignUpState.values}
    coming = [*by_state["seated"], *by_state["held"]]
    waiting = sorted(by_state["waiting"], key=lambda row: row.waiting_number)
    return {
        "rows": rows,
        "place_in_line": waiting.index(own) + 1 if own in waiting else 0,
        "coming_count": len(by_state["seated"]),
        "waiting_count": len(by_state["waiting"]),
        "coming": coming if is_team else [],
        "waiting": waiting if is_team else [],
        "unanswered": by_state["invited"] if is_team else [],
        "declined": by_state["declined"] if is_team else [],
        "is_team": is_team,
    }


def change_meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.steer_meeting", found)
    require_coming(request, found)
    form = ChangeMeetingForm(
        request.POST or None,
        project=found.arena.project,
        user=request.user,
        initial=ChangeMeetingForm.initial_from(found),
    )
    if request.method == "POST" and form.is_valid():
        changed = try_act(
            form,
            lambda: acts.change_meeting(
                found.pk, form.as_plan(), by=request.user, reason=form.cleaned_data["reason"]
            ),
        )
        if changed:
            messages.success(request, _("Saved. Those who must know get a mail."))
            return see_other(request, "arenas:meeting", slug, pk)
    return render_form(
        request, found.arena.project, form, heading=_("Change the meeting"), button=_("Save")
    )


def cancel_meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.steer_meeting", found)
    require_coming(request, found, "cancel_meeting")
    form = CancelForm(request.POST or None, project=found.arena.project, user=request.user)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if try_act(form, lambda: acts.cancel_meeting(found.pk, by=request.user, reason=reason)):
            messages.success(request, _("The meeting is cancelled. Everybody gets a mail."))
            return see_other(request, "arenas:meeting", slug, pk)
    return render_form(
        request,
        found.arena.project,
        form,
        heading=_("Cancel the meeting"),
        button=_("Cancel the meeting"),
        intro=_("It disappears from people's calendars. What was written stays here."),
    )


def ics(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The meeting as a file for one's own calendar. The online address is for those who come."""
    found = load_meeting(request, slug, pk)
    url = settings.BASE_URL + found.get_absolute_url()
    content = published([Entry(found, url, sees_link=False)])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    name = slugify(found.title) or "moede"
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
