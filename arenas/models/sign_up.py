"""Who comes: one row per person and gathering, from the invitation to the seat.

A seat has a number, so that the database itself gives none away twice; a place on the waiting list
has one that only rises, so that whoever came first is first.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import (
    EXPECTED_STATES,
    ON_CALENDAR_STATES,
    PLACED_STATES,
    SEAT_STATES,
    Attendance,
    ComesFrom,
    SignUpState,
    Via,
)
from arenas.models.gathering import Gathering
from participants.enums import Sector


class SignUpQuerySet(models.QuerySet):
    def with_seat(self) -> "SignUpQuerySet":
        return self.filter(state__in=SEAT_STATES)

    def waiting(self) -> "SignUpQuerySet":
        """The waiting list, whoever came first at its top."""
        return self.filter(state=SignUpState.WAITING).order_by("waiting_number")

    def on_calendar(self) -> "SignUpQuerySet":
        return self.filter(state__in=ON_CALENDAR_STATES)

    def expected(self) -> "SignUpQuerySet":
        return self.filter(state__in=EXPECTED_STATES)

    def who_came(self) -> "SignUpQuerySet":
        return self.filter(attendance=Attendance.CAME)

    def of_person(self, user) -> "SignUpQuerySet":
        """This person's rows, also those from before they had an account."""
        return self.filter(Q(user=user) | Q(user=None, email=user.email))


class SignUp(models.Model):
    """One person and one gathering. A guest has no account: name and a proven address."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="sign_ups")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sign_ups",
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    reach = models.CharField(_("phone or address"), max_length=200, blank=True)
    party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="sign_ups"
    )
    needs = models.TextField(_("what makes it easier for you to come"), max_length=500, blank=True)
    language = models.CharField(max_length=5, default=settings.LANGUAGE_CODE)
    sector = models.CharField(
        _("where you come from"), max_length=20, choices=ComesFrom, blank=True, db_default=""
    )
    via = models.CharField(max_length=10, choices=Via)
    state = models.CharField(max_length=10, choices=SignUpState, default=SignUpState.INVITED)
    seat = models.PositiveIntegerField(null=True, blank=True)
    waiting_number = models.PositiveIntegerField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The calendar of this one person: what was sent last (RFC 5546), and when they were told.
    sequence = models.PositiveIntegerField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    # Whether a REQUEST was ever written for them: then it may stand in their calendar.
    is_calendared = models.BooleanField(default=False, db_default=False)
    reminded_for = models.DateField(null=True, blank=True)
    attendance = models.CharField(
        _("did they come"),
        max_length=10,
        choices=Attendance,
        blank=True,
        default="",
        db_default="",
    )

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            models.UniqueConstraint(fields=["gathering", "user"], name="sign_up_once_per_person"),
            models.UniqueConstraint(
                "gathering",
                Lower("email"),
                condition=~Q(email=""),
                name="sign_up_once_per_address",
            ),
            models.UniqueConstraint(fields=["gathering", "seat"], name="seat_given_once"),
            models.UniqueConstraint(
                fields=["gathering", "waiting_number"], name="waiting_number_given_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(SEAT_STATES)) ^ Q(seat=None),
                name="who_is_seated_has_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(state=SignUpState.WAITING) ^ Q(waiting_number=None),
                name="who_waits_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=SignUpState.HELD) ^ Q(held_until=None),
                name="held_seat_has_an_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_until"], condition=Q(state=SignUpState.HELD), name="sign_up_held"
            ),
            models.Index(fields=["email"], condition=~Q(email=""), name="sign_up_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name}: {self.state}"

    @property
    def shown_name(self) -> str:
        return self.user.display_name if self.user else self.name or str(_("Somebody"))

    @property
    def address(self) -> str:
        """Where to write; empty for whoever is reached on paper."""
        return self.user.email if self.user else self.email

    def is_of(self, user) -> bool:
        """This person's own, also from before they had an account."""
        if not user.is_authenticated:
            return False
        return (
            self.user_id == user.pk
            if self.user_id
            else bool(user.email) and self.email == user.email
        )

    @property
    def speaks_from(self) -> Sector:
        """Of the party they came for, else what they are themselves."""
        if self.party:
            return self.party.sector
        return Sector.PUBLIC if self.user and self.user.is_verified_public else Sector.CIVIL

    @property
    def is_coming(self) -> bool:
        return self.state == SignUpState.SEATED

    @property
    def is_placed(self) -> bool:
        """Has a seat, or a place on the waiting list."""
        return self.state in PLACED_STATES

    @property
    def waiting_place(self) -> int:
        """Number one on the list is next."""
        ahead = self.gathering.sign_ups.waiting().filter(waiting_number__lt=self.waiting_number)
        return ahead.count() + 1
