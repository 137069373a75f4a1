"""What people report to the moderators."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.enums import ReportState


class Report(models.Model):
    """Somebody says that an opgave should not be shown as it is."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="reports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("what is wrong"), max_length=1000)
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.OPEN)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return self.reason[:60]
