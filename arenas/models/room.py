"""A meeting while it is held: one screen that leads, and a phone in everybody's hand.

A room has two numbers. `version` rises with whatever the facilitator's screen shows, `stage` only
with what the phones show: an answer from one phone gives the others nothing new to fetch.
"""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arenas.enums import Via
from projects.enums import Card

if TYPE_CHECKING:
    from arenas.models.sign_up import SignUp

# Without what looks or sounds alike when it is read from a wall: 0 O, 1 I L, 2 Z, 5 S, 8 B.
ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 6


class RoomQuerySet(models.QuerySet):
    def open(self) -> "RoomQuerySet":
        return self.filter(closed_at=None)


class Room(models.Model):
    """What the meeting is at, and how far its clock is."""

    meeting = models.OneToOneField("arenas.Meeting", models.CASCADE, related_name="room")
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    # In the addresses that the pages ask for news: nobody guesses it, so nobody learns a code.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    stage = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    item = models.ForeignKey(
        "arenas.AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    timer_started_at = models.DateTimeField(null=True, blank=True)
    timer_used = models.PositiveIntegerField(default=0)  # seconds before the last pause
    round = models.ForeignKey(
        "arenas.RoomRound", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    card = models.ForeignKey(
        "arenas.RoomCard", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(closed_at=None), name="room_code_is_one_open_rooms"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=rf"^[{ALPHABET}]{{{CODE_LENGTH}}}$"),
                name="room_code_reads_well",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_running(self) -> bool:
        return self.timer_started_at is not None

    @property
    def seconds_left(self) -> int:
        """Of the item's time; negative when it is over its time."""
        if self.item is None:
            return 0
        used = self.timer_used
        if self.timer_started_at:
            used += int((timezone.now() - self.timer_started_at).total_seconds())
        return self.item.minutes * 60 - used

    @property
    def ends_at(self) -> datetime:
        """When the item's time is up, if the clock goes on from now."""
        return timezone.now() + timedelta(seconds=self.seconds_left)


class RoomPerson(models.Model):
    """Somebody with a phone in the room. Without an account it is a name and no more."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="rooms",
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    comes_for = models.CharField(_("comes for"), max_length=120, blank=True)
    # Whoever came in by the link of a mail and has no account: one link is one person.
    sign_up = models.ForeignKey(
        "arenas.SignUp", null=True, blank=True, on_delete=models.SET_NULL, related_name="in_rooms"
    )
    # A guest's browser, as a digest that nobody reads back: one browser is one guest.
    browser = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("person in a room")
        verbose_name_plural = _("people in rooms")
        constraints = [
            models.UniqueConstraint(fields=["room", "user"], name="in_the_room_once"),
            models.UniqueConstraint(
                fields=["room", "sign_up"],
                condition=Q(sign_up__isnull=False),
                name="in_the_room_once_by_link",
            ),
            models.UniqueConstraint(
                fields=["room", "browser"],
                condition=~Q(browser=""),
                name="in_the_room_once_by_browser",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """Name and party; a guest's own words, marked as such: nobody has checked them."""
        if self.is_guest and self.name:
            told = {"name": self.name, "comes_for": self.comes_for}
            if self.comes_for:
                return gettext("%(name)s (guest, says: %(comes_for)s)") % told
            return gettext("%(name)s (guest)") % told
        name = self.user.display_name if self.user else self.name or gettext("Somebody")
        of_party = self.party.name if self.party and self.party.organisation_id else ""
        return ", ".join(filter(None, [name, of_party]))

    @property
    def is_guest(self) -> bool:
        """Nobody has proved who this is, or it is somebody signed up for nobody but themselves."""
        return self.user_id is None and self.party_id is None

    @property
    def list_name(self) -> str:
        """As somebody without an account stands on the list of who came, beside their party."""
        return ", ".join(filter(None, [self.name, self.comes_for]))[:120]

    def is_row(self, row: "SignUp") -> bool:
        """Whether this sign-up is this person's: by their link, their account or their name."""
        if self.sign_up_id:
            return row.pk == self.sign_up_id
        if self.user:
            return row.is_of(self.user)
        same = (row.name, row.party_id) == (self.list_name, self.party_id)
        return same and row.via == Via.PAPER


class RoomCard(models.Model):
    """A card drawn from the catalyst's deck (R62); what it did is the opgave's `Disturbance`."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="cards")
    card = models.CharField(_("card"), max_length=20, choices=Card)
    drawn_at = models.DateTimeField(default=timezone.now)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    disturbance = models.ForeignKey(
        "projects.Disturbance", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("card in a room")
        verbose_name_plural = _("cards in rooms")

    def __str__(self) -> str:
        return str(self.get_card_display())


class SpeakingNote(models.Model):
    """How often a party has had the word: for whoever leads, gone when the room is closed."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="speaking")
    party = models.ForeignKey(
        "projects.Party", null=True, on_delete=models.CASCADE, related_name="+"
    )
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        verbose_name = _("speaking note")
        verbose_name_plural = _("speaking notes")
        constraints = [
            models.UniqueConstraint(
                fields=["room", "party"], nulls_distinct=False, name="one_speaking_note_per_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.times}"
