"""Movement events: where their participants come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComesFrom(models.TextChoices):
    """R2's list: the kinds of organisation, and a person who comes for nobody but themselves."""

    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region")
    STATE = "state", _("State")
    PARLIAMENT = "parliament", _("Parliament")
    ASSOCIATION = "association", _("Association")
    CITIZEN_GROUP = "citizen_group", _("Citizens' group")
    COMPANY = "company", _("Company")
    PERSON = "person", _("Myself alone")
