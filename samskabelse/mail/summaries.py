"""One mail instead of many: what the resolver held back, told together the next morning.

A held row keeps what it is about. When the summary is written each is asked again whether it still
has a meaning, so that what was answered or undone meanwhile is left out, and a summary of nothing
does not leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone, translation

from samskabelse.mail.enums import Rhythm, State
from samskabelse.mail.kinds import Action, Later, Letter, Skip, kind_named, tell_settled
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail
from samskabelse.mail.quiet import next_allowed
from samskabelse.mail.rendering import text_of
from samskabelse.mail.resolver import NO_SUMMARIES, OPTED_OUT, SUMMARY, refusal_of

MORNING = time(8)
MONDAY = 0
HELD_AT_MOST = timedelta(days=60)
TOLD_AT_MOST = 40  # items in one summary; the rest stand in the next


@dataclass(frozen=True)
class Item:
    """One thing that is told: what a mail of its own would have said."""

    at: datetime
    subject: str
    text: str
    actions: list[Action]


@dataclass
class Group:
    """What is told about one opgave, the newest first."""

    title: str
    items: list[Item] = field(default_factory=list)


def due_at(rhythm: Rhythm, now: datetime) -> datetime:
    """The next morning that a summary of this rhythm leaves: tomorrow, or on Monday."""
    today = timezone.localdate(now)
    days = 7 - today.weekday() if rhythm == Rhythm.WEEKLY else 1
    day = datetime.combine(today + timedelta(days=days), MORNING)
    return timezone.make_aware(day, timezone.get_default_timezone())


def queue_summary(mail: OutgoingMail, rhythm: Rhythm, now: datetime) -> datetime:
    """See to it that a summary will tell this mail; returns when. Twice is as once."""
    due = next_allowed(due_at(rhythm, now), "digest")
    queue_mail(
        SUMMARY,
        key=f"{SUMMARY}:{mail.to_key}:{rhythm}:{due.date()}",
        to=mail.to_address,
        to_user=mail.to_user,
        language=mail.language,
        params={"rhythm": rhythm},
        order_key=f"{SUMMARY}:{mail.to_key}",  # two at once would tell the same
        not_before=due,
    )
    return due


def held_for(summary: OutgoingMail, now: datetime) -> Iterator[OutgoingMail]:
    """What waits for this summary or an earlier one, the newest first."""
    rows = OutgoingMail.objects.select_for_update(of=("self",)).filter(
        to_key=summary.to_key, to_address=summary.to_address, state=State.HELD, not_before__lte=now
    )
    yield from rows.order_by("-id")[:TOLD_AT_MOST]


def gather(summary: OutgoingMail, now: datetime) -> list[Group]:
    """What the summary tells, grouped by what it is about, and noted in its params.

    Ends the rows that have lost their meaning. The group with the newest item comes first.
    """
    groups: dict[str, Group] = {}
    told = []
    for row in held_for(summary, now):
        outcome = _ask_again(row, now)
        if isinstance(outcome, Skip):
            _end(row, State.CANCELLED, outcome.reason)
        elif isinstance(outcome, Letter):
            told.append(row.pk)
            group = groups.setdefault(row.scope or str(row.pk), Group(outcome.about))
            group.items.append(_item(row, outcome))
    summary.params = {**summary.params, "told": told}
    summary.save(update_fields=["params"])
    return list(groups.values())


def _ask_again(row: OutgoingMail, now: datetime) -> Letter | Skip | Later:
    if row.expires_at and row.expires_at <= now:
        return Skip("expired")
    if reason := refusal_of(row):
        return Skip(reason)
    with translation.override(row.language):
        outcome = kind_named(row.kind).render(row)
    if isinstance(outcome, Later) and row.created_at <= now - HELD_AT_MOST:
        return Skip(f"waited too long: {outcome.reason}")
    return outcome


def _item(row: OutgoingMail, letter: Letter) -> Item:
    with translation.override(row.language):
        subject, body = text_of(letter)
    greeting, _gap, text = body.partition("\n\n")
    return Item(row.created_at, subject, text.strip() or greeting, list(letter.actions))


def note_told(summary: OutgoingMail) -> None:
    """The summary has come to an end: so has what it told. What was not told waits for the next."""
    held = OutgoingMail.objects.filter(to_key=summary.to_key, state=State.HELD)
    if summary.state == State.CANCELLED and summary.reason.startswith(OPTED_OUT):
        for row in held.select_for_update():
            _end(row, State.CANCELLED, NO_SUMMARIES)
    elif summary.state != State.CANCELLED:
        for row in held.filter(pk__in=summary.params.get("told", [])).select_for_update():
            _end(row, State(summary.state), f"in summary {summary.pk}", sent_at=summary.sent_at)
    left = held.filter(not_before__lte=summary.not_before).first()
    if left:
        queue_summary(left, Rhythm(summary.params["rhythm"]), timezone.now())


def _end(
    row: OutgoingMail, state: State, reason: str, *, sent_at: datetime | Now | None = None
) -> None:
    with transaction.atomic():
        row.state, row.reason, row.sealed, row.sent_at = state, reason[:500], None, sent_at
        row.save(update_fields=["state", "reason", "sealed", "sent_at"])
        tell_settled(row)
