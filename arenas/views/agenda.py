"""Put something on the agenda, and add what to read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from arenas.forms.agenda import ItemForm, MaterialForm, NewItemForm
from arenas.models import AgendaItem, Material, Meeting
from arenas.queries import people_of
from arenas.services import agenda as acts
from arenas.views.common import load_meeting, load_part, require_coming
from participants.models import User
from projects.forms.common import try_act
from projects.views.page import render_form, require_perm
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def _people(meeting: Meeting) -> list[User]:
    return [person for person, _party in people_of(meeting.arena).values()]


def add_item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    meeting = load_meeting(request, slug, pk)
    require_perm(request, "arenas.add_item", meeting)
    require_coming(request, meeting)
    if request.method != "POST":
        acts.require_open_agenda(meeting, request.user)
    form = NewItemForm(
        request.POST or None,
        project=meeting.arena.project,
        user=request.user,
        people=_people(meeting),
        initial={"purpose": "explore", "minutes": 15},
    )
    if request.method == "POST" and form.is_valid():
        added = try_act(
            form,
            lambda: acts.add_item(meeting.pk, form.as_item(), by=request.user, party=form.voice),
        )
        if added:
            messages.success(request, _("It is on the agenda."))
            return see_other(request, "arenas:meeting", slug, pk)
    return render_form(
        request,
        meeting.arena.project,
        form,
        heading=_("Put something on the agenda"),
        button=_("Put it on the agenda"),
        intro=_until(meeting),
    )


def _until(meeting: Meeting) -> str:
    """Who can add to the agenda now: of a meeting called late only whoever leads it."""
    if meeting.agenda_is_open:
        return _("Any party can, until three days before the meeting.")
    return _(
        "The agenda is closed to the parties: it closes three days before the meeting. "
        "You lead the meeting, so you can still add to it."
    )


def _item(request: HttpRequest, slug: str, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.select_related("meeting__arena__project")
    return load_part(request, slug, rows, pk, "meeting__arena__project")


def change_item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _item(request, slug, pk)
    acts.require_hand(row, row.meeting, request.user)
    form = ItemForm(
        request.POST or None,
        project=row.meeting.arena.project,
        user=request.user,
        people=_people(row.meeting),
        initial=ItemForm.initial_from(row),
    )
    if request.method == "POST" and form.is_valid():
        changed = try_act(form, lambda: acts.change_item(row.pk, form.as_item(), by=request.user))
        if changed:
            messages.success(request, _("Saved."))
            return see_other(request, "arenas:meeting", slug, row.meeting_id)
    return render_form(
        request,
        row.meeting.arena.project,
        form,
        heading=_("Change the item"),
        button=_("Save"),
    )


@post_or_back("arenas:meetings", "slug")
def move_item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _item(request, slug, pk)
    acts.move_item(row.pk, by=request.user, up=request.POST.get("way") == "up")
    return see_other(request, "arenas:meeting", slug, row.meeting_id)


@post_or_back("arenas:meetings", "slug")
def remove_item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _item(request, slug, pk)
    acts.remove_item(row.pk, by=request.user)
    messages.success(request, _("It is off the agenda."))
    return see_other(request, "arenas:meeting", slug, row.meeting_id)


def add_material(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    meeting = load_meeting(request, slug, pk)
    require_perm(request, "arenas.add_item", meeting)
    require_coming(request, meeting)
    form = MaterialForm(request.POST or None, project=meeting.arena.project, user=request.user)
    if request.method == "POST" and form.is_valid():
        added = try_act(
            form, lambda: acts.add_material(meeting.pk, by=request.user, **form.cleaned_data)
        )
        if added:
            messages.success(request, _("Added."))
            return see_other(request, "arenas:meeting", slug, pk)
    return render_form(
        request,
        meeting.arena.project,
        form,
        heading=_("Add something to read before"),
        button=_("Add"),
    )


@post_or_back("arenas:meetings", "slug")
def remove_material(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = load_part(request, slug, Material.objects.all(), pk, "meeting__arena__project")
    acts.remove_material(row.pk, by=request.user)
    messages.success(request, _("Removed."))
    return see_other(request, "arenas:meeting", slug, row.meeting_id)
