"""Mails that change what stands in somebody's calendar, in order for each person (trust.md R5)."""

from typing import Any

from django.utils.translation import gettext as _

from arenas.calendars import Entry, scheduling_message
from arenas.emails.common import (
    TEXTS,
    coming_buttons,
    facts_of,
    gathering_mail,
    language_of,
    link_of,
    project_of,
    scope_of,
    see_button,
    whole,
)
from arenas.enums import SignUpState
from arenas.models import Event, Gathering, Meeting, SignUp
from projects.emails.common import letter
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, CalendarPart, Letter, Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail

KIND = "meeting_calendar"
ASKS = {"invitation", "changed", "seat_offered"}  # mails with the two buttons


def queue_calendar(row: SignUp, gathering: Gathering, *, method: str, about: str) -> None:
    """Call in the act, after the row's `sequence` has risen: that number is this mail's own."""
    queue_mail(
        KIND,
        key=f"ical:{row.pk}:{row.sequence}",
        to=row.address,
        to_user=row.user,
        language=language_of(row),
        scope=scope_of(gathering),
        order_key=f"ical:{gathering.uid}:{row.pk}",
        expires_at=gathering.ends_at,
        params={"sign_up": row.pk, "sequence": row.sequence, "method": method, "about": about},
    )


@gathering_mail(KIND, lane=Lane.INVITATION, topic=Topic.MEETING, asked_for=True)
def meeting_calendar(mail: OutgoingMail) -> Outcome:
    """The last word about one meeting to one person; an older one does not leave any more."""
    row = SignUp.objects.select_related("user").filter(pk=mail.params["sign_up"]).first()
    if row is None or not row.address:
        return Skip("the sign-up is gone")
    if row.sequence != mail.params["sequence"]:
        return Skip("a newer one is under way")
    return _write(mail, row, whole(row.gathering_id))


def _write(mail: OutgoingMail, row: SignUp, gathering: Meeting | Event) -> Letter:
    about, method = mail.params["about"], mail.params["method"]
    facts = facts_of(gathering)
    url = link_of(mail, sign_up=row, expires_at=gathering.ends_at)
    return letter(
        f"{TEXTS}{about}",
        project_of(gathering),
        to=row.shown_name if row.user is None or row.user.name else "",
        signed_by=gathering.created_by,
        context=facts | _standing(row, gathering),
        actions=[
            *(coming_buttons(url) if about in ASKS else []),
            *([Action(_("I cannot come after all"), f"{url}?svar=no")] if about in STAYS else []),
            see_button(gathering, facts["page"]),
        ],
        about=gathering.title if gathering.as_event else "",
        reason=_("You get this mail because you are asked to the meeting or have signed up."),
        calendar=_part(mail, row, gathering, method) if method else None,
    )


STAYS = {"signed_up", "waiting"}


def _standing(row: SignUp, gathering: Meeting | Event) -> dict[str, Any]:
    return {
        "row": row,
        "arena": gathering.as_meeting and gathering.as_meeting.arena,
        "reason": gathering.reason,
        "is_invited": row.state == SignUpState.INVITED,
        "is_seated": row.state == SignUpState.SEATED,
        "place_in_line": row.waiting_place if row.state == SignUpState.WAITING else 0,
    }


def _part(mail: OutgoingMail, row: SignUp, gathering: Meeting | Event, method: str) -> CalendarPart:
    host = gathering.created_by.display_name if gathering.created_by else ""
    url = facts_of(gathering)["page"]
    entry = Entry(gathering, url, sequence=mail.params["sequence"], host=host)
    content = scheduling_message(entry, row, method=method, address=mail.to_address)
    return CalendarPart(method, content)
