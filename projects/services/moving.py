"""Move an opgave from phase to phase. Nothing else writes `phase` once it is published."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import OWNED_OUTCOMES, ConsentAbout, GainMoment, Outcome, Phase, RoundState
from projects.models import ConsentRound, Party, Project
from projects.phases import blockers, fact_blockers, next_phase, require_phase
from projects.services.common import behalf, lock_project, voice_name, voice_of
from projects.services.gains import ask_all_gains
from projects.services.pulse import open_gate_pulse
from projects.services.rounds import close_open_rounds, close_round, close_untimely_rounds
from projects.services.subjects import asks, settles
from projects.services.views import open_views
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, Blocked


@asks(ConsentAbout.GATE)
def ask_about_gate(project: Project) -> dict[str, Any]:
    """The parties can be asked once every other fact of the gate holds."""
    missing = fact_blockers(project)
    if missing:
        raise Blocked(_("The parties cannot be asked yet."), blockers=missing)
    return {"from_phase": project.phase, "to_phase": str(next_phase(project.phase))}


@settles(ConsentAbout.GATE)
def pass_gate(project: Project, consent_round: ConsentRound, by: User, party: Party | None) -> None:
    """Everybody consents: the opgave moves, unless a fact has been lost since they were asked."""
    if not blockers(project):
        close_round(consent_round, RoundState.PASSED)
        move_project(project, consent_round.to_phase, by=by, party=party)


@transaction.atomic
def advance_project(
    project_id: int, *, by: User, phase: str = "", party: Party | None = None
) -> Project:
    """Move on when nothing is missing, as after a party that stood in the way has left.

    Refuses with the very sentences that the page shows under "Det mangler". `phase` is the one
    that it moves on from: where somebody was faster, nothing moves (`moved_on`).
    """
    project = lock_project(project_id)
    require(by, "projects.advance_project", project)
    _require_still(project, phase)
    require_phase(project, "consent")
    missing = blockers(project)
    if missing:
        raise Blocked(_("The project cannot move on yet."), blockers=missing)
    close_open_rounds(project, RoundState.PASSED, about=ConsentAbout.GATE)
    return move_project(project, str(next_phase(project.phase)), by=by, party=party)


def move_project(
    project: Project, to_phase: str, *, by: User, party: Party | None = None
) -> Project:
    """The move itself, inside an act that holds the lock and has asked the gate."""
    from_phase = project.phase
    _set_phase(project, to_phase)
    record(
        project,
        "project.advanced",
        by=by,
        on_behalf_of=behalf(by, project, party),
        old=from_phase,
        to=to_phase,
    )
    emails.queue_phase_moved(project)
    return project


@transaction.atomic
def override_gate(
    project_id: int, *, by: User, reason: str, phase: str = "", party: Party | None = None
) -> Project:
    """Move on although something is missing. Only the facilitator, with a written reason.

    The reason and everything that was missing stay visible in the history for ever. What the
    database itself demands, such as a named recipient, cannot be overridden. Only the question
    about the gate is overridden: what else the parties are asked about is not decided by it.
    `phase` is the one whose gate is meant: the same click twice does not override the next gate too
    (`moved_on`).
    """
    project = lock_project(project_id)
    require(by, "projects.override_gate", project)
    _require_still(project, phase)
    require_phase(project, "consent")
    if not reason.strip():
        raise ActError(_("Write why you move on without everything in place."), field="reason")
    missing = blockers(project)
    if not missing:
        raise ActError(_("Nothing is missing, so there is nothing to override."), code="no_need")
    unyielding = [blocker for blocker in missing if blocker.code in {"recipient", "outcome"}]
    if unyielding:
        raise Blocked(_("This cannot be left out."), blockers=unyielding)
    close_open_rounds(project, RoundState.OVERRIDDEN, about=ConsentAbout.GATE)
    from_phase = project.phase
    _set_phase(project, str(next_phase(project.phase)))
    record(
        project,
        "gate.overridden",
        by=by,
        on_behalf_of=behalf(by, project, party),
        old=from_phase,
        to=project.phase,
        reason=reason.strip(),
        missing=[str(blocker.message) for blocker in missing],
    )
    emails.queue_phase_moved(project)
    return project


@transaction.atomic
def reopen_project(
    project_id: int, *, by: User, reason: str, party: Party | None = None
) -> Project:
    """Any party takes the opgave back to *definere*, because the problem is another than thought.

    The recipient's answer and the chosen solution were to another problem. They stay on the page
    (`RecipientAnswer`, the rounds), but stand no more. So that nobody is late with an answer that
    was given, the clock for the next one starts anew.
    """
    project = lock_project(project_id)
    require(by, "projects.reopen_project", project)
    require_phase(project, "reopen")
    voice = voice_of(by, project, party)
    if not reason.strip():
        raise ActError(_("Write why the problem must be opened again."), field="reason")
    close_open_rounds(project, RoundState.WITHDRAWN)
    from_phase = project.phase
    restarted = bool(project.verdict)
    if restarted:
        project.answer_due = timezone.localdate() + timedelta(weeks=settings.ANSWER_WEEKS)
    project.verdict = project.verdict_reasons = project.planned_outcome = ""
    project.verdict_at = project.chosen = None
    _set_phase(project, Phase.DEFINE)
    record(
        project,
        "project.reopened",
        by=by,
        on_behalf_of=voice_name(voice, by),
        old=from_phase,
        to=Phase.DEFINE,
        reason=reason.strip(),
        due=str(project.answer_due),
    )
    emails.queue_phase_moved(project)
    if restarted and project.recipient_email:
        emails.queue_recipient_named(project)
    return project


@transaction.atomic
def prepare_closing(
    project_id: int,
    *,
    by: User,
    outcome: str,
    owner: str,
    lessons: str,
    party: Party | None = None,
) -> Project:
    """Write how it ended, who owns it from here and what was learnt; then the parties are asked."""
    project = lock_project(project_id)
    require(by, "projects.prepare_closing", project)
    require_phase(project, "prepare_closing")
    if outcome not in Outcome.values:
        raise ActError(_("Choose how the project ended."), field="outcome")
    if outcome in OWNED_OUTCOMES and not owner.strip():
        raise ActError(_("Write who owns the solution from here on."), field="owner")
    if not lessons.strip():
        raise ActError(_("Write what you learnt, so that others can use it."), field="lessons")
    planned = {
        "planned_outcome": outcome,
        "owner_from_here": owner.strip(),
        "lessons": lessons.strip(),
    }
    if all(getattr(project, field) == value for field, value in planned.items()):
        return project
    for field, value in planned.items():
        setattr(project, field, value)
    project.save(update_fields=list(planned))
    # Consent was to what stood there before.
    close_open_rounds(project, RoundState.WITHDRAWN, about=ConsentAbout.GATE)
    record(
        project,
        "closing.prepared",
        by=by,
        on_behalf_of=behalf(by, project, party),
        outcome=outcome,
        owner=project.owner_from_here,
    )
    ask_all_gains(project, GainMoment.CLOSE)
    return project


def _require_still(project: Project, phase: str) -> None:
    """Refuse what was meant for a phase that the opgave has left; empty: whichever it is in."""
    if phase and phase != project.phase:
        raise ActError(
            _("The project is in the phase “%(phase)s” now. Open its page again.")
            % {"phase": Phase(project.phase).label},
            code="moved_on",
        )


def _set_phase(project: Project, to_phase: str) -> None:
    project.phase = to_phase
    project.phase_since = timezone.now()
    project.outcome = project.planned_outcome if to_phase == Phase.CLOSED else ""
    project.save()
    close_untimely_rounds(project)
    open_gate_pulse(project)
    if to_phase == Phase.DESIGN:
        open_views(project)
