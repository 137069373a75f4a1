"""Look at the facts, keep what they ask, and settle what the opgave may be called (R14–R17)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from projects.enums import (
    PUBLISHED_PHASES,
    UNANSWERED_CASES,
    UNHANDLED_CASES,
    CaseState,
    Label,
    Moderation,
    Phase,
)
from projects.findings import Evidence, Scene, found
from projects.ladder import climbed, step_of
from projects.models import FindingCase, Party, Project, Thresholds
from projects.services.common import lock_project
from samskabelse.history.models import Entry
from samskabelse.history.services import record

AGAIN = timedelta(hours=24)  # time alone makes some facts
BATCH = 50
KEPT = ["label", "open_findings", "ladder_step", "rungs", "examined_at"]


@transaction.atomic
def examine_project(project_id: int) -> Project:
    """Compute the findings, the step of the ladder and the label anew, and keep them.

    The clock does it, so a label that changes is an entry of its own, by nobody.
    """
    project = lock_project(project_id)
    if project.phase == Phase.DRAFT:
        return project
    thresholds = Thresholds.current()
    scene = Scene(project, thresholds)
    cases = {case.code: case for case in project.findings.all()}
    asked = found(scene)
    for code, evidence in asked.items():
        _raise(project, cases.get(code), code, evidence)
    for code, case in cases.items():
        if code not in asked and case.state != CaseState.GONE:
            _turn(case, CaseState.GONE)
    _let_stand(project, thresholds)
    project.rungs = climbed(scene)
    project.ladder_step = step_of(project.rungs)
    project.examined_at = timezone.now()
    old, new = settle_label(project, thresholds)
    project.save(update_fields=KEPT)
    if old != new:
        record(project, "label.changed", by=None, old=old, new=new, open=project.open_findings)
    return project


def _raise(
    project: Project, case: FindingCase | None, code: str, evidence: Iterable[Evidence]
) -> None:
    """Open a case, or open a closed one again when there is evidence that nobody has answered."""
    stored = [row.as_stored() for row in evidence]
    if case is None:
        FindingCase.objects.create(
            project=project,
            code=code,
            evidence=stored,
            raised_at=timezone.now(),
            since=timezone.now(),
        )
        return
    known = {row["key"] for row in case.evidence}
    is_new = any(row["key"] not in known for row in stored)
    reopens = case.state == CaseState.GONE or (is_new and case.state not in UNANSWERED_CASES)
    if stored != case.evidence:
        case.evidence = stored
        case.save(update_fields=["evidence"])
    if reopens:
        _turn(case, CaseState.OPEN)


def _turn(case: FindingCase, state: str) -> None:
    case.state, case.since = state, timezone.now()
    case.save(update_fields=["state", "since"])


def _let_stand(project: Project, thresholds: Thresholds) -> None:
    """An answer that no party has disputed for so long stands."""
    until = timezone.now() - timedelta(days=thresholds.reply_days)
    waiting = project.findings.filter(state=CaseState.ANSWERED, since__lte=until)
    waiting.update(state=CaseState.HANDLED, since=timezone.now())


def settle_label(project: Project, thresholds: Thresholds | None = None) -> tuple[str, str]:
    """What it may be called, old and new; the caller holds the lock and saves `SETTLED`.

    Enough unanswered findings change the label; it comes back when so few are left that nobody
    waits for. A team that answers yes to N1–N3 has said it itself, and no finding is needed.
    """
    limit = (thresholds or Thresholds.current()).unanswered_findings
    states = list(project.findings.values_list("state", flat=True))
    project.open_findings = sum(state in UNANSWERED_CASES for state in states)
    unhandled = sum(state in UNHANDLED_CASES for state in states)
    count = project.open_findings if project.is_cocreation else unhandled
    said = project.honest_answers.first()
    old = project.label
    if count < limit and not (said and said.says_no):
        project.label = Label.COCREATION
    elif _is_anybody_asked(project):
        project.label = Label.HEARING
    else:
        project.label = Label.INFORMATION
    return old, project.label


SETTLED = ["label", "open_findings"]


def _is_anybody_asked(project: Project) -> bool:
    """A citizen, an association or a company takes part; else people are merely told."""
    return any(party.counts_as_private for party in _active(project))


def _active(project: Project) -> Iterable[Party]:
    return project.parties.active().with_names()


def examine_changed(now: datetime) -> int:
    """Those in which something has happened since they were last looked at, and daily each.

    Safe to call by many: whoever holds an opgave looks at it alone.
    """
    later = Entry.objects.filter(
        target_type=Project._meta.label_lower,
        target_id=OuterRef("pk"),
        at__gt=OuterRef("examined_at"),
    ).exclude(action="label.changed")
    never = Q(examined_at=None)
    due = (
        Project.objects.filter(phase__in=PUBLISHED_PHASES, moderation=Moderation.CLEAR)
        .filter(never | Q(examined_at__lte=now - AGAIN) | Exists(later))
        .select_for_update(skip_locked=True, of=("self",))
        .order_by(F("examined_at").asc(nulls_first=True), "id")
    )
    ids = list(due.values_list("pk", flat=True)[:BATCH])
    for pk in ids:
        examine_project(pk)
    return len(ids)
