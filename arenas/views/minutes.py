"""The minutes: read, write, send, correct."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arenas.after import clock_of, parts_of, rows_of, who_was_there
from arenas.emails.minutes import readers_of
from arenas.forms.after import MinutesForm
from arenas.models import Meeting, Minutes
from arenas.services import minutes as acts
from arenas.services.common import require_begun
from arenas.views.common import load_meeting
from projects.forms.common import try_act
from projects.phases import ALLOWS, Fact
from projects.views.page import project_context, require_perm
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.htmx import see_other


def minutes_of(meeting: Meeting) -> Minutes | None:
    found = Minutes.objects.select_related("sent_by").filter(meeting=meeting).first()
    if found:
        found.meeting = meeting
    return found


def minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The minutes for everybody once they are sent; the draft for those who write it."""
    found = load_meeting(request, slug, pk)
    row = minutes_of(found)
    context = project_context(
        found.arena.project, "arenas:meetings", **page_of(request, found, row)
    )
    return render(request, "arenas/after/minutes.html", context)


def page_of(request: HttpRequest, meeting: Meeting, row: Minutes | None) -> dict[str, Any]:
    """What the page shows, and to whom which buttons."""
    user, project = request.user, meeting.arena.project
    writes = user.is_authenticated and user.has_perm("arenas.write_minutes", meeting)
    is_team = user.has_perm("arenas.see_sign_ups", project)
    is_sent = bool(row and row.is_sent)
    held = meeting.is_planned and meeting.has_begun
    meeting.listed = rows_of(meeting)
    return {
        "meeting": meeting,
        "minutes": row if is_sent or writes else None,
        "clock": clock_of(meeting, row),
        "there": who_was_there(meeting.listed) if meeting.attendance_at else None,
        "is_team": is_team,
        "held": held,
        "may_write": writes and held and not is_sent,
        "may_decide": meeting.arena.decides,
        "may_send": user.is_authenticated and user.has_perm("arenas.send_minutes", meeting),
        "may_task": writes
        and project.phase in ALLOWS["assign"]
        and user.has_perm("projects.ask_assignment", project)
        and not (row and row.is_fixed),
        "may_amend": is_sent
        and row.takes_amendments
        and user.is_authenticated
        and user.has_perm("arenas.amend_minutes", meeting),
    }


def write_minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write the draft, an item at a time; whoever was slower sees both texts."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.write_minutes", found)
    require_begun(found)
    row = minutes_of(found)
    if row:
        acts.require_draft(row)
    form = MinutesForm(
        request.POST or None,
        project=found.arena.project,
        user=request.user,
        parts=parts_of(found, row),
    )
    if request.method == "POST" and form.is_valid():
        act = try_act(form, lambda: acts.write_minutes(found.pk, form.texts(), by=request.user))
        if act:
            messages.success(request, _("Saved. Nobody but those who write can see it yet."))
            return see_other(request, "arenas:minutes", slug, pk)
    return _writing(request, found, form)


def _writing(request: HttpRequest, meeting: Meeting, form: MinutesForm) -> HttpResponse:
    status = 422 if form.errors else 200
    if form.is_bound:
        form.parts = parts_of(meeting, minutes_of(meeting))  # as it stands now
    groups = form.groups
    if any(group["newer"] for group in groups):
        form.has_seen_the_newest()
        groups = [
            new | {"newer": old["newer"], "typed": old["typed"]}
            for old, new in zip(groups, form.groups, strict=True)
        ]
    context = {"project": meeting.arena.project, "meeting": meeting, "form": form, "groups": groups}
    return render(request, "arenas/after/write.html", context, status=status)


def send_minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who gets them and what is missing; then one click."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.send_minutes", found)
    row = minutes_of(found)
    error = None
    if request.method == "POST":
        try:
            acts.send_minutes(found.pk, by=request.user)
        except ActError as refused:
            error = refused
        else:
            messages.success(request, _("The minutes are sent. They can be corrected for a week."))
            return see_other(request, "arenas:minutes", slug, pk)
    elif not (found.is_planned and found.has_begun):
        raise NotAllowed(_("The meeting has not been held."))
    readers = list(readers_of(found))
    context = {
        "project": found.arena.project,
        "meeting": found,
        "minutes": row,
        "facts": _facts(found, row),
        "clock": clock_of(found, row),
        "by_mail": len([reader for reader in readers if reader.address]),
        "by_hand": [reader for reader in readers if not reader.address],
        "error": error,
    }
    return render(request, "arenas/after/send.html", context, status=422 if error else 200)


def _facts(meeting: Meeting, row: Minutes | None) -> list[Fact]:
    labels = {
        "attendance_known": _("It is known who came"),
        "minutes_written": _("Something is written"),
    }
    return [
        Fact(code, labels[code], met, what)
        for code, met, what in acts.facts_before_sending(meeting, row)
    ]
