"""Delopgaver, gains and the fit of the team: what can be said about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssignmentState(models.TextChoices):
    """Where a delopgave is. Nobody can put it on anybody: there is no state for that (R42)."""

    OFFERED = "offered", _("Offered to all")
    ASKED = "asked", _("Waiting for an answer")
    CONDITIONAL = "conditional", _("Yes, if …")
    ACCEPTED = "accepted", _("Taken on")
    DECLINED = "declined", _("No, thank you")
    DONE = "done", _("Done")
    RELEASED = "released", _("Released")
    WITHDRAWN = "withdrawn", _("Taken back")


OPEN_ASSIGNMENTS = frozenset(
    {
        AssignmentState.OFFERED,
        AssignmentState.ASKED,
        AssignmentState.CONDITIONAL,
        AssignmentState.ACCEPTED,
    }
)
TAKEN_ASSIGNMENTS = frozenset({AssignmentState.ACCEPTED, AssignmentState.DONE})
UNANSWERED_ASSIGNMENTS = frozenset(
    {AssignmentState.OFFERED, AssignmentState.ASKED, AssignmentState.CONDITIONAL}
)


class Reply(models.TextChoices):
    """The three answers to a delopgave (R67)."""

    YES = "yes", _("Yes")
    IF = "if", _("Yes, if …")
    NO = "no", _("No, thank you")


class PaidToday(models.TextChoices):
    """Is it done by paid staff today? A yes may mean that paid work is replaced (R57)."""

    NO = "no", _("No, nobody is paid for it")
    PARTLY = "partly", _("Partly")
    YES = "yes", _("Yes")
    UNKNOWN = "unknown", _("I do not know")


class FollowUp(models.TextChoices):
    """The answers to "hvad mangler du?"."""

    MISSING = "missing", _("I am missing something")
    LATER = "later", _("It will be another day")
    DONE = "done", _("It is done")
    RELEASE = "release", _("I let it go")


class FitChoice(models.TextChoices):
    """The answers to "Passer holdet stadig?" (R69)."""

    KEEP = "keep", _("The team fits")
    ADD = "add", _("Somebody is missing")
    RELEASE = "release", _("Our part is over: thank us and let us go")
