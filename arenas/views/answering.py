"""Answer from a mail: one page, one click, no account.

Opening the link changes nothing. The token says for whom the mail was; it is kept in no session.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from arenas.emails.common import access_lines, project_of, whole
from arenas.enums import ON_CALENDAR_STATES, Coming, SignUpState
from arenas.models import ArenaLink, Event, Meeting, SignUp
from arenas.seating import seating_of
from arenas.services import hats as hat_acts
from arenas.services.room_phones import enter_by_link
from arenas.services.sign_ups import answer_by_link
from arenas.views.amendments import amend_page
from arenas.views.dates import marks_page
from arenas.views.hats import hat_context
from arenas.views.room_phone import remember
from arenas.views.signing_up import said
from projects.models.invitation import hash_of
from projects.views.answering import is_somebody_else
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.htmx import see_other

ROOM = "sign_up__gathering__meeting__room"


def is_in_use() -> Q:
    """A link to a meeting that runs late works for as long as its room is open."""
    in_the_room = Q(**{f"{ROOM}__isnull": False, f"{ROOM}__closed_at": None})
    return Q(expires_at__gt=timezone.now()) | in_the_room


@never_cache
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever the link is for: coming or not, the minutes, which dates suit, a hat."""
    found = (
        ArenaLink.objects.select_related(
            "sign_up__user",
            "sign_up__party__organisation",
            "voter__user",
            "voter__poll__arena__project",
            "hat__user",
            "hat__asked_by",
            "hat__meeting",
            "hat__arena__project",
        )
        .filter(is_in_use(), token_hash=hash_of(token))
        .first()
    )
    if found is None or not _is_shown(found):
        return render(request, "projects/answer/gone.html", status=404)
    if request.method == "POST":
        _refuse_other_account(request, _address(found))
    response = _page(request, found)
    response["X-Robots-Tag"] = "noindex"
    return response


def _is_shown(found: ArenaLink) -> bool:
    """Whether what the link is about can be seen: the event, or the opgave."""
    if found.sign_up_id:
        gathering = found.sign_up.gathering = whole(found.sign_up.gathering_id)
        event = gathering.as_event
        return event.is_published if event else gathering.arena.project.is_public
    return (found.voter.poll if found.voter_id else found.hat).arena.project.is_public


def _address(found: ArenaLink) -> str:
    if found.sign_up_id:
        return found.sign_up.address
    return (found.voter or found.hat).user.email


def _refuse_other_account(request: HttpRequest, email: str) -> None:
    """A link answers for the address it was mailed to, never for another account."""
    if is_somebody_else(request, email):
        raise NotAllowed(
            _("You are signed in as somebody else than the one this was sent to. Sign out first."),
            code="other_account",
        )


def _page(request: HttpRequest, found: ArenaLink) -> HttpResponse:
    if found.protocol_id:
        return amend_page(request, found, found.sign_up.gathering)
    if found.sign_up_id:
        return _sign_up(request, found.sign_up)
    return marks_page(request, found.voter) if found.voter_id else _hat(request, found)


def _sign_up(request: HttpRequest, row: SignUp) -> HttpResponse:
    """*Kommer* or *kommer ikke*, as often as one changes one's mind."""
    meeting = row.gathering
    context = {
        "project": project_of(meeting),
        "meeting": meeting,
        "event": meeting.as_event,
        "token": request.resolver_match.kwargs["token"],
        "row": row,
        "access": access_lines(meeting),
        "chosen": request.POST.get("svar") or request.GET.get("svar", ""),
        "is_somebody_else": is_somebody_else(request, row.address),
        "leads_in": leads_in(row, meeting),
        "seating": None if row.is_placed else seating_of(meeting),
    }
    if request.method == "POST" and "rum" in request.POST:
        return _into_the_room(request, row, context)
    if request.method == "POST" and request.POST.get("svar") in {*Coming.values, SignUpState.NEXT}:
        needs = request.POST.get("needs", "").replace("\x00", "")[:500]
        try:
            context["row"] = answer_by_link(row.pk, request.POST["svar"], needs=needs)
        except ActError as error:
            context["error"] = error
            return render(request, "arenas/reply/coming.html", context, status=422)
        context["said"] = said(context["row"])
        context["leads_in"] = leads_in(context["row"], meeting)
        return render(request, "arenas/reply/thanks.html", context)
    return render(request, "arenas/reply/coming.html", context)


def leads_in(row: SignUp, gathering: Meeting | Event) -> bool:
    """Whether the meeting is held in a room now, and this is somebody who is asked or comes."""
    room = gathering.as_meeting and gathering.as_meeting.room_now
    return bool(room and room.is_open and row.state in ON_CALENDAR_STATES)


def _into_the_room(request: HttpRequest, row: SignUp, context: dict[str, Any]) -> HttpResponse:
    """One click, and the phone is in the room as the one whom the mail was sent to."""
    by = request.user if request.user.is_authenticated else None
    try:
        person = enter_by_link(row.pk, by=by)
    except ActError as error:
        context["error"] = error
        return render(request, "arenas/reply/coming.html", context, status=422)
    remember(request, person)
    return see_other(request, "arenas:room", person.room.code)


def _hat(request: HttpRequest, found: ArenaLink) -> HttpResponse:
    hat = found.hat
    context = hat_context(hat) | {"chosen": request.GET.get("svar", "")}
    if request.method == "POST" and request.POST.get("svar") in {"yes", "no"}:
        accept = request.POST["svar"] == "yes"
        try:
            context["hat"] = hat_acts.answer_hat(hat.pk, by=hat.user, accept=accept)
        except ActError as error:
            context["error"] = error
            return render(request, "arenas/hats/answer.html", context, status=422)
    return render(request, "arenas/hats/answer.html", context)
