"""Ask the parties, take their answers, and pass over the silent."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import SPOKEN_POSITIONS, Position, RoundState
from projects.models import ConsentAnswer, ConsentRound, Party, Project
from projects.phases import blockers, fact_blockers, next_phase, require_phase
from projects.services.common import behalf, lock_project, require, voice_name, voice_of
from projects.services.moving import move_project
from samskabelse.history.services import record
from samskabelse.web.errors import ActError, Blocked


@transaction.atomic
def open_round(project_id: int, *, by: User, party: Party | None = None) -> ConsentRound:
    """Ask every party whether the opgave may move on. Needs every other fact of the gate."""
    project = lock_project(project_id)
    require(by, "projects.open_round", project)
    require_phase(project, "consent")
    voice = voice_of(by, project, party)
    missing = fact_blockers(project)
    if missing:
        raise Blocked(_("The parties cannot be asked yet."), blockers=missing)
    standing = project.rounds.filter(state=RoundState.OPEN).first()
    if standing:
        return standing
    consent_round = ConsentRound.objects.create(
        project=project,
        from_phase=project.phase,
        to_phase=str(next_phase(project.phase)),
        opened_by=by,
    )
    answers = ConsentAnswer.objects.bulk_create(
        ConsentAnswer(round=consent_round, party=party)
        for party in project.parties.deciding().with_names()
    )
    record(
        project,
        "round.opened",
        by=by,
        on_behalf_of=voice_name(voice, by),
        to=consent_round.to_phase,
        round=consent_round.pk,
    )
    emails.queue_consents_asked(answers)
    return consent_round


@transaction.atomic
def give_consent(answer_id: int, position: str, *, by: User, reason: str = "") -> ConsentAnswer:
    """A party consents, stands aside or objects. It may change its mind while the round is open.

    The answer that settles the gate moves the opgave. An objection must say why.
    """
    answer = lock_answer(answer_id)
    project = answer.round.project
    require(by, "projects.give_consent", answer.party)
    if position not in SPOKEN_POSITIONS:
        raise ActError(_("Choose consent, stand aside or objection."), field="position")
    if (answer.position, answer.reason) == (position, reason.strip()):
        return answer
    if answer.round.state != RoundState.OPEN:
        raise ActError(_("This question to the parties is closed."), code="round_closed")
    require_phase(project, "consent")
    if position == Position.OBJECTION and not reason.strip():
        raise ActError(_("Write what the objection is about."), field="reason")
    answer.position = position
    answer.reason = reason.strip()
    answer.by = by
    answer.at = timezone.now()
    answer.save(update_fields=["position", "reason", "by", "at"])
    _record(project, f"consent.{position}", answer, by, voice_name(answer.party, by))
    _move_if_settled(project, answer.round, by, answer.party)
    return answer


@transaction.atomic
def pass_over_party(answer_id: int, *, by: User) -> ConsentAnswer:
    """Go on without a party that stayed silent after two reminders. The record says so."""
    answer = lock_answer(answer_id)
    project = answer.round.project
    require(by, "projects.pass_over_party", project)
    if answer.position == Position.PASSED_OVER:
        return answer
    require_phase(project, "consent")
    if answer.round.state != RoundState.OPEN or not can_be_passed_over(answer):
        raise Blocked(
            _("A party can be passed over only when it has not answered after two reminders."),
            code="not_silent_long_enough",
        )
    answer.position = Position.PASSED_OVER
    answer.by = by
    answer.at = timezone.now()
    answer.save(update_fields=["position", "by", "at"])
    _record(project, "consent.passed_over", answer, by, behalf(by, project))
    _move_if_settled(project, answer.round, by)
    return answer


def can_be_passed_over(answer: ConsentAnswer) -> bool:
    """Silent, reminded twice, and given time to answer the second reminder."""
    if answer.position != Position.PENDING or answer.reminders < 2 or not answer.last_reminded_at:
        return False
    grace = timedelta(days=settings.CONSENT_REMINDER_DAYS)
    return answer.last_reminded_at + grace <= timezone.now()


@transaction.atomic
def withdraw_round(round_id: int, *, by: User) -> ConsentRound:
    """Take the question back, as when an objection shows that something must change first."""
    project_id = ConsentRound.objects.values_list("project_id", flat=True).get(pk=round_id)
    project = lock_project(project_id)
    require(by, "projects.open_round", project)
    consent_round = ConsentRound.objects.get(pk=round_id)
    if consent_round.state == RoundState.OPEN:
        close_round(consent_round, RoundState.WITHDRAWN)
        record(
            project,
            "round.withdrawn",
            by=by,
            on_behalf_of=behalf(by, project),
            to=consent_round.to_phase,
            round=round_id,
        )
    return consent_round


def close_round(consent_round: ConsentRound, state: str) -> None:
    consent_round.state = state
    consent_round.closed_at = timezone.now()
    consent_round.save(update_fields=["state", "closed_at"])


def lock_answer(answer_id: int) -> ConsentAnswer:
    """The answer with its round and opgave; the opgave's lock puts the answers in order."""
    rows = ConsentAnswer.objects.filter(pk=answer_id)
    project_id = rows.values_list("round__project_id", flat=True).first()
    project = lock_project(project_id) if project_id else None
    answer = rows.select_related("round", "party__organisation", "party__user").first()
    if project is None or answer is None:  # the party left while we waited
        raise ActError(_("This question to the parties is closed."), code="round_closed")
    answer.round.project = project
    return answer


def _move_if_settled(
    project: Project, consent_round: ConsentRound, by: User, party: Party | None = None
) -> None:
    if not blockers(project):
        close_round(consent_round, RoundState.PASSED)
        move_project(project, consent_round.to_phase, by=by, party=party)


def _record(
    project: Project, action: str, answer: ConsentAnswer, by: User, on_behalf_of: str
) -> None:
    record(
        project,
        action,
        by=by,
        on_behalf_of=on_behalf_of,
        who=answer.party.name,
        person=answer.party.user_id,
        to=answer.round.to_phase,
        reason=answer.reason,
        round=answer.round_id,
    )
