"""Who came. Once it is marked, that is who was there: for the pulse, the minutes, corrections."""

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import Attendance, SignUpState, Via
from arenas.models import Event, Gathering, Meeting, RoomPerson, SignUp
from arenas.services.common import lock_whole, require_begun
from arenas.services.pulses import ask_about_meeting
from participants.models import User
from projects.services.common import behalf
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

MOST_CAME_TOO = 500


@transaction.atomic
def mark_attendance(
    gathering_id: int, marks: Mapping[int, str], *, by: User, from_room: Collection[int] = ()
) -> int:
    """Say of each sign-up whether they came, did not come or sent word; how many changed.

    Of a meeting or an event. Whoever is left out stays as they were. It can be put right, of a
    meeting until its minutes are fixed. `from_room` names those who entered the meeting's room
    (`RoomPerson`) without being on the list: they are put on it as people who came.
    """
    gathering = _begun(gathering_id, by)
    if any(mark not in Attendance.values for mark in marks.values()):
        raise ActError(_("Choose one of the answers."), code="unknown_mark")
    rows = list(_could_come(gathering).filter(pk__in=marks))
    changed = [row for row in rows if row.attendance != marks[row.pk]]
    for row in changed:
        row.attendance = marks[row.pk]
    SignUp.objects.bulk_update(changed, ["attendance"], batch_size=500)
    meeting = gathering.as_meeting
    added = _put_down_from_room(meeting, from_room, by) if meeting and from_room else 0
    if changed or added:
        _known(gathering, by)
    return len(changed) + added


def _could_come(gathering: Meeting | Event) -> QuerySet[SignUp]:
    """To an event whoever has a seat; to a meeting also who said that they would not."""
    if gathering.as_event:
        return gathering.sign_ups.with_seat()
    return gathering.sign_ups.exclude(state=SignUpState.UNPROVEN)


def ticked_off(gathering: Gathering, came: Collection[int]) -> dict[int, str]:
    """The marks of a list on which those who came are ticked: the others with a seat did not."""
    seated = gathering.sign_ups.with_seat().values_list("pk", flat=True)
    return {pk: Attendance.CAME if pk in came else Attendance.ABSENT for pk in seated}


@transaction.atomic
def add_who_came(meeting_id: int, *, by: User, name: str, reach: str = "") -> SignUp:
    """Somebody came who had not signed up: on the list as one on paper, and marked."""
    meeting = _begun(meeting_id, by).as_meeting
    if meeting is None:
        raise ActError(_("This is asked about meetings alone."), code="not_a_meeting")
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
    row = _put_down(meeting, by, via=Via.PAPER, **told)
    _known(meeting, by)
    return row


def _put_down_from_room(meeting: Meeting, people: Collection[int], by: User) -> int:
    rows = RoomPerson.objects.filter(room__meeting=meeting, pk__in=people)
    return sum(
        _came_to_the_room(meeting, person, by) for person in rows.select_related("user", "party")
    )


def _came_to_the_room(meeting: Meeting, person: RoomPerson, by: User) -> bool:
    """On the list once, under their account or the name they gave; whether that is new."""
    who: dict[str, Any]
    if person.user:
        who = {"user": person.user, "language": person.user.language, "via": Via.ACCOUNT}
        standing = meeting.sign_ups.of_person(person.user).first()
    else:
        who = {"name": person.list_name, "via": Via.PAPER}
        standing = meeting.sign_ups.filter(party=person.party, **who).first()
    if standing is None:
        _put_down(meeting, by, party=person.party, **who)
        return True
    if standing.attendance == Attendance.CAME:
        return False
    standing.attendance = Attendance.CAME
    standing.save(update_fields=["attendance"])
    return True


def _put_down(meeting: Meeting, by: User, *, via: Via, **who: Any) -> SignUp:
    if via == Via.PAPER and meeting.sign_ups.filter(via=via).count() >= MOST_CAME_TOO:
        raise ActError(_("There are too many on the list."), code="too_many")
    return SignUp.objects.create(
        gathering=meeting,
        state=SignUpState.SEATED,
        seat=_a_chair(meeting),
        answered_at=timezone.now(),
        entered_by=by,
        attendance=Attendance.CAME,
        via=via,
        **who,
    )


def _a_chair(meeting: Meeting) -> int:
    """The lowest number nobody has: whoever came was there, however few seats there were."""
    taken = set(meeting.sign_ups.with_seat().values_list("seat", flat=True))
    return next(number for number in count(1) if number not in taken)


def _begun(gathering_id: int, by: User) -> Meeting | Event:
    gathering = lock_whole(gathering_id)
    require(by, "arenas.mark_attendance", gathering)
    require_begun(gathering)
    protocol = getattr(gathering, "protocol", None)
    if protocol and protocol.is_fixed:
        raise ActError(_("The minutes are fixed."), code="fixed")
    return gathering


def _known(gathering: Meeting | Event, by: User) -> None:
    """From now on it is known who was there; of a meeting the pulse goes to them."""
    if gathering.attendance_at is None:
        gathering.attendance_at = timezone.now()
        gathering.save(update_fields=["attendance_at"])
    came = gathering.sign_ups.who_came().count()
    meeting = gathering.as_meeting
    if meeting is None:
        record(gathering, "event.attended", by=by, public=False, came=came)
        return
    project = meeting.arena.project
    record(
        project,
        "attendance.marked",
        by=by,
        on_behalf_of=behalf(by, project),
        public=False,
        title=meeting.title,
        came=came,
        meeting=meeting.pk,
    )
    if meeting.is_over:
        ask_about_meeting(meeting)
