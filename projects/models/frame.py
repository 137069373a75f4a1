"""The frame that the parties work within, version by version."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FrameVersion(models.Model):
    """What is known, not known, for the parties to decide, and fixed (R35). Never changed."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="frames")
    number = models.PositiveIntegerField(_("version"))
    known = models.TextField(_("This we know"), max_length=2000, blank=True)
    unknown = models.TextField(_("This we do not know"), max_length=2000, blank=True)
    ours = models.TextField(_("This is for us to decide"), max_length=2000, blank=True)
    fixed = models.TextField(_("This is fixed"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of the frame")
        verbose_name_plural = _("versions of the frame")
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="frame_version_once")
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})

    @property
    def author(self) -> str:
        return self.party.name if self.party else str(self.by or _("somebody who is erased"))


FRAME_FIELDS = ["known", "unknown", "ours", "fixed"]
