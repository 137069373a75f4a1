"""How solutions, cards and small tries stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorState(models.TextChoices):
    """Nobody is named as author without their own yes."""

    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Author")
    DECLINED = "declined", _("Said no")
    LEFT = "left", _("No longer author")


class ProbeState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Being tried")
    STOPPED = "stopped", _("Stopped")


class ProbeEnding(models.TextChoices):
    """Why a try stopped (R64)."""

    STOP_RULE = "stop_rule", _("The stop rule was met")
    AT_ITS_END = "at_its_end", _("The time was up")
    GIVEN_UP = "given_up", _("We gave it up")


class OwnerState(models.TextChoices):
    """Whether the party that was asked to own operations has said yes."""

    ASKED = "asked", _("Has been asked")
    ACCEPTED = "accepted", _("Has said yes")
    DECLINED = "declined", _("Has said no")


class Card(models.TextChoices):
    """The catalyst's deck (R62), in our own words. The label is the card's title."""

    SWAP_ROLES = "swap_roles", _("Swap roles")
    HALF_BUDGET = "half_budget", _("Half the money")
    OPPOSITE = "opposite", _("The opposite")
    STRANGER = "stranger", _("A guest from elsewhere")
    GO_THERE = "go_there", _("Go there")
    STOP_DOING = "stop_doing", _("What shall we stop doing?")
    TOMORROW = "tomorrow", _("It must work tomorrow")
    WITHOUT_US = "without_us", _("Without the municipality")
    TEN_YEARS = "ten_years", _("Ten years from now")
    LEAST_LIKELY = "least_likely", _("The one who never comes")
    NO_WORDS = "no_words", _("Without words")
    BREAK_IT = "break_it", _("Make it fail")
