"""What an opgave brings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GainKind(models.TextChoices):
    """The four families of gains (R33). None of them is money saved (R32)."""

    EFFECTIVENESS = "effectiveness", _("Effectiveness")
    COHESION = "cohesion", _("Cohesion")
    INNOVATION = "innovation", _("Innovation")
    PARTICIPATION = "participation", _("Participation")


class GainMoment(models.IntegerChoices):
    """When the parties are asked, in months after the opgave was closed (R34)."""

    CLOSE = 0, _("At the close")
    SIX = 6, _("After 6 months")
    TWELVE = 12, _("After 12 months")
