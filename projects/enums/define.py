"""Choices in the phase *definere*."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatementChange(models.TextChoices):
    """What the author of a new version says it is. Any party can object to the second."""

    MEANING = "meaning", _("It says something new")
    WORDING = "wording", _("It only corrects the wording")
