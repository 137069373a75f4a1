"""What has been imported, so that a second run doubles nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedRow(models.Model):
    """One row of a foreign file and the opgave it became."""

    source = models.CharField(max_length=60)
    external_id = models.CharField(max_length=120)
    project = models.OneToOneField(
        "projects.Project", on_delete=models.CASCADE, related_name="imported_row"
    )

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="imported_once")
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"
