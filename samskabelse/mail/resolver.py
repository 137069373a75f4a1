"""Does this mail go now, wait, join the summary, or never go? Asked at send time, for every mail.

Mute means mute. Account mails are asked nothing but the limit of an address that nobody confirmed.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from samskabelse.mail.enums import Rhythm, State, Topic
from samskabelse.mail.kinds import KINDS
from samskabelse.mail.models import OptOut, OutgoingMail, RhythmChoice
from samskabelse.mail.recipients import (
    A_WEEK,
    UNCONFIRMED_A_DAY,
    UNCONFIRMED_A_MONTH,
    Usage,
    confirmed_among,
    usage_of,
)

OPTED_OUT = "opted out of"
SUMMARY = "summary"  # the kind that tells what was held back
NO_SUMMARIES = "more than three a week, and no summaries are wanted"


@dataclass(frozen=True)
class Go:
    """It may leave, if at the fence no more than these have left meanwhile. None: no limit."""

    a_day: int | None = None
    a_month: int | None = None
    a_week: int | None = None

    @property
    def is_limited(self) -> bool:
        return (self.a_day, self.a_month, self.a_week) != (None, None, None)


@dataclass(frozen=True)
class Wait:
    """Not before `until`; then it is asked again."""

    until: datetime
    reason: str


@dataclass(frozen=True)
class Fold:
    """The next summary of this rhythm tells it."""

    rhythm: Rhythm


@dataclass(frozen=True)
class Never:
    reason: str


Verdict = Go | Wait | Fold | Never


def resolve(mail: OutgoingMail, now: datetime) -> Verdict:
    """The one answer. At most four queries; three for whoever has no account."""
    if reason := refusal_of(mail):
        return Never(reason)
    is_known = bool(confirmed_among([mail.to_address]))
    if mail.topic == Topic.ACCOUNT and is_known:
        return Go()
    rhythm = _rhythm_of(mail) if is_known else Rhythm.FEW
    if rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
        return Fold(rhythm)
    weighs = _weighs(mail, rhythm)
    if is_known and not weighs:
        return Go()
    return _within_limits(mail, usage_of(mail, now), is_known=is_known, weighs=weighs)


def refusal_of(mail: OutgoingMail) -> str | None:
    """None unless its receiver has said no to it, for good: then what was refused."""
    if mail.topic == Topic.ACCOUNT:
        return None
    refusal = (
        OptOut.objects.filter(address=mail.to_address)
        .filter(Q(topic="") | Q(topic=mail.topic), Q(scope="") | Q(scope=mail.scope))
        .first()
    )
    return f"{OPTED_OUT} {refusal}" if refusal else None


def was_refused(mail: OutgoingMail) -> bool:
    """Whether a cancelled mail stayed behind because its receiver had said no to it."""
    return mail.state == State.CANCELLED and mail.reason.startswith(OPTED_OUT)


def _rhythm_of(mail: OutgoingMail) -> Rhythm:
    if mail.topic in (Topic.ACCOUNT, Topic.DIGEST):
        return Rhythm.FEW
    chosen = RhythmChoice.objects.filter(address=mail.to_address, topic=mail.topic)
    return Rhythm(chosen.values_list("rhythm", flat=True).first() or Rhythm.FEW)


def _weighs(mail: OutgoingMail, rhythm: Rhythm) -> bool:
    """Whether it is one of the three a week that may come unasked.

    A summary weighs unless it is one that the person chose to have each day or week.
    """
    if mail.kind == SUMMARY:
        return mail.params.get("rhythm") == Rhythm.FEW
    kind = KINDS.get(mail.kind)
    is_asked_for = mail.topic == Topic.ACCOUNT or (kind is not None and kind.asked_for)
    return rhythm == Rhythm.FEW and not is_asked_for


def _within_limits(
    mail: OutgoingMail, usage: Usage, *, is_known: bool, weighs: bool
) -> Go | Wait | Fold | Never:
    """Whoever has an account gets two a week singly, so that the third can tell all the rest.

    Whoever has none gets no summary, which only an account can choose: each mail waits its turn.
    """
    if weighs and is_known and mail.topic != Topic.DIGEST and usage.week >= A_WEEK - 1:
        return _fold_or_drop(mail)
    free_at = usage.free_at(unconfirmed=not is_known, weighs=weighs)
    if free_at:
        return Wait(free_at, "enough mails for now")
    return Go(
        a_day=None if is_known else UNCONFIRMED_A_DAY,
        a_month=None if is_known else UNCONFIRMED_A_MONTH,
        a_week=A_WEEK if weighs else None,
    )


def _fold_or_drop(mail: OutgoingMail) -> Fold | Never:
    summaries = OptOut.objects.filter(address=mail.to_address, topic=Topic.DIGEST, scope="")
    return Never(NO_SUMMARIES) if summaries.exists() else Fold(Rhythm.FEW)
