"""What a meeting decided, while the minutes are a draft; and the delopgaver that come of it."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import DecisionRule
from arenas.models import Arena, Decision, DecisionAssignment, Minutes, MinutesItem
from arenas.services.common import require_begun, set_fields
from arenas.services.minutes import (
    draft_of,
    lock_held,
    lock_minutes,
    require_draft,
    require_not_fixed,
)
from participants.models import User
from projects.models import Assignment, Party
from projects.services.assignments import EVERYBODY, Task, Whom, ask_assignment
from projects.services.common import behalf
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

MOST_DECISIONS, MOST_TASKS = 60, 40


@dataclass(frozen=True, kw_only=True)
class Told:
    """What, by which of the arena's rules, who, with which mandate, why, against what."""

    what: str
    rule: str
    decided_by: str
    reason: str
    mandate: str = ""
    objections: str = ""
    key: int | None = None  # of the item it belongs to: the agenda item's id, 0 for the rest


@transaction.atomic
def add_decision(meeting_id: int, told: Told, *, by: User) -> Decision:
    """Write down what was decided. The same words twice are one decision."""
    meeting = lock_held(meeting_id)
    require(by, "arenas.write_minutes", meeting)
    require_deciding(meeting.arena)
    minutes = draft_of(meeting, by)
    fields = _checked(told, minutes)
    standing = minutes.decisions.filter(what=fields["what"]).first()
    if standing:
        return standing
    if minutes.decisions.count() >= MOST_DECISIONS:
        raise ActError(_("There are too many decisions."), code="too_many")
    row = Decision.objects.create(
        minutes=minutes, written_by=by, written_at=timezone.now(), **fields
    )
    _record(minutes, "decision.written", by, what=row.what)
    return row


@transaction.atomic
def change_decision(decision_id: int, told: Told, *, by: User) -> Decision:
    """Put a decision of the draft right."""
    row, minutes = _of_draft(decision_id, by)
    changed = set_fields(row, _checked(told, minutes))
    if changed:
        row.save(update_fields=changed)
        _record(minutes, "decision.changed", by, what=row.what)
    return row


@transaction.atomic
def remove_decision(decision_id: int, *, by: User) -> None:
    """Take a decision out of the draft. One that has led to a delopgave stays."""
    if not Decision.objects.filter(pk=decision_id).exists():
        return  # somebody was faster
    row, minutes = _of_draft(decision_id, by)
    if row.tasks.exists():
        raise ActError(
            _("Somebody is asked for an assignment because of it. It stays."), code="has_tasks"
        )
    _record(minutes, "decision.removed", by, what=row.what)
    row.delete()


@transaction.atomic
def ask_from_decision(
    decision_id: int, task: Task, *, by: User, whom: Whom = EVERYBODY, party: Party | None = None
) -> Assignment:
    """Ask for a delopgave that comes of the decision, or offer it to all (R67, R68).

    The same act as everywhere else asks; here it is remembered what it comes of.
    """
    meeting_id = Decision.objects.values_list("minutes__meeting", flat=True).get(pk=decision_id)
    minutes = lock_minutes(meeting_id)
    require(by, "arenas.write_minutes", minutes.meeting)
    require_begun(minutes.meeting)
    require_not_fixed(minutes)
    row = minutes.decisions.get(pk=decision_id)
    if row.tasks.count() >= MOST_TASKS:
        raise ActError(_("There are too many assignments."), code="too_many")
    project_id = minutes.meeting.arena.project_id
    assignment = ask_assignment(project_id, task, by=by, whom=whom, party=party)
    DecisionAssignment.objects.get_or_create(assignment=assignment, defaults={"decision": row})
    return assignment


def require_deciding(arena: Arena) -> None:
    """Refuse a decision where nothing is decided, and say where in the opgave it can be."""
    if arena.decides:
        return
    others = [row.name for row in arena.project.arenas.all() if row.decision_rule and row.decides]
    if others:
        sentence = _("Nothing is decided in this arena. It can be decided in: %(arenas)s.")
        raise ActError(sentence % {"arenas": ", ".join(others)}, code="nothing_decided")
    raise ActError(
        _(
            "Nothing is decided in this arena. It can be decided in an arena that says how it "
            "decides: make one, or change this one."
        ),
        code="nothing_decided",
    )


def _of_draft(decision_id: int, by: User) -> tuple[Decision, Minutes]:
    meeting_id = Decision.objects.values_list("minutes__meeting", flat=True).get(pk=decision_id)
    minutes = lock_minutes(meeting_id)
    require(by, "arenas.write_minutes", minutes.meeting)
    require_begun(minutes.meeting)
    require_draft(minutes)
    row = minutes.decisions.filter(pk=decision_id).first()
    if row is None:
        raise ActError(_("This is not here any more."), code="gone")
    return row, minutes


def _checked(told: Told, minutes: Minutes) -> dict[str, object]:
    needed = {
        "what": _("Write what was decided."),
        "decided_by": _("Write who decided."),
        "reason": _("Write why. Those who were not there must be able to understand it."),
    }
    for name, sentence in needed.items():
        if not getattr(told, name).strip():
            raise ActError(sentence, field=name)
    if told.rule not in DecisionRule.values:
        raise ActError(_("Choose one of the answers."), field="rule")
    fields = {key: value.strip() for key, value in asdict(told).items() if key != "key"}
    return fields | {"item": _item(told.key, minutes)}


def _item(key: int | None, minutes: Minutes) -> MinutesItem | None:
    if key is None:
        return None
    return minutes.items.filter(agenda_item=key or None).first()


def _record(minutes: Minutes, action: str, by: User, *, what: str) -> None:
    """A draft is not public, and neither is what is written about it."""
    meeting = minutes.meeting
    project = meeting.arena.project
    record(
        project,
        action,
        by=by,
        on_behalf_of=behalf(by, project),
        public=False,
        what=what,
        title=meeting.title,
        meeting=meeting.pk,
    )
