"""Phases, outcome and routes of an opgave."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where an opgave is, in order."""

    DRAFT = "draft", _("Draft")
    SEEKING = "seeking", _("Seeking parties")
    DEFINE = "define", _("Define")
    DESIGN = "design", _("Design")
    IMPLEMENT = "implement", _("Implement")
    CLOSED = "closed", _("Closed")


PUBLISHED_PHASES = frozenset(Phase) - {Phase.DRAFT}
WORKING_PHASES = frozenset({Phase.DEFINE, Phase.DESIGN, Phase.IMPLEMENT})
OPEN_PHASES = WORKING_PHASES | {Phase.SEEKING}
REOPENABLE_PHASES = frozenset({Phase.DESIGN, Phase.IMPLEMENT, Phase.CLOSED})


class Outcome(models.TextChoices):
    """How an opgave ended."""

    ANCHORED = "anchored", _("Anchored: somebody owns it from here")
    HANDED_OVER = "handed_over", _("Handed over to somebody else")
    DROPPED = "dropped", _("Given up")
    NOT_OURS = "not_ours", _("Not ours to solve")


OWNED_OUTCOMES = frozenset({Outcome.ANCHORED, Outcome.HANDED_OVER})


class Route(models.TextChoices):
    """The four roads to an opgave (R25–R29). Same form, same queue, same clock."""

    CITIZEN = "citizen", _("As a citizen")
    STAFF = "staff", _("As municipal staff")
    OFFICIAL = "official", _("As an official")
    POLITICIAN = "politician", _("As a politician")


class Verdict(models.TextChoices):
    """The decision recipient's answer."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class TriageKind(models.TextChoices):
    """What somebody comes with (R12). Only the last becomes an opgave."""

    CASE = "case", _("A case of my own that the municipality decides")
    COMPLAINT = "complaint", _("A complaint about a decision or a person")
    SERVICE = "service", _("A wish for a service or something to be repaired")
    SHARED = "shared", _("Something that we have to solve together")
