"""After each meeting: three anonymous questions to those who were there (peers §2.12)."""

from datetime import datetime, timedelta

from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from arenas.enums import EXPECTED_STATES, Attendance
from arenas.models import Meeting
from participants.models import User
from projects.enums import Moderation, PulseKind
from projects.models import Pulse
from projects.models.cocreation import FEWEST
from projects.services.common import lock_project
from projects.services.pulse import ask_too, open_pulse

RECENT = timedelta(days=7)  # later nobody remembers; and a site that starts asks nothing old
# So long the clock waits for somebody to say who came; then it asks those who were expected.
WAITS_FOR_ATTENDANCE = timedelta(hours=24)
BATCH = 50
# Those who came, where that is known, else those who were expected.
THERE = Q(sign_ups__user__is_active=True) & (
    Q(attendance_at__isnull=False, sign_ups__attendance=Attendance.CAME)
    | Q(attendance_at=None, sign_ups__state__in=EXPECTED_STATES)
)


def occasion_of(meeting_id: int) -> str:
    """Names the meeting among the occasions: whoever asks first, it is asked about once."""
    return f"meeting:{meeting_id}"


def ask_about_meeting(meeting: Meeting) -> Pulse | None:
    """Ask those who came, where that is known, else those who were expected; with an account.

    The caller holds the opgave's lock. Whoever is marked as there after the others have been asked
    is asked too, and nobody twice. None is returned where too few were there to ask.
    """
    project = meeting.arena.project
    there = (
        Q(sign_ups__attendance=Attendance.CAME)
        if meeting.attendance_at
        else Q(sign_ups__state__in=EXPECTED_STATES)
    )
    came = User.objects.filter(there, sign_ups__gathering=meeting).distinct()
    pulse = open_pulse(
        project,
        occasion_of(meeting.pk),
        kind=PulseKind.MEETING,
        title=meeting.title,
        url=meeting.get_absolute_url(),
        people=came,
    )
    if pulse and meeting.attendance_at:
        ask_too(pulse, came)
    return pulse


def open_pulses(now: datetime) -> int:
    """Ask about meetings that have been held and are not asked about yet.

    Where too few were there, nobody is asked, and the clock passes by.
    """
    name = Concat(Value("meeting:"), Cast(OuterRef("pk"), CharField()))
    asked = Pulse.objects.filter(project=OuterRef("arena__project"), key=name)
    held = (
        Meeting.objects.planned()
        .annotate(people=Count("sign_ups__user", filter=THERE, distinct=True))
        .filter(
            ~Exists(asked),
            Q(attendance_at__isnull=False) | Q(ends_at__lte=now - WAITS_FOR_ATTENDANCE),
            people__gte=FEWEST,
            ends_at__lte=now,
            ends_at__gt=now - RECENT,
            arena__project__moderation=Moderation.CLEAR,
        )
        .select_related("arena")
        .order_by("arena__project", "pk")
    )
    found = list(held[:BATCH])
    for meeting in found:
        meeting.arena.project = lock_project(meeting.arena.project_id)
        ask_about_meeting(meeting)
    return len(found)
