"""The phone in the room: behind a short code, without an account."""

import re
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.core.cache import caches
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache

from arenas.forms.room import (
    AnswerForm,
    CodeForm,
    EnterForm,
    EnterSignedInForm,
    PointForm,
    PositionForm,
)
from arenas.models import RoomAnswer, RoomPerson
from arenas.models.room import ALPHABET, CODE_LENGTH
from arenas.queries.voices import voices_in
from arenas.services import room_phones as acts
from arenas.views.room_screen import STOP_POLLING
from projects.deck import DECK
from projects.forms.common import try_act
from samskabelse.web.htmx import see_other
from samskabelse.web.keeping import Kept, impersonal, shown
from samskabelse.web.methods import post_or_back

KNOWN = "room_people"  # in the session: who this browser is, in each room it has been in
MOST_KNOWN = 20
KEPT_SECONDS = 3
LOOKS_LIKE_A_CODE = re.compile(f"^[{ALPHABET}]{{{CODE_LENGTH}}}$")


def _people(request: HttpRequest, **room: Any) -> QuerySet[RoomPerson]:
    """Who this browser is in a room: by account, else as its session remembers.

    The session may remember a person with an account who came by the link of a mail. That is so
    while nobody is signed in: an account is itself and nobody else.
    """
    whose = Q(pk__in=request.session.get(KNOWN, []))
    if request.user.is_authenticated:
        whose = (whose & Q(user=None)) | Q(user=request.user)
    rows = RoomPerson.objects.filter(whose, **{f"room__{k}": v for k, v in room.items()})
    return rows.order_by(F("user").asc(nulls_last=True), "-pk")


def remember(request: HttpRequest, person: RoomPerson) -> None:
    """The session knows from here on who this browser is; an account needs no such thing."""
    if not request.user.is_authenticated:
        others = [pk for pk in request.session.get(KNOWN, []) if pk != person.pk]
        request.session[KNOWN] = [*others, person.pk][-MOST_KNOWN:]


def person_in(request: HttpRequest, **room: Any) -> RoomPerson | None:
    """Who this phone is in the room, also after it is closed; None for whoever is outside."""
    rows = _people(request, **room)
    rows = rows.select_related(
        "user",
        "party__organisation",
        "room__meeting__arena__project",
        "room__item",
        "room__round",
        "room__card",
    )
    person = rows.first()
    if person and not person.room.meeting.arena.project.is_public:
        raise Http404
    return person


def enter_room(request: HttpRequest) -> HttpResponse:
    """Type the code. Whoever scans the picture comes past this page."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        room = try_act(form, lambda: acts.find_room(form.cleaned_data["code"]))
        if room:
            return see_other(request, "arenas:room", room.code)
    status = 422 if form.errors else 200
    return render(request, "arenas/room/code.html", {"form": form}, status=status)


@never_cache
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The phone's page; for whoever is outside it asks for a name, whether there is a room or not.

    So nobody finds out by opening addresses which codes are in use.
    """
    code = acts.tidy(code)
    person = person_in(request, code=code)
    if person and request.method == "POST":
        return see_other(request, "arenas:room", code)
    if person:
        return render(request, "arenas/room/phone.html", _context(person))
    return _door(request, code)


def _door(request: HttpRequest, code: str) -> HttpResponse:
    signed_in = request.user.is_authenticated
    data = request.POST if request.method == "POST" else None
    form = (EnterSignedInForm if signed_in else EnterForm)(data)
    if form.is_valid():
        person = try_act(form, lambda: _enter(request, code, form.cleaned_data))
        if person:
            return see_other(request, "arenas:room", code)
    context = {"form": form, "code": code}
    return render(request, "arenas/room/door.html", context, status=422 if form.errors else 200)


def _enter(request: HttpRequest, code: str, told: dict[str, str]) -> RoomPerson:
    found = acts.find_room(code)
    user = request.user if request.user.is_authenticated else None
    person = acts.enter_room(found.pk, by=user, browser=_browser(request, found.pk), **told)
    remember(request, person)
    return person


def _browser(request: HttpRequest, room_id: int) -> str:
    """The same for all that one browser sends to a room, also before it has a session.

    From the secret against forged forms, so that a door opened four times at once is one person.
    """
    get_token(request)
    secret = request.META["CSRF_COOKIE"]
    return salted_hmac(f"room:{room_id}", secret, algorithm="sha256").hexdigest()


@never_cache
def room_news(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The part of the phone's page that moves, when it has."""
    kept = _made_for_another(request, key)
    if kept:
        return shown(request, kept)
    person = person_in(request, key=key)
    if person is None:
        return HttpResponse(status=STOP_POLLING)
    context = _context(person)
    answer = render(request, "arenas/room/phone_now.html", context)
    if not context["own"]:
        name = _name(key, person.room.stage)
        caches["pages"].set(name, impersonal(request, answer), KEPT_SECONDS)
    return answer


def _made_for_another(request: HttpRequest, key: uuid.UUID) -> Kept | None:
    """What another phone that has not answered either was shown a moment ago.

    When a question is asked every phone in the hall wants it within two and a half seconds. It is
    kept in the process as `web.keeping` keeps pages, for as long as the clock on it may be late.
    """
    answers = RoomAnswer.objects.filter(person=OuterRef("pk"), round=OuterRef("room__round"))
    rows = _people(request, key=key).filter(~Exists(answers))
    stage = rows.values_list("room__stage", flat=True).first()
    return caches["pages"].get(_name(key, stage)) if stage else None


def _name(key: uuid.UUID, stage: int) -> str:
    return f"room:{key}:{stage}:{get_language()}"


def _context(person: RoomPerson, **forms: Form) -> dict[str, Any]:
    here = person.room
    asked = here.round if here.is_open else None
    own = asked and asked.answers.filter(person=person).first()
    return {
        "room": here,
        "person": person,
        "meeting": here.meeting,
        "project": here.meeting.arena.project,
        "arena": here.meeting.arena,
        "asked": asked,
        "own": own,
        "voices": partial(voices_in, asked) if asked and asked.is_shown else [],
        "drawn": DECK.get(here.card.card) if here.card else None,
        "answer_form": forms.get("answer") or (asked and answer_form(asked, own)),
        "point_form": forms.get("point") or PointForm(initial={"key": uuid.uuid4()}, **POINT),
        "may_write": asked and (asked.is_consent or own is None or not asked.is_shown),
    }


POINT, ANSWER = {"auto_id": "point_%s"}, {"auto_id": "answer_%s"}


def answer_form(asked: Any, own: RoomAnswer | None, data: Any = None) -> Form:
    initial = {"text": own.text, "position": own.position} if own else None
    return (PositionForm if asked.is_consent else AnswerForm)(data, initial=initial, **ANSWER)


@post_or_back("arenas:room", "code")
def room_answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person = person_in(request, code=acts.tidy(code))
    if person is None:
        return _outside(request, code)
    asked = person.room.rounds.filter(pk=pk).first()
    if asked is None:
        raise Http404
    form = answer_form(asked, None, request.POST)
    return _send(
        request,
        person,
        form,
        lambda: acts.write_answer(asked.pk, person, **form.cleaned_data),
        as_="answer",
    )


@post_or_back("arenas:room", "code")
def room_point(request: HttpRequest, code: str) -> HttpResponse:
    person = person_in(request, code=acts.tidy(code))
    if person is None:
        return _outside(request, code)
    form = PointForm(request.POST, **POINT)
    return _send(
        request, person, form, lambda: acts.raise_point(person, **form.cleaned_data), as_="point"
    )


def _send(
    request: HttpRequest, person: RoomPerson, form: Form, act: Callable[[], object], *, as_: str
) -> HttpResponse:
    """Answered in a word to the script that sends again, and with the page to everybody else."""
    taken = form.is_valid() and try_act(form, act)
    by_script = request.headers.get("X-Room") == "script"
    if taken:
        said = _("It has come through.")
        if by_script:
            return JsonResponse({"said": said})
        messages.success(request, said)
        return see_other(request, "arenas:room", person.room.code)
    if by_script:
        refused = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"refused": refused}, status=422)
    context = _context(person, **{as_: form})
    return render(request, "arenas/room/phone.html", context, status=422)


def _outside(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has lost the session comes in again; the script keeps what was typed until then."""
    if request.headers.get("X-Room") == "script":
        return JsonResponse({"outside": True}, status=403)
    return see_other(request, "arenas:room", code)


@cache_control(public=True, max_age=24 * 60 * 60)
def room_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The room's address as a picture. It is drawn for any code, so it tells nothing."""
    if not LOOKS_LIKE_A_CODE.match(code):
        raise Http404
    picture = segno.make_qr(settings.BASE_URL + reverse("arenas:room", args=[code]), error="m")
    svg = picture.svg_inline(
        scale=8, border=3, light="#fff", svgclass=None, lineclass=None, omitsize=True
    )
    # svg_inline leaves the namespace out, which a picture of its own needs
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(svg, content_type="image/svg+xml")
