"""Whether it is co-creation: the label, findings, honest answers, the pulse and the ladder."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    """What an opgave may be called. It is computed from facts (R14–R17)."""

    COCREATION = "cocreation", _("Co-creation")
    HEARING = "hearing", _("Hearing")
    INFORMATION = "information", _("Information")


class CaseState(models.TextChoices):
    """How far a finding has come."""

    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered, and waits for the parties")
    DISPUTED = "disputed", _("A party disagrees with the answer")
    HANDLED = "handled", _("The parties accept the answer")
    GONE = "gone", _("It is no longer so")


UNANSWERED_CASES = frozenset({CaseState.OPEN, CaseState.DISPUTED})
UNHANDLED_CASES = UNANSWERED_CASES | {CaseState.ANSWERED}


class Stance(models.TextChoices):
    """What is said about a finding."""

    REPLY = "reply", _("The answer")
    ACCEPT = "accept", _("We accept the answer")
    DISPUTE = "dispute", _("We disagree")


class Honest(models.TextChoices):
    """An answer to one of the three questions (R15)."""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    UNKNOWN = "unknown", _("I do not know")


class PulseKind(models.TextChoices):
    MEETING = "meeting", _("After a meeting")
    GATE = "gate", _("At a gate")


class PulseReply(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Step(models.IntegerChoices):
    """The ladder of co-creation (slide 7). The fifth step is the municipality's."""

    NONE = 0, _("Not on the ladder yet")
    OWN_SERVICE = 1, _("Citizens take part in their own service")
    VOLUNTEERS = 2, _("Volunteers do something for others")
    COMMUNITIES = 3, _("Those who use it shape it, again and again")
    TOGETHER = 4, _("Those it concerns solve the problem together")
