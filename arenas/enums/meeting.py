"""Gatherings, who comes to them, and what they talk about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(models.TextChoices):
    ON_SITE = "on_site", _("We meet in a place")
    ONLINE = "online", _("We meet online")
    BOTH = "both", _("In a place, and online for those who cannot come")


class GatheringState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CANCELLED = "cancelled", pgettext_lazy("gathering", "Cancelled")


class SignUpState(models.TextChoices):
    """Where one person stands. Only seated and held take a seat."""

    UNPROVEN = "unproven", _("Has not answered the mail yet")
    INVITED = "invited", _("Has not answered")
    SEATED = "seated", _("Is coming")
    HELD = "held", _("Is offered a seat")
    WAITING = "waiting", _("On the waiting list")
    DECLINED = "declined", _("Is not coming")
    LAPSED = "lapsed", _("The seat went to the next")
    NEXT = "next", _("Wants to hear of the next event")


# Who takes one of the seats.
SEAT_STATES = frozenset({SignUpState.SEATED, SignUpState.HELD})
# Who has a seat, or a place on the waiting list.
PLACED_STATES = SEAT_STATES | {SignUpState.WAITING}
# Whose calendar the gathering stands in: they hear of changes, and of the end of it.
ON_CALENDAR_STATES = frozenset({SignUpState.INVITED, SignUpState.SEATED, SignUpState.HELD})
# Who is reminded: a seat that is offered has a question of its own.
EXPECTED_STATES = frozenset({SignUpState.INVITED, SignUpState.SEATED})


class Via(models.TextChoices):
    """How somebody came on the list."""

    INVITED = "invited", _("Invited as a party")
    ACCOUNT = "account", _("Signed up")
    GUEST = "guest", _("Signed up as a guest")
    PAPER = "paper", _("On paper or by phone")


class Coming(models.TextChoices):
    YES = "yes", _("I am coming")
    NO = "no", _("I am not coming")


class PollState(models.TextChoices):
    OPEN = "open", _("Open")
    CHOSEN = "chosen", _("A date is chosen")
    CLOSED = "closed", _("Closed without a date")


class DateMark(models.TextChoices):
    """What somebody says about one date."""

    YES = "yes", _("Yes")
    IF_NEEDED = "if_needed", _("If needed")
    NO = "no", _("No")


class ItemPurpose(models.TextChoices):
    """What an item on the agenda is for (R61)."""

    ARRIVE = "arrive", _("Arrive: say hello")
    INFORM = "inform", _("Tell: everybody knows the same")
    EXPLORE = "explore", _("Explore: understand it better")
    IDEAS = "ideas", _("Find ideas")
    DECIDE = "decide", _("Decide")
    DISTURB = "disturb", _("Disturb: see it from another side")
    CLOSE = "close", _("Close: who does what")


class Method(models.TextChoices):
    """How the item is worked with (R61)."""

    TALK = "talk", _("Talk together")
    ROUND = "round", _("A round: one at a time")
    SILENT = "silent", _("Write alone, then share")
    ONE_TWO_FOUR = "one_two_four", _("Alone, in pairs, in fours, all together")
    SHOW = "show", _("Show and ask")
    WALK = "walk", _("Go and look")
    CONSENT = "consent", _("Consent round")
    OTHER = "other", _("Another way")
