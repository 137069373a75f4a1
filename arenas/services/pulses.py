"""After each meeting: three anonymous questions to those who were there (peers §2.12)."""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from arenas.enums import EXPECTED_STATES
from arenas.models import Meeting
from participants.models import User
from projects.enums import Moderation, PulseKind
from projects.models import Pulse
from projects.services.common import lock_project
from projects.services.pulse import open_pulse

RECENT = timedelta(days=7)  # later nobody remembers; and a site that starts asks nothing old
BATCH = 50


def occasion_of(meeting_id: int) -> str:
    """Names the meeting among the occasions: whoever asks first, it is asked about once."""
    return f"meeting:{meeting_id}"


def ask_about_meeting(meeting: Meeting) -> Pulse:
    """Ask those who were expected and have an account. The caller holds the opgave's lock."""
    project = meeting.arena.project
    came = User.objects.filter(
        sign_ups__gathering=meeting, sign_ups__state__in=EXPECTED_STATES
    ).distinct()
    return open_pulse(
        project,
        occasion_of(meeting.pk),
        kind=PulseKind.MEETING,
        title=meeting.title,
        url=meeting.get_absolute_url(),
        people=came,
    )


def open_pulses(now: datetime) -> int:
    """Ask about meetings that have been held and are not asked about yet."""
    name = Concat(Value("meeting:"), Cast(OuterRef("pk"), CharField()))
    asked = Pulse.objects.filter(project=OuterRef("arena__project"), key=name)
    held = (
        Meeting.objects.planned()
        .filter(
            ~Exists(asked),
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
