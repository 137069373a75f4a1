"""The minutes: drafted by many, sent to everybody who was there, fixed by time (R61)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas import emails
from arenas.models import Meeting, Minutes, MinutesItem
from arenas.models.minutes import AMENDED_WITHIN
from arenas.prefill import OTHER, drafted_from
from arenas.services.common import lock_meeting, require_begun
from participants.models import User
from projects.services.common import behalf, lock_project
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

BATCH = 100


@dataclass(frozen=True)
class Said:
    """One item as somebody leaves it; `seen` is the `mark_of` what they were shown."""

    said: str
    parked: str
    seen: str


def mark_of(said: str, parked: str) -> str:
    """Tells one text from another, so that nobody writes over what they have not read."""
    text = "\x1f".join(" ".join(part.split()) for part in (said, parked))
    return sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def write_minutes(meeting_id: int, texts: Mapping[int, Said], *, by: User) -> Minutes:
    """Write the draft. The key is the agenda item's id, 0 for the rest.

    Several write at once: an item that somebody left as they saw it stays as others have made it.
    One that both changed is refused (`newer_text`, field `said_<key>`), and nothing is saved, so
    that the page can show both.
    """
    meeting = lock_held(meeting_id)
    require(by, "arenas.write_minutes", meeting)
    minutes = draft_of(meeting, by)
    changed = []
    for item in minutes.items.all():
        told = texts.get(item.agenda_item_id or OTHER)
        if told and _is_new(item, told):
            item.said, item.parked = told.said.strip(), told.parked.strip()
            changed.append(item)
    MinutesItem.objects.bulk_update(changed, ["said", "parked"])
    if changed:
        _record(meeting, "minutes.drafted", by, public=False)
    return minutes


def _is_new(item: MinutesItem, told: Said) -> bool:
    """Whether to save what was sent for this item; refuses what would lose another's text."""
    typed, current = mark_of(told.said, told.parked), mark_of(item.said, item.parked)
    if typed in {told.seen, current}:
        return False
    if told.seen != current:
        raise ActError(
            _("Somebody wrote here meanwhile. What you wrote is still here; nothing is lost."),
            code="newer_text",
            field=f"said_{item.agenda_item_id or OTHER}",
        )
    return True


def draft_of(meeting: Meeting, by: User) -> Minutes:
    """The draft, begun from what is known when nobody has begun it."""
    minutes, is_new = Minutes.objects.get_or_create(meeting=meeting, defaults={"started_by": by})
    minutes.meeting = meeting
    require_draft(minutes)
    if is_new:
        MinutesItem.objects.bulk_create(
            MinutesItem(
                minutes=minutes,
                agenda_item_id=part.key or None,
                position=number,
                title=part.title,
                said=part.said,
                parked=part.parked,
            )
            for number, part in enumerate(drafted_from(meeting), start=1)
        )
    return minutes


@transaction.atomic
def send_minutes(meeting_id: int, *, by: User) -> Minutes:
    """Send them to everybody who was there, or was asked and did not come, in their language.

    Twice is as once. From here on they change by corrections alone, for seven days.
    """
    meeting = lock_held(meeting_id)
    require(by, "arenas.send_minutes", meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and minutes.is_sent:
        return minutes
    for fact in facts_before_sending(meeting, minutes):
        if not fact[1]:
            raise ActError(fact[2], code=fact[0])
    assert minutes is not None  # noqa: S101  the facts say so
    minutes.meeting = meeting
    minutes.sent_at, minutes.sent_by = timezone.now(), by
    minutes.amend_until = minutes.sent_at + AMENDED_WITHIN
    minutes.save(update_fields=["sent_at", "sent_by", "amend_until"])
    _record(meeting, "minutes.sent", by, decisions=minutes.decisions.count())
    for decision in minutes.decisions.all():  # each is a line of its own in the time line
        _record(meeting, "decision.made", by, what=decision.what, decision=decision.pk)
    emails.queue_minutes(minutes)
    return minutes


def facts_before_sending(meeting: Meeting, minutes: Minutes | None) -> list[tuple]:
    """Code, whether it is met, and what to do: asked by the page and by the act."""
    is_written = minutes is not None and (
        minutes.items.exclude(said="", parked="").exists() or minutes.decisions.exists()
    )
    return [
        (
            "attendance_known",
            meeting.attendance_at is not None,
            _("Say first who came: they are the ones who can correct the minutes."),
        ),
        ("minutes_written", is_written, _("Write something first: what was said, or decided.")),
    ]


def fix_minutes(now: datetime) -> int:
    """The seven days are over. It says when they ended, however late the clock comes."""
    due = Minutes.objects.sent().filter(fixed_at=None, amend_until__lte=now)
    found = list(
        due.order_by("meeting__arena__project", "pk").values_list("pk", "meeting__arena__project")[
            :BATCH
        ]
    )
    for pk, project_id in found:
        project = lock_project(project_id)
        minutes = Minutes.objects.select_related("meeting__arena").get(pk=pk)
        minutes.meeting.arena.project = project
        minutes.fixed_at = minutes.amend_until
        minutes.save(update_fields=["fixed_at"])
        _record(minutes.meeting, "minutes.fixed", None)
    return len(found)


def require_draft(minutes: Minutes) -> None:
    if minutes.is_sent:
        raise ActError(_("The minutes are sent. They change by corrections alone."), code="sent")


def require_not_fixed(minutes: Minutes) -> None:
    if minutes.is_fixed:
        raise ActError(_("The seven days are over, and the minutes are fixed."), code="fixed")


def lock_held(meeting_id: int) -> Meeting:
    """The meeting, locked, once it has begun; a cancelled one has no minutes."""
    meeting = lock_meeting(meeting_id)
    require_begun(meeting)
    return meeting


def lock_minutes(meeting_id: int) -> Minutes:
    """The minutes of a meeting with the opgave held; refused where nobody has begun them."""
    meeting = lock_meeting(meeting_id)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        raise ActError(_("Nobody has begun the minutes yet."), code="no_minutes")
    minutes.meeting = meeting
    return minutes


def _record(
    meeting: Meeting, action: str, by: User | None, *, public: bool = True, **data: object
) -> None:
    project = meeting.arena.project
    record(
        project,
        action,
        by=by,
        on_behalf_of=behalf(by, project) if by else "",
        public=public,
        title=meeting.title,
        meeting=meeting.pk,
        **data,
    )
