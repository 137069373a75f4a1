"""Many invitations sent in one act, which can be taken back as one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvitationBatch(models.Model):
    """More than fifty at once: nothing is queued before `leaves_at`. Fewer make no batch."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="invitation_batches"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    count = models.PositiveIntegerField(_("invitations"))
    created_at = models.DateTimeField(default=timezone.now)
    leaves_at = models.DateTimeField(_("leaves at"))
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("batch of invitations")
        verbose_name_plural = _("batches of invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__lt=F("leaves_at")),
                name="batch_undone_before_it_left",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(queued_at=None),
                name="batch_undone_or_queued",
            ),
        ]
        indexes = [
            models.Index(
                fields=["leaves_at"],
                condition=Q(undone_at=None, queued_at=None),
                name="batch_to_queue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} → {self.project}"

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() < self.leaves_at
