"""Hats."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectRoleKind(models.TextChoices):
    CONVENER = "convener", _("Convener")
    FACILITATOR = "facilitator", _("Facilitator")


class RoleState(models.TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Said no")
    ENDED = "ended", _("Ended")
