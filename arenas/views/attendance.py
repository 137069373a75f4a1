"""Who came: marked by whoever leads the meeting, on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arenas.after import in_the_room, rows_of, who_was_there
from arenas.enums import Attendance, SignUpState
from arenas.forms.after import CameTooForm
from arenas.models import Meeting, SignUp
from arenas.services import attendance as acts
from arenas.views.common import load_meeting
from projects.forms.common import try_act
from projects.views.page import project_context, render_form, require_perm
from samskabelse.web.errors import ActError
from samskabelse.web.htmx import see_other
from samskabelse.web.numbers import whole_number

# What people said before is where the list begins; whoever marks it changes what was otherwise.
BEGINS = {
    SignUpState.SEATED: Attendance.CAME,
    SignUpState.DECLINED: Attendance.EXCUSED,
}
FIELD = "kom_"
ROOM = "rum_"  # somebody who entered the room and is not on the list


def attendance(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The list of everybody with *kom*, *kom ikke* or *meldte afbud*."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.mark_attendance", found)
    error = None
    if request.method == "POST":
        try:
            marks, guests = marks_in(request), marks_in(request, ROOM)
            acts.mark_attendance(found.pk, marks, by=request.user, from_room=guests)
        except ActError as refused:
            error = refused
        else:
            messages.success(request, _("Saved. Now it is known who was there."))
            return see_other(request, "arenas:meeting", slug, pk)
    return _page(request, found, error)


def marks_in(request: HttpRequest, field: str = FIELD) -> dict[int, str]:
    """`kom_12=came` for each sign-up; what is empty or no number is passed by."""
    found = {}
    for name, mark in request.POST.items():
        number = whole_number(name.removeprefix(field)) if name.startswith(field) else None
        if number and mark:
            found[number] = mark
    return found


def _page(request: HttpRequest, found: Meeting, error: ActError | None) -> HttpResponse:
    listed = [row for row in rows_of(found) if row.state != SignUpState.UNPROVEN]
    listed.sort(key=lambda row: (row.shown_name.casefold(), row.pk))
    typed = marks_in(request) if error else {}
    entered, guests = in_the_room(found, listed)
    context = project_context(
        found.arena.project,
        "arenas:meetings",
        meeting=found,
        rows=[
            (row, typed.get(row.pk) or row.attendance or _begins(row, entered)) for row in listed
        ],
        guests=guests,
        ticked=marks_in(request, ROOM) if error else {},
        there=who_was_there(listed),
        absent=[row for row in listed if row.attendance == Attendance.ABSENT],
        marks=Attendance.choices,
        error=error,
    )
    return render(request, "arenas/after/attendance.html", context, status=422 if error else 200)


def _begins(row: SignUp, entered: set[int]) -> str:
    if row.pk in entered:
        return Attendance.CAME
    return BEGINS.get(SignUpState(row.state), Attendance.ABSENT)


def came_too(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody came without having signed up."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.mark_attendance", found)
    form = CameTooForm(request.POST or None, project=found.arena.project, user=request.user)
    if request.method == "POST" and form.is_valid():
        row = try_act(
            form, lambda: acts.add_who_came(found.pk, by=request.user, **form.cleaned_data)
        )
        if row:
            messages.success(request, _("Written down: %(name)s came.") % {"name": row.name})
            return see_other(request, "arenas:attendance", slug, pk)
    return render_form(
        request,
        found.arena.project,
        form,
        heading=_("Somebody came who had not signed up"),
        button=_("Write down"),
        intro=_("They get no mail: you tell them what came of the meeting."),
    )
