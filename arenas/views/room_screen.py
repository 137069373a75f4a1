"""The facilitator's screen: for a tablet in the hand or a projector on the wall."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from arenas.enums import PointState
from arenas.forms.room import AsideForm, AskForm, CardForm
from arenas.models import AgendaItem, Room, RoomAnswer, RoomPerson, SpeakingNote
from arenas.queries.voices import MOST_SHOWN, voices_in
from arenas.queries.written import written_in
from arenas.services import room as acts
from arenas.services import room_rounds as rounds
from arenas.views.common import load_meeting
from projects.deck import DECK, draw
from projects.forms.common import try_act
from projects.models import Party
from projects.views.page import load_project, render_form, require_perm
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number

STOP_POLLING = 286  # htmx asks no more


def _rooms() -> QuerySet[Room]:
    """Rooms with what the screen counts: in the room's own query."""
    answers = RoomAnswer.objects.filter(round=OuterRef("round"))
    people = RoomPerson.objects.filter(room=OuterRef("pk"))
    others = SpeakingNote.objects.filter(room=OuterRef("pk"), party=None).values("times")
    return Room.objects.select_related("meeting__arena__project", "item", "round", "card").annotate(
        answer_count=_count(answers, "round"),
        people_count=_count(people, "room"),
        others_spoke=Subquery(others[:1]),
    )


def _count(rows: QuerySet, by: str) -> Subquery:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def _load(request: HttpRequest, slug: str, pk: int) -> Room | None:
    """The meeting's room for whoever leads it; None before it is opened."""
    project = load_project(request, slug)
    room = _rooms().filter(meeting=pk, meeting__arena__project=project).first()
    meeting = room.meeting if room else load_meeting(request, slug, pk)
    meeting.arena.project = project
    require_perm(request, "arenas.steer_meeting", meeting)
    return room


@never_cache
def screen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    room = _load(request, slug, pk)
    if room is None or not room.is_open:
        return redirect("arenas:meeting", slug, pk)
    return render(request, "arenas/room/screen.html", _context(room))


@never_cache
def screen_news(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The part of the screen that moves, when it has (`polling` answers when it has not)."""
    room = get_object_or_404(_rooms(), key=key)
    if not request.user.is_authenticated:
        raise NotAllowed
    require_perm(request, "arenas.steer_meeting", room.meeting)
    if not room.is_open:
        return HttpResponse(status=STOP_POLLING)
    return render(request, "arenas/room/screen_now.html", _context(room))


def _context(room: Room) -> dict[str, Any]:
    meeting = room.meeting
    items = meeting.items
    parties = _parties(room)
    shown = room.round is not None and room.round.is_shown
    return {
        "room": room,
        "meeting": meeting,
        "project": meeting.arena.project,
        "arena": meeting.arena,
        "address": f"{settings.BASE_URL}{reverse('arenas:enter_room')}".partition("//")[2],
        "now": _now(items, room),
        "following": _next(items, room),
        "voices": voices_in(room.round) if shown else [],
        "points": list(_points(room)),
        "parties": parties,
        "drawn": DECK.get(room.card.card) if room.card else None,
        "next_card": draw(set()),
        "ask_form": AskForm(initial={"kind": "silent"}, auto_id="ask_%s"),
        "aside_form": AsideForm(initial={"key": uuid.uuid4()}, auto_id="aside_%s"),
    }


def _now(items: list[AgendaItem], room: Room) -> AgendaItem | None:
    return next((item for item in items if item.pk == room.item_id), None)


def _next(items: list[AgendaItem], room: Room) -> AgendaItem | None:
    """What comes after the item of now; the first, where none is."""
    places = [place for place, item in enumerate(items) if item.pk == room.item_id]
    place = places[0] + 1 if places else 0
    return items[place] if place < len(items) else None


def _points(room: Room) -> QuerySet:
    rows = room.points.exclude(state=PointState.TAKEN)
    return rows.select_related("by", "person__user", "person__party__organisation")[:MOST_SHOWN]


def _parties(room: Room) -> list[Party]:
    """Each party with how often it has had the word, and the number that one more would be."""
    notes = SpeakingNote.objects.filter(room=room, party=OuterRef("pk")).values("times")
    rows = room.meeting.arena.project.parties.active().with_names()
    parties = list(rows.annotate(spoke=Subquery(notes[:1])))
    for party in parties:
        party.spoke = party.spoke or 0
        party.spoke_next = party.spoke + 1
    return parties


@post_or_back("arenas:meeting", "slug", "pk")
def open_room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_meeting(request, slug, pk)
    acts.open_room(found.pk, by=request.user)
    return see_other(request, "arenas:screen", slug, pk)


@post_or_back("arenas:meeting", "slug", "pk")
def close_room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_meeting(request, slug, pk)
    acts.close_room(found.pk, by=request.user)
    messages.success(request, _("The room is closed. What was written is kept."))
    return see_other(request, "arenas:meeting", slug, pk)


def _number(request: HttpRequest, name: str) -> int:
    return whole_number(request.POST.get(name)) or 0


def _steering(request: HttpRequest, pk: int) -> dict[str, Callable[[], object]]:
    """What the buttons of the screen do, by name."""
    number, by = partial(_number, request), request.user
    return {
        "item": lambda: acts.go_to_item(pk, number("item"), by=by),
        "run": lambda: acts.run_timer(pk, by=by, run=True),
        "hold": lambda: acts.run_timer(pk, by=by, run=False),
        "show": lambda: rounds.show_answers(pk, number("round"), by=by),
        "end": lambda: rounds.end_round(pk, number("round"), by=by),
        "park": lambda: rounds.settle_point(pk, number("point"), PointState.PARKED, by=by),
        "take": lambda: rounds.settle_point(pk, number("point"), PointState.TAKEN, by=by),
        "draw": lambda: acts.draw_card(pk, request.POST.get("card", ""), by=by),
        "spoke": lambda: acts.note_speaking(pk, number("party") or None, number("times"), by=by),
    }


@post_or_back("arenas:screen", "slug", "pk")
def steer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One button of the screen."""
    found = load_meeting(request, slug, pk)
    act = _steering(request, found.pk).get(request.POST.get("do", ""))
    if act is None:
        require_perm(request, "arenas.steer_meeting", found)
    else:
        act()
    return see_other(request, "arenas:screen", slug, pk)


def _form_page(
    request: HttpRequest, slug: str, pk: int, form: Form, act: Callable[..., object], **page: Any
) -> HttpResponse:
    """A form of the screen; what cannot be taken is shown again on a page of its own."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.steer_meeting", found)
    if (
        request.method == "POST"
        and form.is_valid()
        and try_act(form, lambda: act(found.pk, by=request.user, **form.cleaned_data))
    ):
        return see_other(request, "arenas:screen", slug, pk)
    return render_form(request, found.arena.project, form, **page)


def ask_room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    form = AskForm(request.POST or None, initial={"kind": "silent"})
    page = {"heading": _("Ask everybody"), "button": _("Ask")}
    return _form_page(request, slug, pk, form, rounds.ask_room, **page)


def put_aside(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    form = AsideForm(request.POST or None, initial={"key": uuid.uuid4()})
    page = {"heading": _("Put something aside"), "button": _("Put it aside")}
    return _form_page(request, slug, pk, form, rounds.put_aside, **page)


def log_card(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """About the card that was drawn when the form was opened."""
    drawn = Room.objects.filter(meeting=pk).values_list("card", flat=True).first()
    form = CardForm(request.POST or None, initial={"drawn": drawn})
    page = {"heading": _("What did the card do?"), "button": _("Save")}
    return _form_page(request, slug, pk, form, acts.log_card, **page)


def written(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was written in the room, for those who take part in the opgave."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.see_sign_ups", found.arena.project)
    if not Room.objects.filter(meeting=found).exists():
        raise Http404
    context = {"meeting": found, "project": found.arena.project, "rows": written_in(found)}
    return render(request, "arenas/room/written.html", context)
