"""People come together at a time and a place: a meeting of an arena, or an event for everybody.

What both need stands in `Gathering`: time, place, access, seats and the calendar. So sign-ups,
reminders and calendar mails know one table only (docs/decisions/gatherings.md).
"""

import uuid
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from arenas.enums import Attendance, Form, GatheringState
from arenas.models.hat import Worn, worn_at

if TYPE_CHECKING:
    from arenas.models.event import Event
    from arenas.models.sign_up import SignUp

AGENDA_CLOSES = timedelta(days=3)
REMINDER_HOUR = time(17)


def new_uid() -> str:
    """Names the gathering in everybody's calendar, for ever (RFC 7986 §5.3: no host, no data)."""
    return str(uuid.uuid4())


class GatheringQuerySet(models.QuerySet):
    def planned(self) -> "GatheringQuerySet":
        return self.filter(state=GatheringState.PLANNED)

    def coming(self, now: datetime | None = None) -> "GatheringQuerySet":
        """Planned and not over, the next first."""
        return self.planned().filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> "GatheringQuerySet":
        """Over, whether it was held or cancelled, the last first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")


class Gathering(models.Model):
    """When, where, for how many. `sequence` rises with each change that people must know of."""

    title = models.CharField(_("title"), max_length=160)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    form = models.CharField(_("how"), max_length=10, choices=Form, default=Form.ON_SITE)
    place = models.CharField(_("where"), max_length=300, blank=True)
    online_url = models.URLField(_("address online"), max_length=500, blank=True)
    bring = models.TextField(_("what to bring"), max_length=1000, blank=True)

    steps = models.CharField(_("steps and doors"), max_length=200, blank=True)
    hearing_loop = models.CharField(_("hearing loop"), max_length=200, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=200, blank=True)
    transport = models.CharField(_("transport"), max_length=200, blank=True)
    child_care = models.CharField(_("child care"), max_length=200, blank=True)

    is_open = models.BooleanField(_("everybody may sign up"), default=False)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    waiting_capacity = models.PositiveIntegerField(
        _("places on the waiting list"), null=True, blank=True
    )

    state = models.CharField(max_length=10, choices=GatheringState, default=GatheringState.PLANNED)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    uid = models.CharField(max_length=64, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # When somebody first said who came: from then on that is who was there.
    attendance_at = models.DateTimeField(null=True, blank=True)

    objects = GatheringQuerySet.as_manager()
    listed: "list[SignUp] | None" = None  # all its sign-ups, where a page has read them

    class Meta:
        ordering = ["starts_at", "id"]
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(form=Form.ONLINE) | ~Q(place=""), name="gathering_on_site_has_a_place"
            ),
            models.CheckConstraint(
                condition=Q(state=GatheringState.CANCELLED) ^ Q(cancelled_at=None),
                name="gathering_cancelled_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=GatheringState.CANCELLED) | ~Q(reason=""),
                name="gathering_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="gathering_has_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(waiting_capacity=None) | Q(capacity__isnull=False),
                name="gathering_waits_for_seats",
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_at"],
                condition=Q(state=GatheringState.PLANNED),
                name="gathering_planned",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def as_meeting(self) -> "Meeting | None":
        """The meeting it is; None for an event, which belongs to no arena."""
        return getattr(self, "meeting", None)

    @property
    def as_event(self) -> "Event | None":
        """The event it is; None for a meeting."""
        return getattr(self, "event", None)

    def has_on_its_list(self, user) -> bool:
        """Whether this person has a sign-up, also from before they had an account."""
        if self.listed is not None:
            return any(row.is_of(user) for row in self.listed)
        return self.sign_ups.of_person(user).exists()

    def has_seen_come(self, user) -> bool:
        """Whether this person is marked as one who came."""
        if self.listed is not None:
            return any(row.is_of(user) and row.attendance == Attendance.CAME for row in self.listed)
        return self.sign_ups.of_person(user).who_came().exists()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_planned(self) -> bool:
        return self.state == GatheringState.PLANNED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def takes_sign_ups(self) -> bool:
        return self.is_planned and not self.has_begun

    @property
    def reminder_at(self) -> datetime:
        """The day before at 17 in the municipality's time (practice §7.2), whatever the clock."""
        day = timezone.localdate(self.starts_at) - timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, REMINDER_HOUR))


class MeetingQuerySet(GatheringQuerySet):
    def of(self, project) -> "MeetingQuerySet":
        return self.filter(arena__project=project).select_related("arena")


class Meeting(Gathering):
    """The parties of an opgave meet in an arena."""

    arena = models.ForeignKey("arenas.Arena", models.CASCADE, related_name="meetings")
    # The one mail that reminds of the minutes, so that the clock asks no meeting twice.
    minutes_reminded_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()  # type: ignore[misc]
    worn: Worn | None = None  # who wears which hat, where a page has asked

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def get_absolute_url(self) -> str:
        return reverse("arenas:meeting", args=[self.arena.project.slug, self.pk])

    @property
    def as_meeting(self) -> "Meeting":
        return self

    @property
    def as_event(self) -> None:
        return None

    def wearer(self, kind: str):
        """Who wears this hat here: the meeting's own, else the arena's, else the opgave's."""
        hat = (self.worn or worn_at(self.arena, self))[kind]
        return hat.user if hat else None

    @property
    def room_now(self):
        """The room it is or was held in, or None."""
        return getattr(self, "room", None)

    @property
    def agenda_closes_at(self) -> datetime:
        """Until then any party adds an item (issue: three days before)."""
        return self.starts_at - AGENDA_CLOSES

    @property
    def agenda_is_open(self) -> bool:
        return self.is_planned and timezone.now() < self.agenda_closes_at

    @cached_property
    def items(self) -> list:
        """The agenda in its order."""
        return list(
            self.agenda.select_related("holder", "added_for__organisation", "added_for__user")
        )

    @property
    def minutes_planned(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def minutes_left(self) -> int:
        """What the agenda leaves free; negative where it is too full."""
        return self.minutes - self.minutes_planned
