"""How somebody comes to take part, and why they come or leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyStatus(models.TextChoices):
    """A party is born by its own yes; whoever has not said it has an invitation."""

    ACCEPTED = "accepted", _("Takes part")
    LEFT = "left", _("Has left")


class JoinState(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    WELCOMED = "welcomed", _("Welcomed")
    DECLINED = "declined", _("Not this time")


class RolePromise(models.TextChoices):
    """What a party is asked to be, in plain words (R30)."""

    HEARD = "heard", _("be heard: you tell what you think, others decide")
    USED = "used", _("use it: you try what is made and say how it works")
    CONTRIBUTE = "contribute", _("contribute: you help with something particular")
    COCREATE = "cocreate", _("help define, design and carry out: you decide together with us")


class InvitationState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    CONSIDERING = "considering", _("Thinking it over")
    ACCEPTED = "accepted", _("Yes")
    DECLINED = "declined", _("No")
    CANCELLED = "cancelled", _("Cancelled")


OPEN_INVITATIONS = frozenset({InvitationState.WAITING, InvitationState.CONSIDERING})


class Answer(models.TextChoices):
    """The three answers to an invitation."""

    YES = "yes", _("Yes")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("No")


class LeaveReason(models.TextChoices):
    TIME = "time", _("We do not have the time")
    NO_INFLUENCE = "no_influence", _("We had no influence")
    DONE = "done", _("Our part is done")
    DISAGREE = "disagree", _("We disagree with the direction")
    OTHER = "other", _("Something else")


class Motive(models.TextChoices):
    """What draws a party (R29)."""

    INFLUENCE = "influence", _("Influence")
    COMMUNITY = "community", _("Community")
    MEANING = "meaning", _("Meaning")
    PROFESSION = "profession", _("Professional pride")
    RESOURCES = "resources", _("Resources")
    LEARNING = "learning", _("Learning")
    BUSINESS = "business", _("Business")
    REPUTATION = "reputation", _("Reputation")
    DUTY = "duty", _("Duty")
