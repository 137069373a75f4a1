"""What an arena is for, how it decides, and its hats."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArenaKind(models.TextChoices):
    """How people meet (R66, fourth question)."""

    DIALOGUE = "dialogue", _("An open dialogue meeting")
    WORKING_GROUP = "working_group", _("A working group that meets some times")
    TASK_COMMITTEE = "task_committee", _("A task committee of politicians and citizens")
    WALK = "walk", _("A walk together where the problem is")
    ONLINE = "online", _("Online meetings")
    OTHER = "other", _("Something else")


class ArenaTemplate(models.TextChoices):
    """What somebody started from. The words it fills in are `arenas.templates`."""

    COMMITTEE = "committee", _("Task committee")
    READINESS = "readiness", _("Readiness for an emergency")
    PROFESSIONAL = "professional", _("A professional ambition")
    TOWN_MEETING = "town_meeting", _("Town meeting")
    COMMUNITY = "community", _("Community of practice")
    PROBE = "probe", _("Trying something out")
    EVALUATION = "evaluation", _("Looking back together")


class Purpose(models.TextChoices):
    """Which part of the work the arena is for."""

    DEFINE = "define", _("Define: agree on what the problem is")
    DESIGN = "design", _("Design: find something to try")
    IMPLEMENT = "implement", _("Implement: do it together")
    EVALUATE = "evaluate", _("Evaluate: learn from what was done")


class DecisionRule(models.TextChoices):
    """How the arena decides. `NONE` is an answer too, and an honest one."""

    CONSENT = "consent", _("Consent: it is decided when nobody objects with a reason")
    ADVICE = "advice", _("Advice: one decides, after asking everybody it concerns")
    MAJORITY = "majority", _("Majority: most votes, one for each party")
    NONE = "none", _("Nothing is decided here: we talk and learn")


class HatKind(models.TextChoices):
    """The three roles of an arena (R59): whoever brings together, keeps together, disturbs."""

    CONVENER = "convener", _("Convener")
    FACILITATOR = "facilitator", _("Facilitator")
    CATALYST = "catalyst", _("Catalyst")
