"""Does this mail go now, wait, join the summary, or never go? Asked at send time, for every mail.

Mute means mute. Account mails are asked nothing but the limit of an address that nobody confirmed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samskabelse.mail.enums import UNFOLDED_TOPICS, Rhythm, State, Topic
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


class Facts:
    """What the verdicts on some mails rest on, in five queries, however many mails."""

    def __init__(self, mails: list[OutgoingMail], now: datetime) -> None:
        addresses = {mail.to_address for mail in mails}
        self.known = confirmed_among(addresses)
        self.refusals = _by_address(OptOut.objects.filter(address__in=addresses))
        self.rhythms = (
            {
                (choice.address, choice.topic): Rhythm(choice.rhythm)
                for choice in RhythmChoice.objects.filter(address__in=self.known)
            }
            if self.known
            else {}
        )
        self.usage = usage_of(mails, now)
        self.now = now

    def add(self, mail: OutgoingMail, *, weighs: bool) -> None:
        """Count a mail that is about to leave."""
        usage = self.usage.get(mail.to_key, Usage())
        self.usage[mail.to_key] = usage.with_one_more(self.now, weighs=weighs)

    def wants_summaries(self, mail: OutgoingMail) -> bool:
        refused = self.refusals.get(mail.to_address, [])
        return not any((row.topic, row.scope) == (Topic.DIGEST, "") for row in refused)

    def rhythm_of(self, mail: OutgoingMail) -> Rhythm:
        if mail.topic in UNFOLDED_TOPICS:
            return Rhythm.FEW
        return self.rhythms.get((mail.to_address, mail.topic), Rhythm.FEW)


def _by_address(rows: Iterable[OptOut]) -> dict[str, list[OptOut]]:
    found: dict[str, list[OptOut]] = {}
    for row in rows:
        found.setdefault(row.address, []).append(row)
    return found


def resolve(mail: OutgoingMail, facts: Facts) -> Verdict:
    """The one answer."""
    if reason := refusal_of(mail, facts.refusals.get(mail.to_address, [])):
        return Never(reason)
    is_known = mail.to_address in facts.known
    if mail.topic == Topic.ACCOUNT and is_known:
        return Go()
    rhythm = facts.rhythm_of(mail)
    if is_known and rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
        return Fold(rhythm)
    weighs = _weighs(mail, rhythm if is_known else Rhythm.FEW)
    if is_known and not weighs:
        return Go()
    return _within_limits(mail, facts, is_known=is_known, weighs=weighs)


def refusal_of(mail: OutgoingMail, refusals: Iterable[OptOut] | None = None) -> str | None:
    """None unless its receiver has said no to it, for good: then what was refused.

    `refusals` are those of its address, where they are at hand.
    """
    if mail.topic == Topic.ACCOUNT:
        return None
    if refusals is None:
        refusals = OptOut.objects.filter(address=mail.to_address)
    for refusal in refusals:
        if refusal.topic in ("", mail.topic) and refusal.scope in ("", mail.scope):
            return f"{OPTED_OUT} {refusal}"
    return None


def was_refused(mail: OutgoingMail) -> bool:
    """Whether a cancelled mail stayed behind because its receiver had said no to it."""
    return mail.state == State.CANCELLED and mail.reason.startswith(OPTED_OUT)


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
    mail: OutgoingMail, facts: Facts, *, is_known: bool, weighs: bool
) -> Go | Wait | Fold | Never:
    """Whoever has an account gets two a week singly, so that the third can tell all the rest.

    Whoever has none gets no summary, which only an account can choose: each mail waits its turn.
    """
    usage = facts.usage.get(mail.to_key, Usage())
    is_single = is_known and mail.topic != Topic.DIGEST
    if weighs and is_single and usage.week >= A_WEEK - 1:
        return Fold(Rhythm.FEW) if facts.wants_summaries(mail) else Never(NO_SUMMARIES)
    free_at = usage.free_at(unconfirmed=not is_known, weighs=weighs)
    if free_at:
        return Wait(free_at, "enough mails for now")
    return Go(
        a_day=None if is_known else UNCONFIRMED_A_DAY,
        a_month=None if is_known else UNCONFIRMED_A_MONTH,
        a_week=(A_WEEK - 1 if is_single else A_WEEK) if weighs else None,
    )
