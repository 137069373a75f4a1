"""The record of acts. Rows are only ever added: the database refuses anything else."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Acts whose entry is kept and shown to nobody; each app names its own when it starts.
UNTOLD: set[str] = set()


class EntryQuerySet(models.QuerySet):
    def about(self, target: models.Model) -> "EntryQuerySet":
        """Entries about one object, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk)

    def public(self) -> "EntryQuerySet":
        return self.filter(is_public=True)

    def shown(self) -> "EntryQuerySet":
        """What people and programs may read: all but acts that nobody may count or place in time.

        Among entries with times, the place of one without would say when it came.
        """
        return self.exclude(action__in=UNTOLD)


class Entry(models.Model):
    """One act: who, on whose behalf, what, when, with which facts."""

    at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # Django nulls the actor when a person is erased; the trigger allows that one change.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    on_behalf_of = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)
    target_type = models.CharField(max_length=100)
    target_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    is_public = models.BooleanField(default=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("history entry")
        verbose_name_plural = _("history")
        indexes = [models.Index(fields=["target_type", "target_id", "-id"], name="history_target")]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type}:{self.target_id}"
