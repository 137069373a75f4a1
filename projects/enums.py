"""Choices about an opgave and its parties."""

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


class Moderation(models.TextChoices):
    """Whether others may see it."""

    CLEAR = "clear", _("Shown")
    HELD = "held", _("Waiting for moderation")
    HIDDEN = "hidden", _("Hidden")


class Route(models.TextChoices):
    """The four roads to an opgave (R25–R29). Same form, same queue, same clock."""

    CITIZEN = "citizen", _("As a citizen")
    STAFF = "staff", _("As municipal staff")
    OFFICIAL = "official", _("As an official")
    POLITICIAN = "politician", _("As a politician")


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


class Position(models.TextChoices):
    """What a party says at a gate."""

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


class ProjectRoleKind(models.TextChoices):
    CONVENER = "convener", _("Convener")
    FACILITATOR = "facilitator", _("Facilitator")


class RoleState(models.TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Said no")
    ENDED = "ended", _("Ended")


class LeaveReason(models.TextChoices):
    TIME = "time", _("We do not have the time")
    NO_INFLUENCE = "no_influence", _("We had no influence")
    DONE = "done", _("Our part is done")
    DISAGREE = "disagree", _("We disagree with the direction")
    OTHER = "other", _("Something else")


class Verdict(models.TextChoices):
    """The decision recipient's answer."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


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


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class TriageKind(models.TextChoices):
    """What somebody comes with (R12). Only the last becomes an opgave."""

    CASE = "case", _("A case of my own that the municipality decides")
    COMPLAINT = "complaint", _("A complaint about a decision or a person")
    SERVICE = "service", _("A wish for a service or something to be repaired")
    SHARED = "shared", _("Something that we have to solve together")
