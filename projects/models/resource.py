"""What the parties need from and offer to each other."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import Direction, PartyStatus, ResourceKind


class ResourceQuerySet(models.QuerySet):
    def standing(self) -> "ResourceQuerySet":
        """Those of parties that take part today."""
        return self.filter(party__status=PartyStatus.ACCEPTED)

    def with_names(self) -> "ResourceQuerySet":
        sides = ["party", "counterpart", "taken_by"]
        return self.select_related(*(f"{side}__{who}" for side in sides for who in WHO))


WHO = ["organisation", "user"]


class Resource(models.Model):
    """One need or one offer, maybe of one certain party; another party takes it on (R31).

    Together they say who needs whom for what.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="resources")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="resources")
    direction = models.CharField(_("need or offer"), max_length=10, choices=Direction)
    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind)
    what = models.CharField(_("what"), max_length=500)
    counterpart = models.ForeignKey(
        "projects.Party",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from or to"),
    )
    taken_by = models.ForeignKey(
        "projects.Party",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("need or offer")
        verbose_name_plural = _("needs and offers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(counterpart=F("party")) & ~Q(taken_by=F("party")),
                name="resource_is_between_two_parties",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="resource_says_what"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_need(self) -> bool:
        return self.direction == Direction.NEED

    @property
    def other(self):
        """Who takes it on, else whom it is asked of or offered to."""
        return self.taken_by or self.counterpart
