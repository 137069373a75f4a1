"""What parties say when they are asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentAbout(models.TextChoices):
    """What the parties are asked about in one round."""

    GATE = "gate", _("The next phase")
    STATEMENT = "statement", _("The shared statement of the problem")
    SOLUTION = "solution", _("A solution")


class Position(models.TextChoices):
    """What a party says when it is asked."""

    PENDING = "pending", _("Has not answered")
    CONSENT = "consent", _("Consents")
    STAND_ASIDE = "stand_aside", _("Stands aside")
    OBJECTION = "objection", _("Objects")
    PASSED_OVER = "passed_over", _("Passed over after two reminders")


SETTLED_POSITIONS = frozenset({Position.CONSENT, Position.STAND_ASIDE, Position.PASSED_OVER})
SPOKEN_POSITIONS = frozenset({Position.CONSENT, Position.STAND_ASIDE, Position.OBJECTION})


class RoundState(models.TextChoices):
    OPEN = "open", _("Open")
    PASSED = "passed", _("All agreed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERRIDDEN = "overridden", _("Overridden")
    REPLACED = "replaced", _("Replaced by a newer version")
