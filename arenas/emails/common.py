"""What the mails about meetings have in common."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arenas.enums import Form
from arenas.models import ArenaLink, Gathering, SignUp
from projects.emails.common import known_language, token_of
from projects.models.invitation import hash_of
from samskabelse.mail.kinds import Action
from samskabelse.mail.models import OutgoingMail

TEXTS = "arenas/"  # folder of the templates, below templates/emails/


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


def language_of(row: SignUp) -> str:
    return known_language(row.user.language if row.user else row.language)


def facts_of(gathering: Gathering) -> dict[str, Any]:
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
        "page": settings.BASE_URL + page_of(gathering),
        "access": access_lines(gathering),
    }


def page_of(gathering: Gathering) -> str:
    meeting = gathering.as_meeting
    return meeting.get_absolute_url()


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
