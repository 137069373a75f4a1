"""Whether others may see it, and what becomes of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moderation(models.TextChoices):
    """Whether others may see it."""

    CLEAR = "clear", _("Shown")
    HELD = "held", _("Waiting for moderation")
    HIDDEN = "hidden", _("Hidden")


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")
