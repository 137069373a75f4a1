"""What waits for one person after meetings and at events. Each is one query."""

from datetime import datetime, timedelta

from django.db.models import BigAutoField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from arenas.enums import AmendmentState, GatheringState, HatKind, SignUpState
from arenas.models import Amendment, Hat, Meeting, Minutes, SignUp
from arenas.models.hat import FALLBACK
from participants.models import User
from projects.enums import RoleState
from projects.models import Project, ProjectRole
from samskabelse.web.lookups import AmongThose

REMEMBERED = timedelta(days=60)  # nobody can write what was said longer ago


def led_by(user: User) -> QuerySet[Meeting]:
    """Meetings that this person leads, and so writes the minutes of.

    The facilitator, else the convener, else whoever called it: as `services.reminders.leader_of`.
    """
    hats = user.arena_hats.filter(state=RoleState.ACCEPTED).order_by().values("arena")
    roles = user.project_roles.filter(state=RoleState.ACCEPTED).order_by().values("project")
    near = Q(created_by=user) | Q(AmongThose("arena", hats))
    near |= Q(AmongThose("arena__project", roles))
    wearers = [*_wearer(HatKind.FACILITATOR), *_wearer(HatKind.CONVENER)]
    leader = Coalesce(*wearers, F("created_by"), output_field=BigAutoField())
    return Meeting.objects.filter(near).alias(leader=leader).filter(leader=user.pk)


def _wearer(kind: HatKind) -> list[Subquery]:
    """At the meeting, else in the arena, else in the opgave."""
    worn = {"state": RoleState.ACCEPTED, "user__is_active": True}
    hats = Hat.objects.filter(arena=OuterRef("arena"), kind=kind, **worn).order_by()
    roles = ProjectRole.objects.filter(
        project=OuterRef("arena__project"), kind=FALLBACK[kind], **worn
    ).order_by()
    found = (hats.filter(meeting=OuterRef("pk")), hats.filter(meeting=None), roles)
    return [Subquery(rows.values("user")[:1]) for rows in found]


def minutes_to_write(user: User, now: datetime) -> QuerySet[Meeting]:
    """Meetings that were held and whose minutes are not sent, the oldest first (R61)."""
    held = led_by(user).planned().filter(ends_at__lte=now)
    held = held.alias(forgotten_at=F("ends_at") + REMEMBERED).filter(forgotten_at__gt=now)
    unsent = held.exclude(protocol__sent_at__isnull=False)
    return unsent.filter(arena__project__in=Project.objects.public()).order_by("ends_at", "pk")


def corrections_to_answer(user: User, now: datetime) -> QuerySet[Minutes]:
    """Minutes with corrections that wait, as `waiting`; they wait no longer than seven days.

    For whoever sent the minutes, and for whoever leads the meeting.
    """
    mine = Q(sent_by=user) | Q(AmongThose("meeting", led_by(user).order_by().values("pk")))
    rows = Minutes.objects.filter(mine, amend_until__gt=now)
    rows = rows.filter(meeting__arena__project__in=Project.objects.public())
    unanswered = Amendment.objects.filter(minutes=OuterRef("pk"), state=AmendmentState.OPEN)
    counted = unanswered.order_by().values("minutes").annotate(n=Count("pk")).values("n")
    rows = rows.annotate(waiting=Subquery(counted)).filter(waiting__gt=0)
    return rows.order_by("amend_until", "pk")


def seats_kept(user: User, now: datetime) -> QuerySet[SignUp]:
    """Seats at events that are kept for this person until they answer (R1)."""
    rows = SignUp.objects.of_person(user).filter(
        state=SignUpState.HELD,
        held_until__gt=now,
        gathering__state=GatheringState.PLANNED,
        gathering__event__published_at__isnull=False,
    )
    return rows.order_by("held_until", "pk")
