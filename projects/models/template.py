"""Skabelon: what others can start from when an opgave is closed."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProjectTemplate(models.Model):
    """What is worth taking over from a closed opgave: groups and ideas, never names.

    A group is a stakeholder's label, kind and motive, and whether it lives with the result.
    """

    project = models.OneToOneField("projects.Project", models.CASCADE, related_name="made_template")
    title = models.CharField(_("title"), max_length=120)
    problem = models.TextField(_("the problem or task"), max_length=4000)
    groups = models.JSONField(_("who it concerns"), default=list)
    needs = models.TextField(_("what it takes"), max_length=1000, blank=True)
    offers = models.TextField(_("what parties can bring"), max_length=1000, blank=True)
    arena_kind = models.CharField(max_length=20, blank=True)
    arena_frame = models.TextField(_("how you can meet"), max_length=1000, blank=True)
    frame = models.TextField(_("what one must know"), max_length=2000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        indexes = [
            GinIndex(fields=["title"], name="template_title_trgm", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:template", args=[self.pk])
