"""The minutes to everybody who was there or was asked, and the one reminder to write them."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from arenas.emails.common import TEXTS, language_of, link_of
from arenas.enums import Attendance, SignUpState, Via
from arenas.models import Decision, Meeting, Minutes, SignUp
from arenas.models.minutes import minutes_due_at
from participants.models import User
from projects.emails.common import (
    letter,
    link,
    project_mail,
    queue_to,
    queue_together,
)
from projects.models import Assignment
from samskabelse.mail.batch import once
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order

KIND = "meeting_minutes"
READ_FOR = timedelta(days=30)  # after the seven days the link still shows them


def readers_of(meeting: Meeting) -> QuerySet[SignUp]:
    """Who gets the minutes: whoever came, and whoever was asked or had a seat and did not come."""
    asked = Q(via=Via.INVITED) | Q(state=SignUpState.SEATED)
    rows = meeting.sign_ups.filter(Q(attendance=Attendance.CAME) | asked)
    return rows.exclude(state=SignUpState.UNPROVEN).select_related("user").order_by("pk")


def queue_minutes(minutes: Minutes) -> int:
    """One to each reader who can be written to; the key makes a second one impossible."""
    meeting = minutes.meeting
    rows = [row for row in readers_of(meeting) if row.address]
    return queue_together(
        KIND,
        [
            Order(
                key=f"{KIND}:{minutes.pk}:{row.pk}",
                to=row.address,
                to_user=row.user,
                language=language_of(row),
                scope=f"project:{meeting.arena.project_id}",
                params={"sign_up": row.pk, "minutes": minutes.pk},
            )
            for row in rows
            if row.user is None or row.user.is_active
        ],
    )


@project_mail(KIND, lane=Lane.REMINDER, topic=Topic.MEETING, asked_for=True)
def meeting_minutes(mail: OutgoingMail) -> Outcome:
    """Decisions first, then delopgaver with one's own before the others', then what was said."""
    row = SignUp.objects.select_related("user").filter(pk=mail.params["sign_up"]).first()
    if row is None or not row.address:
        return Skip("the sign-up is gone")
    pk = mail.params["minutes"]
    minutes = once(("minutes", pk), lambda: _whole(pk))
    if minutes is None:
        return Skip("the minutes are gone")
    came = row.attendance == Attendance.CAME
    url = _link(mail, row, minutes) if came else link("arenas:minutes", *_address(minutes.meeting))
    return letter(
        f"{TEXTS}minutes",
        minutes.meeting.arena.project,
        to=row.shown_name if row.user is None or row.user.name else "",
        signed_by=minutes.sent_by,
        context={
            "meeting": minutes.meeting,
            "came": came,
            "decisions": minutes.decided,
            "own": [t for d in minutes.decided for t in _tasks(d) if _is_own(t, row.user)],
            "others": [t for d in minutes.decided for t in _tasks(d) if not _is_own(t, row.user)],
            "parts": [part for part in minutes.parts if part.said or part.parked],
            "until": timezone.localtime(minutes.amend_until),
            "may_amend": came and minutes.takes_amendments,
        },
        actions=[
            Action(_("Read or correct the minutes") if came else _("Read the minutes"), url,
                   primary=True)
        ],
        reason=_("You get this mail because you were asked to the meeting or signed up."),
    )  # fmt: skip


def _whole(pk: int) -> Minutes | None:
    rows = Minutes.objects.select_related("meeting__arena__project__contact", "sent_by")
    return rows.filter(pk=pk).first()


def _tasks(decision: Decision) -> list[Assignment]:
    return [task.assignment for task in decision.tasks.all()]


def _is_own(assignment: Assignment, user: User | None) -> bool:
    """Asked of this person, or taken on by them."""
    if user is None:
        return False
    return assignment.is_asked_of(user) or assignment.is_taken_by(user)


def _link(mail: OutgoingMail, row: SignUp, minutes: Minutes) -> str:
    """The personal link: it says who corrects, also without an account."""
    assert minutes.amend_until is not None  # noqa: S101  they are sent
    return link_of(mail, sign_up=row, protocol=minutes, expires_at=minutes.amend_until + READ_FOR)


def _address(meeting: Meeting) -> tuple[str, int]:
    return meeting.arena.project.slug, meeting.pk


def queue_minutes_due(meeting: Meeting, person: User) -> None:
    """Once in the life of the meeting."""
    queue_to("minutes_due", person, meeting.arena.project, key=f"{meeting.pk}", meeting=meeting.pk)


@project_mail("minutes_due", lane=Lane.REMINDER, topic=Topic.DEADLINE, asked_for=True)
def minutes_due(mail: OutgoingMail) -> Outcome:
    """A day has gone and the minutes are not sent: one mail to whoever leads the meeting."""
    meeting = (
        Meeting.objects.select_related("arena__project__contact")
        .filter(pk=mail.params["meeting"])
        .first()
    )
    if meeting is None or not meeting.is_planned or not mail.to_user:
        return Skip("there is no such meeting")
    if Minutes.objects.sent().filter(meeting=meeting).exists():
        return Skip("the minutes are sent")
    context: dict[str, Any] = {
        "meeting": meeting,
        "due": timezone.localtime(minutes_due_at(meeting)),
        "is_late": minutes_due_at(meeting) <= timezone.now(),
    }
    return letter(
        f"{TEXTS}minutes_due",
        meeting.arena.project,
        to=mail.to_user,
        context=context,
        actions=[
            Action(_("Write the minutes"), link("arenas:minutes", *_address(meeting)), primary=True)
        ],
        reason=_("You get this mail because you lead the meeting."),
    )
