"""What happens in the room while a meeting is held."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundKind(models.TextChoices):
    SILENT = "silent", _("Everybody writes before anybody speaks")
    CONSENT = "consent", _("A quick consent round")


class RoomPosition(models.TextChoices):
    """What somebody says to a proposal in the room. It is a temperature, not a decision."""

    CONSENT = "consent", _("Consent: I can live with it")
    OBJECTION = "objection", _("Objection: it does harm")
    STAND_ASIDE = "stand_aside", _("I stand aside")


class PointState(models.TextChoices):
    RAISED = "raised", _("Raised")
    PARKED = "parked", _("Parked")
    TAKEN = "taken", _("Dealt with")
