"""Somebody who follows an opgave without taking part."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Follower(models.Model):
    """Hears of it in one summary a week. The initiator and the parties need no row: they are told.

    `told_until` is the last entry of the history that a summary told about.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="followers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    since = models.DateTimeField(default=timezone.now)
    told_until = models.BigIntegerField(default=0)
    summed_up_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="follows_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.project}"
