"""Who came. Once it is marked, that is who was there: for the pulse, the minutes, corrections."""

from collections.abc import Mapping
from itertools import count

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import Attendance, SignUpState, Via
from arenas.models import Meeting, SignUp
from arenas.services.common import lock_meeting
from arenas.services.pulses import ask_about_meeting
from participants.models import User
from projects.phases import require_phase
from projects.services.common import behalf, require
from samskabelse.history.services import record
from samskabelse.web.errors import ActError

MOST_CAME_TOO = 500


@transaction.atomic
def mark_attendance(meeting_id: int, marks: Mapping[int, str], *, by: User) -> int:
    """Say of each sign-up whether they came, did not come or sent word; how many changed.

    Whoever is left out stays as they were. It can be put right until the minutes are fixed.
    """
    meeting = _begun(meeting_id, by)
    if any(mark not in Attendance.values for mark in marks.values()):
        raise ActError(_("Choose one of the answers."), code="unknown_mark")
    rows = list(meeting.sign_ups.filter(pk__in=marks).exclude(state=SignUpState.UNPROVEN))
    changed = [row for row in rows if row.attendance != marks[row.pk]]
    for row in changed:
        row.attendance = marks[row.pk]
    SignUp.objects.bulk_update(changed, ["attendance"], batch_size=500)
    if changed:
        _known(meeting, by)
    return len(changed)


@transaction.atomic
def add_who_came(meeting_id: int, *, by: User, name: str, reach: str = "") -> SignUp:
    """Somebody came who had not signed up: on the list as one on paper, and marked."""
    meeting = _begun(meeting_id, by)
    if not name.strip():
        raise ActError(_("Write the name."), field="name")
    told = {"name": name.strip(), "reach": reach.strip()}
    standing = meeting.sign_ups.filter(
        via=Via.PAPER, name__iexact=told["name"], reach__iexact=told["reach"]
    ).first()
    if standing and standing.attendance == Attendance.CAME:
        return standing
    if standing:
        standing.attendance = Attendance.CAME
        standing.save(update_fields=["attendance"])
        _known(meeting, by)
        return standing
    if meeting.sign_ups.filter(via=Via.PAPER).count() >= MOST_CAME_TOO:
        raise ActError(_("There are too many on the list."), code="too_many")
    row = SignUp.objects.create(
        gathering=meeting,
        via=Via.PAPER,
        state=SignUpState.SEATED,
        seat=_a_chair(meeting),
        answered_at=timezone.now(),
        entered_by=by,
        attendance=Attendance.CAME,
        **told,
    )
    _known(meeting, by)
    return row


def _a_chair(meeting: Meeting) -> int:
    """The lowest number nobody has: whoever came was there, however few seats there were."""
    taken = set(meeting.sign_ups.with_seat().values_list("seat", flat=True))
    return next(number for number in count(1) if number not in taken)


def _begun(meeting_id: int, by: User) -> Meeting:
    meeting = lock_meeting(meeting_id)
    require(by, "arenas.mark_attendance", meeting)
    require_phase(meeting.arena.project, "meet")
    if not meeting.is_planned:
        raise ActError(_("The meeting is cancelled."), code="cancelled")
    if not meeting.has_begun:
        raise ActError(_("The meeting has not begun yet."), code="not_begun")
    protocol = getattr(meeting, "protocol", None)
    if protocol and protocol.is_fixed:
        raise ActError(_("The minutes are fixed."), code="fixed")
    return meeting


def _known(meeting: Meeting, by: User) -> None:
    """From now on it is known who was there; the pulse goes to them."""
    if meeting.attendance_at is None:
        meeting.attendance_at = timezone.now()
        meeting.save(update_fields=["attendance_at"])
    project = meeting.arena.project
    record(
        project,
        "attendance.marked",
        by=by,
        on_behalf_of=behalf(by, project),
        public=False,
        title=meeting.title,
        came=meeting.sign_ups.who_came().count(),
        meeting=meeting.pk,
    )
    if meeting.is_over:
        ask_about_meeting(meeting)
