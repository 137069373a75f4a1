"""Choices and named groups of states."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lane(models.TextChoices):
    """Queues that do not wait for each other: a sign-in code never stands behind a mass mail."""

    CODE = "code", _("Codes")
    INVITATION = "invitation", _("Invitations")
    REMINDER = "reminder", _("Reminders")
    DIGEST = "digest", _("Digests")


class Topic(models.TextChoices):
    """What a person can say no to. Account mails answer the person's own act and always go."""

    INVITATION = "invitation", _("Invitations to take part in a project")
    CONSENT = "consent", _("Questions that need your party's consent")
    PROGRESS = "progress", _("News about projects you take part in")
    DEADLINE = "deadline", _("Reminders of deadlines")
    ROLE = "role", _("Roles you are asked to take")
    MEETING = "meeting", _("Meetings you are asked to")
    DIGEST = "digest", _("Summaries")
    ACCOUNT = "account", _("Your account and signing in")


CHOOSABLE_TOPICS: tuple[Topic, ...] = tuple(topic for topic in Topic if topic != Topic.ACCOUNT)
# Never told in a summary: a code, a summary itself, and what changes somebody's calendar.
UNFOLDED_TOPICS = frozenset({Topic.ACCOUNT, Topic.DIGEST, Topic.MEETING})


class Rhythm(models.TextChoices):
    """How often mails about a topic may come. Nobody's choice is `FEW`."""

    FEW = "few", _("At once, but at most three a week. The rest in a summary")
    EACH = "each", _("Every mail at once")
    DAILY = "daily", _("One summary a day")
    WEEKLY = "weekly", _("One summary a week")
    NONE = "none", _("No mails")


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    HELD = "held", _("Waits for the next summary")
    CLAIMED = "claimed", _("Being sent")
    HANDED = "handed", _("Handed to the mail server, no answer yet")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused")
    UNKNOWN = "unknown", _("Uncertain: may have been sent")
    CANCELLED = "cancelled", _("Not sent")


# A final row is never touched by delivery again; what is left is for people to decide.
FINAL_STATES: tuple[State, ...] = (State.SENT, State.FAILED, State.UNKNOWN, State.CANCELLED)


class Ambiguous(models.TextChoices):
    """What to do when nobody can know whether the server took the mail (RFC 1047)."""

    RESEND = "resend", _("Send once more")
    PARK = "park", _("Leave to a person")
