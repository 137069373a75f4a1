"""Ask the parties, take their answers, and pass over the silent."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import SPOKEN_POSITIONS, ConsentAbout, Position, RoundState
from projects.models import ConsentAnswer, ConsentRound, Party
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, voice_name, voice_of
from projects.services.rounds import close_round, settle_if_agreed, start_round
from projects.services.subjects import ASKS, HEARS, PHASES_OF, action_about, facts_of
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, Blocked


@transaction.atomic
def open_round(
    project_id: int,
    *,
    by: User,
    party: Party | None = None,
    about: str = ConsentAbout.GATE,
) -> ConsentRound:
    """Ask every party that decides: may the opgave move on, do we agree on this version?

    What must hold before a question can be asked is the business of its kind (`services.subjects`).
    """
    project = lock_project(project_id)
    require(by, "projects.open_round", project)
    require_phase(project, PHASES_OF[about])
    voice = voice_of(by, project, party)
    subject = ASKS[about](project)
    standing = project.rounds.filter(state=RoundState.OPEN, about=about).first()
    if standing:
        return standing
    consent_round = start_round(project, by=by, about=about, **subject)
    record(
        project,
        action_about(consent_round, "opened"),
        by=by,
        on_behalf_of=voice_name(voice, by),
        **facts_of(consent_round),
    )
    return consent_round


@transaction.atomic
def give_consent(
    answer_id: int, position: str, *, by: User, reason: str = "", harmed: str = ""
) -> ConsentAnswer:
    """A party consents, stands aside or objects. It may change its mind while the round is open.

    What follows when everybody agrees is plugged in by the kind of question: the answer that
    settles a gate moves the opgave. An objection must say why; one to a solution also whom or what
    the solution harms. The same answer again changes nothing but lets follow what is agreed, as
    where the others have left.
    """
    answer = lock_answer(answer_id)
    project = answer.round.project
    require(by, "projects.give_consent", answer.party)
    if position not in SPOKEN_POSITIONS:
        raise ActError(_("Choose consent, stand aside or objection."), field="position")
    if (answer.position, answer.reason) == (position, reason.strip()):
        settle_if_agreed(project, answer.round, by, answer.party)
        return answer
    if answer.round.state != RoundState.OPEN:
        raise ActError(_("This question to the parties is closed."), code="round_closed")
    require_phase(project, PHASES_OF[answer.round.about])
    if position == Position.OBJECTION and not reason.strip():
        raise ActError(_("Write what the objection is about."), field="reason")
    answer.position = position
    answer.reason = reason.strip()
    answer.by = by
    answer.at = timezone.now()
    answer.carried_from = None
    answer.save(update_fields=["position", "reason", "by", "at", "carried_from"])
    if listens := HEARS.get(answer.round.about):
        listens(answer, by, harmed)
    _record(answer, by, voice_name(answer.party, by))
    settle_if_agreed(project, answer.round, by, answer.party)
    return answer


@transaction.atomic
def pass_over_party(answer_id: int, *, by: User) -> ConsentAnswer:
    """Go on without a party that stayed silent after two reminders. The record says so."""
    answer = lock_answer(answer_id)
    project = answer.round.project
    require(by, "projects.pass_over_party", project)
    if answer.position == Position.PASSED_OVER:
        settle_if_agreed(project, answer.round, by)
        return answer
    require_phase(project, PHASES_OF[answer.round.about])
    if answer.round.state != RoundState.OPEN or not can_be_passed_over(answer):
        raise Blocked(
            _("A party can be passed over only when it has not answered after two reminders."),
            code="not_silent_long_enough",
        )
    answer.position = Position.PASSED_OVER
    answer.by = by
    answer.at = timezone.now()
    answer.save(update_fields=["position", "by", "at"])
    _record(answer, by, behalf(by, project))
    settle_if_agreed(project, answer.round, by)
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
            action_about(consent_round, "withdrawn"),
            by=by,
            on_behalf_of=behalf(by, project),
            **facts_of(consent_round),
        )
    return consent_round


def lock_answer(answer_id: int) -> ConsentAnswer:
    """The answer with its round and opgave; the opgave's lock puts the answers in order."""
    rows = ConsentAnswer.objects.filter(pk=answer_id)
    project_id = rows.values_list("round__project_id", flat=True).first()
    project = lock_project(project_id) if project_id else None
    answer = rows.select_related(
        "round__statement_version", "round__solution_version", "party__organisation", "party__user"
    ).first()
    if project is None or answer is None:  # the party left while we waited
        raise ActError(_("This question to the parties is closed."), code="round_closed")
    answer.round.project = project
    return answer


def _record(answer: ConsentAnswer, by: User, on_behalf_of: str) -> None:
    record(
        answer.round.project,
        action_about(answer.round, answer.position),
        by=by,
        on_behalf_of=on_behalf_of,
        who=answer.party.name,
        person=answer.party.user_id,
        reason=answer.reason,
        **facts_of(answer.round),
    )
