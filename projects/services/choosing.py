"""Choose a solution by consent, in rounds: ask, hear objections, answer them, choose."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import SETTLED_POSITIONS, ConsentAbout, Position, RoundState
from projects.models import (
    ConsentAnswer,
    ConsentRound,
    MinorityStatement,
    Objection,
    Party,
    Project,
    Solution,
    SolutionVersion,
)
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, lock_solution, voice_name, voice_of
from projects.services.rounds import close_open_rounds, close_round, start_round
from projects.services.subjects import asks, facts_of, hears, settles
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, Blocked

HAS_SPOKEN_AGAINST = frozenset({Position.STAND_ASIDE, Position.OBJECTION})


@transaction.atomic
def ask_choice(solution_id: int, *, by: User, party: Party | None = None) -> ConsentRound:
    """Any party asks the others for consent to the latest version of one solution.

    Two or more must have been considered first, so that there is something to choose between.
    """
    solution = lock_solution(solution_id)
    project = solution.project
    require(by, "projects.ask_choice", project)
    require_phase(project, "choose")
    voice = voice_of(by, project, party)
    standing = open_choice(project)
    if standing and standing.solution_version_id == solution.latest_id:
        return standing
    version = _what_is_ready(solution, standing)
    consent_round = start_round(
        project, by=by, about=ConsentAbout.SOLUTION, solution_version=version
    )
    record(
        project,
        "choice.asked",
        by=by,
        on_behalf_of=voice_name(voice, by),
        **facts_of(consent_round),
    )
    return consent_round


def _what_is_ready(solution: Solution, standing: ConsentRound | None) -> SolutionVersion:
    """The latest version, or why it cannot be asked about."""
    project, version = solution.project, solution.latest
    if standing:
        raise ActError(
            _("The parties are being asked about another version. Take that question back first."),
            code="being_asked",
        )
    if solution.latest_id == project.chosen_id:
        raise ActError(_("You have chosen this version already."), code="chosen")
    if solution.is_wild:
        raise Blocked(_("A wild idea is not judged yet. Build on it."), code="wild")
    if solution.is_resting:
        raise Blocked(_("This solution rests. Take it up again first."), code="resting")
    if version is None or not (version.takes and version.risks):
        raise Blocked(_("Write what the solution takes and its risks first."), code="unfinished")
    if project.solutions.considered(timezone.now()).count() < 2:
        raise Blocked(
            _("Describe at least one more solution first, so that there is a choice."),
            code="only_one",
        )
    return version


@asks(ConsentAbout.SOLUTION)
def ask_about_a_solution(project: Project) -> dict[str, Any]:
    """The question needs to know which solution: it is asked from that solution's page."""
    raise ActError(_("Choose the solution that you want to ask about."), code="which_solution")


@hears(ConsentAbout.SOLUTION)
def hear(answer: ConsentAnswer, by: User, harmed: str) -> None:
    """An objection is about a stated harm and has a row of its own, which stays for ever."""
    standing = Objection.objects.filter(round=answer.round, party=answer.party, lifted_at=None)
    if answer.position != Position.OBJECTION:
        standing.update(lifted_at=answer.at)
        return
    if not harmed.strip():
        raise ActError(_("Write whom or what it harms."), field="harmed")
    standing.update(lifted_at=answer.at)
    objection = Objection.objects.create(
        round=answer.round,
        party=answer.party,
        harm=answer.reason,
        harmed=harmed.strip(),
        by=by,
        at=timezone.now(),
    )
    emails.queue_objection_raised(objection)


@settles(ConsentAbout.SOLUTION)
def choose(project: Project, consent_round: ConsentRound, by: User, party: Party | None) -> None:
    """Everybody consents or stands aside: this very version is chosen."""
    close_round(consent_round, RoundState.PASSED)
    _set_chosen(project, consent_round)
    record(
        project,
        "choice.made",
        by=by,
        on_behalf_of=behalf(by, project, party),
        **facts_of(consent_round),
    )


@transaction.atomic
def override_choice(round_id: int, *, by: User, reason: str) -> ConsentRound:
    """Choose although somebody objects or is silent. Only the facilitator, with a written reason.

    At least one party must consent. Who objected may attach a minority statement.
    """
    consent_round = lock_choice(round_id)
    project = consent_round.project
    require(by, "projects.override_choice", project)
    require_phase(project, "choose")
    if not reason.strip():
        raise ActError(_("Write why you choose without everybody."), field="reason")
    if consent_round.state != RoundState.OPEN:
        raise ActError(_("This question to the parties is closed."), code="round_closed")
    answers = consent_round.answers.select_related("party__organisation", "party__user")
    missing = [row for row in answers if row.position not in SETTLED_POSITIONS]
    if not any(row.position == Position.CONSENT for row in answers):
        raise Blocked(_("At least one party must consent."), code="nobody_consents")
    close_round(consent_round, RoundState.OVERRIDDEN)
    _set_chosen(project, consent_round)
    record(
        project,
        "choice.overridden",
        by=by,
        on_behalf_of=behalf(by, project),
        reason=reason.strip(),
        missing=[f"{row.party.name}: {row.get_position_display()}." for row in missing],
        **facts_of(consent_round),
    )
    return consent_round


@transaction.atomic
def reply_to_objection(
    objection_id: int, *, by: User, reply: str, party: Party | None = None
) -> Objection:
    """Answer an objection in writing. The other answer is a new version (`change_solution`)."""
    project_id = Objection.objects.values_list("round__project_id", flat=True).get(pk=objection_id)
    project = lock_project(project_id)
    require(by, "projects.answer_objection", project)
    require_phase(project, "answer_objection")
    voice = voice_of(by, project, party)
    if not reply.strip():
        raise ActError(_("Write your answer to the objection."), field="reply")
    objection = Objection.objects.select_related("party__organisation", "party__user").get(
        pk=objection_id
    )
    if objection.reply == reply.strip():
        return objection
    objection.reply = reply.strip()
    objection.replied_by, objection.replied_for = by, voice
    objection.replied_at = timezone.now()
    objection.save(update_fields=["reply", "replied_by", "replied_for", "replied_at"])
    record(
        project,
        "objection.answered",
        by=by,
        on_behalf_of=voice_name(voice, by),
        who=objection.party.name,
        person=objection.party.user_id,
        reply=objection.reply,
        objection=objection.pk,
    )
    return objection


@transaction.atomic
def attach_minority(answer_id: int, *, by: User, text: str) -> MinorityStatement:
    """A party that stood aside or objected when the choice was made says why, beside the result."""
    answer = lock_spoken(answer_id)
    project = answer.round.project
    require(by, "projects.attach_minority", answer.party)
    require_phase(project, "attach_minority")
    if answer.position not in HAS_SPOKEN_AGAINST or not is_decided(answer.round):
        raise Blocked(
            _("This is for a party that stood aside or objected when the choice was made."),
            code="no_minority",
        )
    if not text.strip():
        raise ActError(_("Write what you want the others to read."), field="text")
    known = MinorityStatement.objects.filter(answer=answer).first()
    if known and known.text == text.strip():
        return known
    statement, _is_new = MinorityStatement.objects.update_or_create(
        answer=answer, defaults={"text": text.strip(), "by": by, "at": timezone.now()}
    )
    record(
        project,
        "minority.attached",
        by=by,
        on_behalf_of=voice_name(answer.party, by),
        text=statement.text,
        **facts_of(answer.round),
    )
    return statement


def is_decided(consent_round: ConsentRound) -> bool:
    return consent_round.state in {RoundState.PASSED, RoundState.OVERRIDDEN}


def open_choice(project: Project) -> ConsentRound | None:
    """The question about a solution that is open in the opgave: there is one at a time."""
    return project.rounds.filter(about=ConsentAbout.SOLUTION, state=RoundState.OPEN).first()


def open_round_about(solution: Solution) -> ConsentRound | None:
    standing = open_choice(solution.project)
    version = standing.solution_version if standing else None
    return standing if version and version.solution_id == solution.pk else None


def withdraw_rounds_about(solution: Solution) -> None:
    """Part of writing a new version: nobody's consent to the old words counts for the new."""
    standing = open_round_about(solution)
    if standing:
        close_round(standing, RoundState.REPLACED)


def link_objection(solution: Solution, objection_id: int | None, version: SolutionVersion) -> None:
    """Part of writing a new version: the objection that it answers points to it for ever."""
    if objection_id is None:
        return
    objections = Objection.objects.filter(round__solution_version__solution=solution)
    if not objections.filter(pk=objection_id).update(changed=version):
        raise ActError(_("That objection is about another solution."), field="objection")


def lock_choice(round_id: int) -> ConsentRound:
    """A round about a solution, with the opgave locked."""
    rounds = ConsentRound.objects.filter(about=ConsentAbout.SOLUTION)
    project = lock_project(rounds.values_list("project_id", flat=True).get(pk=round_id))
    found = rounds.select_related("solution_version").get(pk=round_id)
    found.project = project
    return found


def lock_spoken(answer_id: int) -> ConsentAnswer:
    """What a party said about a solution, with the opgave locked."""
    answers = ConsentAnswer.objects.filter(round__about=ConsentAbout.SOLUTION)
    project = lock_project(answers.values_list("round__project_id", flat=True).get(pk=answer_id))
    found = answers.select_related(
        "round__solution_version", "party__organisation", "party__user"
    ).get(pk=answer_id)
    found.round.project = project
    return found


def _set_chosen(project: Project, consent_round: ConsentRound) -> None:
    """A gate that was being asked about stood on the former choice: that question ends."""
    project.chosen = consent_round.solution_version
    project.save(update_fields=["chosen"])
    close_open_rounds(project, RoundState.WITHDRAWN, about=ConsentAbout.GATE)
