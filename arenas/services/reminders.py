"""What the clock does about meetings. Safe to call twice and by many."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from arenas import emails
from arenas.enums import GatheringState, HatKind, SignUpState
from arenas.hats import worn_at
from arenas.models import ArenaLink, Gathering, Meeting, RoomPerson, SignUp
from arenas.models.minutes import REMINDED_AFTER
from arenas.services.minutes import fix_minutes
from arenas.services.pulses import open_pulses
from arenas.services.room import close_forgotten_rooms
from arenas.services.sign_ups import PROOF_LASTS, pass_held_seats_on
from participants.models import User
from projects.enums import Moderation
from projects.services.common import lock_project
from projects.services.ticking import run_alone

TICK_LOCK = 7_236_002
AHEAD = timedelta(hours=56)  # the day before at 17 is 55 hours away at most, with a clock change
REMEMBERED = timedelta(days=7)
MEETINGS = 50  # in one round
KEEP_GUESTS = timedelta(days=30)
BATCH = 500


def tick(now: datetime | None = None) -> dict[str, int]:
    """Everything that time alone brings about. Returns how many of each were done."""
    jobs = (
        remind_meetings,
        pass_seats_on,
        open_pulses,
        close_forgotten_rooms,
        remind_of_minutes,
        fix_minutes,
        forget_guests,
        forget_names_in_rooms,
    )
    return run_alone(jobs, TICK_LOCK, now or timezone.now())


def remind_meetings(now: datetime) -> int:
    """One reminder, the day before at 17 Danish time (practice §7.2), to whoever is expected.

    It is late after an outage and never after the meeting has begun. Whoever was told of the
    meeting, or of its new time, after 17 gets none: what they got said the same. So a meeting that
    is called late has no reminder.
    """
    soon = Gathering.objects.planned().filter(starts_at__gt=now, starts_at__lte=now + AHEAD)
    due = [row for row in soon.order_by("starts_at", "pk") if row.reminder_at <= now]
    return sum(_remind(row, now) for row in due)


def _remind(gathering: Gathering, now: datetime) -> int:
    day = timezone.localdate(gathering.starts_at)
    due = (
        gathering.sign_ups.select_for_update(skip_locked=True, of=("self",))
        .expected()
        .filter(told_at__lt=gathering.reminder_at)
        .exclude(reminded_for=day)
        .select_related("user")
        .order_by("pk")
    )
    rows = list(due)
    emails.queue_reminders(gathering, [row for row in rows if row.address])
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_for=day)
    return len(rows)


def pass_seats_on(now: datetime) -> int:
    """Seats that were offered and not taken in 48 hours go to the next who waits (R1)."""
    late = SignUp.objects.filter(
        state=SignUpState.HELD,
        held_until__lte=now,
        gathering__state=GatheringState.PLANNED,
        gathering__starts_at__gt=now,
    )
    ids = late.order_by("gathering").values_list("gathering", flat=True).distinct()[:BATCH]
    return sum(pass_held_seats_on(pk, now) for pk in list(ids))


def remind_of_minutes(now: datetime) -> int:
    """A day after the meeting whoever leads it is reminded of the minutes, once (R61).

    The facilitator, else the convener, else whoever called it. Late after an outage; not about
    meetings that nobody remembers.
    """
    due = (
        Meeting.objects.planned()
        .filter(
            minutes_reminded_at=None,
            ends_at__lte=now - REMINDED_AFTER,
            ends_at__gt=now - REMEMBERED,
            arena__project__moderation=Moderation.CLEAR,
        )
        .exclude(protocol__sent_at__isnull=False)
        .select_related("arena__project", "created_by")
        .order_by("arena__project", "pk")
    )
    found = list(due[:MEETINGS])
    for meeting in found:
        meeting.arena.project = lock_project(meeting.arena.project_id)
        person = leader_of(meeting)
        meeting.minutes_reminded_at = now
        meeting.save(update_fields=["minutes_reminded_at"])
        if person:
            emails.queue_minutes_due(meeting, person)
    return len(found)


def leader_of(meeting: Meeting) -> User | None:
    """Who writes the minutes: the facilitator, else the convener, else whoever called it."""
    worn = worn_at(meeting.arena, meeting)
    hats = [worn[HatKind.FACILITATOR], worn[HatKind.CONVENER]]
    people = [*(hat.user for hat in hats if hat), meeting.created_by]
    return next((person for person in people if person and person.is_active), None)


def forget_guests(now: datetime) -> int:
    """Names and addresses of people without an account, when they are needed no more.

    Whoever never proved the address is deleted after two days; a guest's name, address and wishes
    go a month after the meeting (trust.md §4), and that somebody came stays.
    """
    unproven, _rows = SignUp.objects.filter(
        state=SignUpState.UNPROVEN, created_at__lt=now - PROOF_LASTS
    ).delete()
    past = SignUp.objects.filter(gathering__ends_at__lt=now - KEEP_GUESTS, user=None)
    told = past.exclude(Q(name="") & Q(email="") & Q(reach="") & Q(needs=""))
    forgotten = told.update(name="", email="", reach="", needs="")
    links, _rows = ArenaLink.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    return unproven + forgotten + links


def forget_names_in_rooms(now: datetime) -> int:
    """Names of those who came in by phone without an account; what they wrote stays."""
    past = RoomPerson.objects.filter(room__meeting__ends_at__lt=now - KEEP_GUESTS, user=None)
    return past.exclude(name="", comes_for="").update(name="", comes_for="", browser="")
