"""A movement event: open to everybody, bound to no opgave (practice slide 2, R1-R5)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.models.gathering import Gathering, GatheringQuerySet

SEATS = 150  # R1, and as many on the waiting list


class EventQuerySet(GatheringQuerySet):
    def published(self) -> "EventQuerySet":
        return self.filter(published_at__isnull=False)

    def visible_to(self, user) -> "EventQuerySet":
        """Published ones for everybody; a draft for those who may go on with it."""
        if not getattr(user, "is_authenticated", False):
            return self.published()
        if user.is_staff:
            return self
        bound = user.mandates.current().filter(commits=True).values("organisation")
        own = Q(published_at__isnull=False) | Q(created_by=user) | Q(organisation__in=bound)
        return self.filter(own | Q(organisation=None) if user.is_verified_public else own)


class Event(Gathering):
    """What it is for, what happens, and which organisation convenes; the municipality if none."""

    slug = models.SlugField(max_length=100, unique=True)
    organisation = models.ForeignKey(
        "participants.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    purpose = models.TextField(_("what it is for"), max_length=2000)
    programme = models.TextField(_("programme"), max_length=5000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def get_absolute_url(self) -> str:
        return reverse("arenas:event", args=[self.slug])

    @property
    def as_meeting(self) -> None:
        return None

    @property
    def as_event(self) -> "Event":
        return self

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def convener_name(self) -> str:
        return self.organisation.name if self.organisation else settings.MUNICIPALITY_NAME

    def is_steered_by(self, user) -> bool:
        """Whoever may bind the organisation that convenes; verified staff for the municipality."""
        if self.organisation is None:
            return bool(getattr(user, "is_verified_public", False))
        return self.organisation.may_commit(user)

    def takes_next_steps(self, now: datetime | None = None) -> bool:
        """ "Hvad vil I gøre nu?" is asked from the beginning of the event (R4)."""
        return self.is_published and self.is_planned and self.starts_at <= (now or timezone.now())


class NextStep(models.Model):
    """What somebody who was there will do next, alone or with others (R4).

    An opgave that is begun with it is reached through its draft, so the link stays when the draft
    becomes the opgave, and goes when the draft is thrown away.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="next_steps")
    sign_up = models.ForeignKey(
        "arenas.SignUp", null=True, on_delete=models.SET_NULL, related_name="next_steps"
    )
    text = models.TextField(_("what will you do now?"), max_length=1000)
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    draft = models.OneToOneField(
        "projects.Draft", null=True, on_delete=models.SET_NULL, related_name="next_step"
    )
    created_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None) ^ ~Q(hidden_reason=""),
                name="next_step_hidden_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
