"""A calendar that a person's own calendar program reads, behind a secret address."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """All of a person's meetings, or those of one opgave.

    The secret follows from SECRET_KEY, the row and `issue`, so that its owner can see it again
    and a copy of the database tells nobody; only its hash is kept. A new `issue` is a new address.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    project = models.ForeignKey(
        "projects.Project",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="calendar_feeds",
    )
    issue = models.PositiveIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "project"], nulls_distinct=False, name="one_feed_per_person"
            ),
            models.CheckConstraint(
                condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 - a pattern
                name="feed_hash_is_a_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"feed {self.pk}"
