"""What is written in the room: rounds with their answers, and points."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import PointState, RoomPosition, RoundKind


class RoomRound(models.Model):
    """One question to everybody. Nobody sees another's answer until it is shown (R28)."""

    room = models.ForeignKey("arenas.Room", models.CASCADE, related_name="rounds")
    kind = models.CharField(max_length=10, choices=RoundKind)
    text = models.TextField(_("question or proposal"), max_length=500)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    shown_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("round in a room")
        verbose_name_plural = _("rounds in rooms")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="room_round_asks_something"),
            models.UniqueConstraint(
                fields=["room"], condition=Q(closed_at=None), name="one_open_round_per_room"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_consent(self) -> bool:
        return self.kind == RoundKind.CONSENT

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None


class RoomAnswer(models.Model):
    """What one person answered; one for each, however often the phone sends it."""

    round = models.ForeignKey(RoomRound, models.CASCADE, related_name="answers")
    person = models.ForeignKey("arenas.RoomPerson", models.CASCADE, related_name="answers")
    position = models.CharField(max_length=20, choices=RoomPosition, blank=True)
    text = models.TextField(_("answer"), max_length=2000, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("answer in a room")
        verbose_name_plural = _("answers in rooms")
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_answer_per_person"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(position__in=["", RoomPosition.OBJECTION]),
                name="room_answer_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.get_position_display())

    @property
    def is_late(self) -> bool:
        """Written when the others' answers could be read already."""
        shown = self.round.shown_at
        return shown is not None and not self.round.is_consent and self.written_at > shown


class RoomPoint(models.Model):
    """Something put forward from a phone, or put aside by whoever leads."""

    room = models.ForeignKey("arenas.Room", models.CASCADE, related_name="points")
    person = models.ForeignKey(
        "arenas.RoomPerson", null=True, blank=True, on_delete=models.CASCADE, related_name="points"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("point"), max_length=500)
    # Made with the form, so that a phone that sends it again adds nothing.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=PointState, default=PointState.RAISED)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("point in a room")
        verbose_name_plural = _("points in rooms")
        constraints = [
            models.UniqueConstraint(fields=["room", "key"], name="room_point_sent_once"),
            models.CheckConstraint(condition=~Q(text=""), name="room_point_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def who(self) -> str:
        if self.person:
            return self.person.shown_name
        return self.by.display_name if self.by else str(_("Somebody"))
