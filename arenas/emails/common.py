"""What the mails about meetings have in common."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arenas.enums import Form
from arenas.models import ArenaLink, Event, Gathering, Meeting, SignUp
from projects.emails.common import known_language, token_of, while_shown
from projects.models import Project
from projects.models.invitation import hash_of
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import SCOPE_LABELS, Action, Outcome, Render, mail_kind
from samskabelse.mail.models import OutgoingMail

TEXTS = "arenas/"  # folder of the templates, below templates/emails/
SCOPE_LABELS["event"] = gettext_lazy("Mails about this one event")


def link_of(mail: OutgoingMail, *, expires_at: datetime, **target: Any) -> str:
    """The address to answer at: the same however often the mail is written."""
    token = token_of(mail)
    ArenaLink.objects.update_or_create(
        token_hash=hash_of(token), defaults={"expires_at": expires_at, **target}
    )
    return settings.BASE_URL + reverse("arenas:reply", args=[token])


def coming_buttons(url: str) -> list[Action]:
    return [
        Action(_("I am coming"), f"{url}?svar=yes", primary=True),
        Action(_("I am not coming"), f"{url}?svar=no"),
    ]


def whole(gathering_id: int) -> Meeting | Event:
    """The meeting or the event, with whoever a mail about it names."""
    meetings = Meeting.objects.select_related("arena__project__contact", "created_by")
    events = Event.objects.select_related("organisation", "created_by")
    return meetings.filter(pk=gathering_id).first() or events.get(pk=gathering_id)


def project_of(gathering: Meeting | Event) -> Project | None:
    meeting = gathering.as_meeting
    return meeting.arena.project if meeting else None


def scope_of(gathering: Gathering) -> str:
    """What somebody who wants no more of these mails says no to: the opgave, or the event."""
    meeting = gathering.as_meeting
    return f"project:{meeting.arena.project_id}" if meeting else f"event:{gathering.pk}"


def gathering_mail(
    name: str, *, lane: Lane, topic: Topic, asked_for: bool = False
) -> Callable[[Render], Render]:
    """Register a kind of mail about a meeting or an event; of a hidden opgave it waits."""

    def register(write: Render) -> Render:
        about_opgave = while_shown(write)

        @wraps(write)
        def render(mail: OutgoingMail) -> Outcome:
            is_event = mail.scope.startswith("event:")
            return write(mail) if is_event else about_opgave(mail)

        return mail_kind(name, lane=lane, topic=topic, asked_for=asked_for)(render)

    return register


def see_button(gathering: Gathering, page: str) -> Action:
    is_event = gathering.as_event is not None
    return Action(_("See the event") if is_event else _("See the meeting"), page)


def language_of(row: SignUp) -> str:
    return known_language(row.user.language if row.user else row.language)


def facts_of(gathering: Meeting | Event) -> dict[str, Any]:
    """Date, time, place and link, in the body too: not every program shows the calendar part."""
    starts, ends = timezone.localtime(gathering.starts_at), timezone.localtime(gathering.ends_at)
    same_day = starts.date() == ends.date()
    return {
        "gathering": gathering,
        "day": date_format(starts, "l j. F Y"),
        "from_time": date_format(starts, "TIME_FORMAT"),
        "to_time": date_format(ends, "TIME_FORMAT" if same_day else "DATETIME_FORMAT"),
        "place": "" if gathering.form == Form.ONLINE else gathering.place,
        "online_url": gathering.online_url,
        "page": settings.BASE_URL + gathering.get_absolute_url(),
        "is_event": gathering.as_event is not None,
        "access": access_lines(gathering),
    }


def access_lines(gathering: Gathering) -> list[tuple[str, str]]:
    """What is known about getting there and in, as label and text."""
    told = [
        (_("Steps and doors"), gathering.steps),
        (_("Hearing loop"), gathering.hearing_loop),
        (_("Interpreter"), gathering.interpreter),
        (_("Transport"), gathering.transport),
        (_("Child care"), gathering.child_care),
    ]
    return [(label, text) for label, text in told if text]
