"""Choices in the phase *definere*, and about what people write at something."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatementChange(models.TextChoices):
    """What the author of a new version says it is. Any party can object to the second."""

    MEANING = "meaning", _("It says something new")
    WORDING = "wording", _("It only corrects the wording")


class ContributionKind(models.TextChoices):
    """What somebody writes at a text. Kinds are no votes: nothing is counted or ranked."""

    COMMENT = "comment", _("Comment")
    SUPPORT = "support", _("Support")
    CONCERN = "concern", _("Concern")
    QUESTION = "question", _("Question")


# Whoever writes one of these waits for an answer.
ANSWERABLE_KINDS = frozenset(ContributionKind) - {ContributionKind.SUPPORT}


class ResourceKind(models.TextChoices):
    """What parties need from and offer to each other (R31)."""

    TIME = "time", _("Time")
    KNOWLEDGE = "knowledge", _("Knowledge")
    ROOM = "room", _("A room")
    EQUIPMENT = "equipment", _("Equipment")
    MONEY = "money", _("Money")
    NETWORK = "network", _("Network")
    AUTHORITY = "authority", _("Authority")
    OTHER = "other", _("Something else")


class Direction(models.TextChoices):
    NEED = "need", _("Needs")
    OFFER = "offer", _("Offers")
