"""Who × phase × act. One row per act, asked of the services: who may, and in which phases.

Everybody else gets `not_allowed`; the right person in the wrong phase gets `wrong_phase`. What an
act answers instead stands beside it. Each cell runs in a savepoint of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from participants.models import User
from projects.enums import Phase
from projects.models import (
    ConsentAnswer,
    Contribution,
    FindingCase,
    Project,
    Resource,
    StatementVersion,
)
from projects.services import (
    answering,
    assignment_answers,
    assignment_ends,
    assignments,
    challenges,
    climbing,
    consent,
    contributions,
    findings,
    frame,
    gains,
    honesty,
    invitations,
    inviting_many,
    moderation,
    moving,
    parties,
    pulse,
    raising,
    recipient,
    resources,
    roles,
    stakeholders,
    statement,
    templates,
    views,
)
from projects.services.invitations import Invitee
from projects.services.stakeholders import StakeholderRow
from samskabelse.web.errors import ActError
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import (
    Team,
    asked,
    invited,
    team_in,
)
from tests.projects import matrix_design
from tests.projects.matrix_design import Designed, furnish

ROLES = [
    "stranger",
    "initiator",
    "speaker",
    "committer",
    "convener",
    "facilitator",
    "recipient",
    "staff",
    "administrator",
]
ANYBODY = set(ROLES)
PARTY = {"initiator", "speaker", "committer"}
HATS = {"convener", "facilitator"}
TEAM = PARTY | HATS
PUBLIC = {"staff", "administrator"}
ADMIN = {"administrator"}
CONVENER = {"convener"}

SEEKING, WORK = {Phase.SEEKING}, {Phase.DEFINE, Phase.DESIGN, Phase.IMPLEMENT}
OPEN = SEEKING | WORK
EVER = OPEN | {Phase.CLOSED}
LATER = {Phase.DESIGN, Phase.IMPLEMENT, Phase.CLOSED}


@dataclass
class World:
    """One opgave with things to act on: an invitation, a wish, a question, a report."""

    team: Team
    people: dict[str, User]
    designed: Designed

    @property
    def project(self) -> Project:
        return self.team.project


Act = Callable[[World, User], object]


def soon():
    return timezone.localdate() + timedelta(days=50)


def somebody() -> Invitee:
    return Invitee(email="ny@mail.example", name="Ny Nabo", why_you="Du bor der.")


def first(world: World, name: str):
    return getattr(world.project, name).order_by("id").last()


def pending(world: World) -> ConsentAnswer | None:
    rows = ConsentAnswer.objects.filter(round__project=world.project, round__about="gate")
    return rows.filter(party=world.team.association).order_by("-id").first()


def latest(w: World) -> int:
    current = w.project.statement_versions.first()
    return current.number if current else 0


def written(w: World) -> Contribution:
    """Something that a stranger wrote, wherever it may be written."""
    found = w.project.contributions.first()
    if found:
        return found
    version = w.project.statement_versions.first() or StatementVersion.objects.create(
        project=w.project, number=1, text="Det er mørkt", change="meaning"
    )
    return Contribution.objects.create(
        project=w.project, statement_version=version, paragraph=0, kind="question", text="Hvorfor?"
    )


def offered(w: World) -> Resource:
    return w.team.association.resources.order_by("id").first()


def contest(w: World, by: User) -> object:
    """The newest version calls itself a correction."""
    version = StatementVersion.objects.create(
        project=w.project, number=latest(w) + 2, text="Rettet", change="wording"
    )
    return statement.contest_wording(
        version.pk, by=by, party_id=w.team.association.pk, reason="Det er nyt"
    )


def task(w: World, state: str) -> int:
    """The delopgave that is in this state."""
    return w.project.assignments.filter(state=state).values_list("pk", flat=True).first()


def to_do(what: str = "Kom og lyt") -> assignments.Task:
    return assignments.Task(what=what, why="Vi hører det kun her", open_to_taker="Hvornår")


def reusable() -> templates.Reusable:
    return templates.Reusable(title="Fester for alle", problem="Det er svært at være med.")


def plan(w: World, by: User) -> object:
    return moving.prepare_closing(
        w.project.pk, by=by, outcome="anchored", owner="Skolen", lessons="Spørg først."
    )


def name(w: World, by: User) -> object:
    return recipient.name_recipient(
        w.project.pk, by=by, body="Byrådet", name="", email="", due=soon()
    )


# act: (how, who may, in which phases)
MATRIX: dict[str, tuple[Act, set[str], set[str]]] = {
    "change_project": (
        lambda w, by: raising.change_project(w.project.pk, by=by, title="Nyt navn"),
        TEAM, OPEN,
    ),
    "plan who it concerns": (
        lambda w, by: stakeholders.map_stakeholder(w.project.pk, StakeholderRow("De unge"), by=by),
        TEAM, OPEN,
    ),
    "remove_stakeholder": (
        lambda w, by: stakeholders.remove_stakeholder(first(w, "stakeholders").pk, by=by),
        TEAM, OPEN,
    ),
    "invite_party": (
        lambda w, by: invitations.invite_party(w.project.pk, somebody(), by=by),
        TEAM, OPEN,
    ),
    "invite_parties": (
        lambda w, by: inviting_many.invite_parties(w.project.pk, [somebody()], by=by),
        TEAM, OPEN,
    ),
    "send_again": (
        lambda w, by: invitations.send_again(first(w, "invitations").pk, by=by),
        TEAM, OPEN,
    ),
    "cancel_invitation": (
        lambda w, by: invitations.cancel_invitation(first(w, "invitations").pk, by=by),
        TEAM, OPEN,
    ),
    "answer somebody else's invitation": (
        lambda w, by: answering.answer_invitation(first(w, "invitations").pk, "yes", by=by),
        set(), set(),
    ),
    "ask_to_join": (
        lambda w, by: parties.ask_to_join(w.project.pk, by=by, organisation=None, note="Jeg kan"),
        ANYBODY, OPEN,
    ),
    "answer_wish": (
        lambda w, by: parties.answer_wish(first(w, "join_requests").pk, by=by, welcome=True),
        TEAM, OPEN,
    ),
    "describe_party": (
        lambda w, by: parties.describe_party(w.team.association.pk, by=by, brings="Ny", needs=""),
        {"speaker", "committer"}, OPEN,
    ),
    "leave_project": (
        lambda w, by: parties.leave_project(w.team.association.pk, by=by, reason="time"),
        {"committer"}, OPEN,
    ),
    "ask_role of a hat that is worn": (
        lambda w, by: roles.ask_role(w.project.pk, UserFactory(), "convener", by=by),
        TEAM | PUBLIC, OPEN,
    ),
    "offer_role of a hat that is worn": (
        lambda w, by: roles.offer_role(w.project.pk, "facilitator", by=by),
        set(), OPEN,
    ),
    "answer_role as the facilitator did": (
        lambda w, by: roles.answer_role(first(w, "roles").pk, by=by, accept=True),
        {"facilitator"}, EVER,
    ),
    "end the convener's role": (
        lambda w, by: roles.end_role(w.project.roles.get(kind="convener").pk, by=by),
        CONVENER, EVER,
    ),
    "name_recipient": (name, CONVENER, OPEN),
    "record_verdict": (
        lambda w, by: recipient.record_verdict(w.project.pk, by=by, verdict="no", reasons="Nej"),
        CONVENER | {"recipient"}, OPEN,
    ),
    "open_round": (
        lambda w, by: consent.open_round(w.project.pk, by=by),
        TEAM, OPEN,
    ),
    "give_consent": (
        lambda w, by: consent.give_consent(pending(w).pk, "consent", by=by),
        {"committer"}, OPEN,
    ),
    "withdraw_round": (
        lambda w, by: consent.withdraw_round(pending(w).round_id, by=by),
        TEAM, EVER,
    ),
    "pass_over_party": (
        lambda w, by: consent.pass_over_party(pending(w).pk, by=by),
        set(), OPEN,
    ),
    "write_view": (
        lambda w, by: views.write_view(
            w.team.association.pk, by=by, sees="Vi ser", feels="", unknown="", share=True
        ),
        {"speaker", "committer"}, {Phase.DEFINE},
    ),
    "propose_statement": (
        lambda w, by: statement.propose_statement(
            w.project.pk, by=by, text="Et nyt problem", seen=latest(w)
        ),
        PARTY, {Phase.DEFINE},
    ),
    "contest_wording": (contest, {"speaker", "committer"}, {Phase.DEFINE}),
    "ask about the statement": (
        lambda w, by: consent.open_round(w.project.pk, by=by, about="statement"),
        TEAM, {Phase.DEFINE},
    ),
    "contribute": (
        lambda w, by: contributions.contribute(w.project.pk, by=by, kind="comment", text="Ja"),
        ANYBODY, WORK,
    ),
    "answer_contribution": (
        lambda w, by: contributions.answer_contribution(written(w).pk, by=by, answer="Tak"),
        TEAM, WORK,
    ),
    "hide_contribution": (
        lambda w, by: contributions.hide_contribution(written(w).pk, by=by, reason="Et navn"),
        ADMIN, EVER,
    ),
    "show_contribution": (
        lambda w, by: contributions.show_contribution(written(w).pk, by=by),
        ADMIN, EVER,
    ),
    "add_resource": (
        lambda w, by: resources.add_resource(
            w.team.association.pk, by=by, direction="need", kind="room", what="Et lokale"
        ),
        {"speaker", "committer"}, OPEN,
    ),
    "remove_resource": (
        lambda w, by: resources.remove_resource(offered(w).pk, by=by),
        {"speaker", "committer"}, OPEN,
    ),
    "take_resource of the department": (
        lambda w, by: resources.take_resource(
            w.team.department.resources.first().pk, by=by, party_id=w.team.association.pk
        ),
        {"speaker", "committer"}, OPEN,
    ),
    "change_frame": (
        lambda w, by: frame.change_frame(w.project.pk, by=by, seen=0, known="Det er mørkt"),
        TEAM, OPEN,
    ),
    "advance_project": (
        lambda w, by: moving.advance_project(w.project.pk, by=by),
        set(), OPEN,
    ),
    "override_gate": (
        lambda w, by: moving.override_gate(w.project.pk, by=by, reason="Fristen er i morgen"),
        {"facilitator"}, OPEN,
    ),
    "reopen_project": (
        lambda w, by: moving.reopen_project(w.project.pk, by=by, reason="Det er noget andet"),
        PARTY, LATER,
    ),
    "ask_assignment": (
        lambda w, by: assignments.ask_assignment(w.project.pk, to_do(), by=by),
        TEAM, WORK,
    ),
    "answer_assignment": (
        lambda w, by: assignment_answers.answer_assignment(task(w, "asked"), "yes", by=by),
        {"committer"}, WORK,
    ),
    "take_assignment": (
        lambda w, by: assignment_answers.take_assignment(task(w, "offered"), by=by),
        ANYBODY, WORK,
    ),
    "answer_condition": (
        lambda w, by: assignment_answers.answer_condition(
            task(w, "conditional"), by=by, accept=True
        ),
        {"convener"}, WORK,
    ),
    "withdraw_assignment": (
        lambda w, by: assignments.withdraw_assignment(task(w, "asked"), by=by),
        HATS, WORK,
    ),
    "finish_assignment": (
        lambda w, by: assignment_ends.finish_assignment(task(w, "accepted"), by=by, word="Godt"),
        {"speaker", "committer"}, WORK,
    ),
    "answer_follow_up": (
        lambda w, by: assignment_ends.answer_follow_up(
            task(w, "accepted"), "missing", by=by, words="En trailer"
        ),
        {"speaker", "committer"}, WORK,
    ),
    "release_assignment": (
        lambda w, by: assignment_ends.release_assignment(task(w, "accepted"), by=by, word="Nå"),
        {"speaker", "committer"} | HATS, WORK,
    ),
    "thank_for_assignment": (
        lambda w, by: assignment_ends.thank_for_assignment(task(w, "done"), by=by, words="Tak"),
        TEAM, WORK | {Phase.CLOSED},
    ),
    "describe_gain": (
        lambda w, by: gains.describe_gain(
            w.project.pk, "cohesion", by=by, measure="Kender hinanden", baseline="", target=""
        ),
        TEAM, WORK,
    ),
    "answer_gains": (
        lambda w, by: gains.answer_gains(
            w.team.association.pk, {"cohesion": gains.Said("12", "Flere")}, by=by
        ),
        {"speaker", "committer"}, {Phase.IMPLEMENT, Phase.CLOSED},
    ),
    "make_template": (
        lambda w, by: templates.make_template(w.project.pk, reusable(), by=by),
        PARTY, {Phase.CLOSED},
    ),
    "reply_finding": (
        lambda w, by: findings.reply_finding(w.project.pk, "paid_work", by=by, text="Nej."),
        CONVENER, EVER,
    ),
    "weigh_finding": (
        lambda w, by: findings.weigh_finding(
            w.project.pk, "paid_work", w.team.association.pk, "dispute", by=by, text="Jo."
        ),
        {"speaker", "committer"}, EVER,
    ),
    "challenge_label": (
        lambda w, by: challenges.challenge_label(w.team.association.pk, by=by, text="Hvorfor?"),
        {"speaker", "committer"}, EVER,
    ),
    "answer_challenge": (
        lambda w, by: challenges.answer_challenge(first(w, "challenges").pk, by=by, answer="Ja."),
        CONVENER, EVER,
    ),
    "answer_honestly": (
        lambda w, by: honesty.answer_honestly(
            w.project.pk, by=by, chosen_before="no", fixed_alone="no", to_save="unknown"
        ),
        TEAM, OPEN,
    ),
    "declare_step": (
        lambda w, by: climbing.declare_step(w.project.pk, 4, by=by),
        TEAM, OPEN,
    ),
    "answer_pulse": (
        lambda w, by: pulse.answer_pulse(
            w.project.pulses.get(key="meeting:1").pk, dict.fromkeys(pulse.QUESTIONS, "no"), by=by
        ),
        {"initiator", "committer"} | HATS, EVER,
    ),
    "prepare_closing": (plan, TEAM, {Phase.IMPLEMENT}),
    "report_project": (
        lambda w, by: moderation.report_project(w.project.pk, by=by, reason="Nedladende"),
        ANYBODY, EVER,
    ),
    "close_report": (
        lambda w, by: moderation.close_report(
            first(w, "reports").pk, by=by, upheld=False, answer="Vi ser intet galt."
        ),
        ADMIN, EVER,
    ),
    "hide_project": (
        lambda w, by: moderation.hide_project(w.project.pk, by=by, reason="Et navn"),
        ADMIN, EVER,
    ),
    "show_project": (
        lambda w, by: moderation.show_project(w.project.pk, by=by),
        ADMIN, EVER,
    ),
    "approve_project": (
        lambda w, by: moderation.approve_project(w.project.pk, by=by),
        ADMIN, EVER,
    ),
    "reply_first": (
        lambda w, by: moderation.reply_first(w.project.pk, by=by, text="Tak for det."),
        PUBLIC, EVER,
    ),
    "take_contact": (
        lambda w, by: moderation.take_contact(w.project.pk, by=by),
        PUBLIC, EVER,
    ),
}  # fmt: skip
MATRIX |= matrix_design.rows(
    anybody=ANYBODY, party=PARTY, team=TEAM, working=WORK, later=LATER, ever=EVER
)

# Rows that act on a delopgave, which an opgave has while parties work on it.
NEEDS_DELOPGAVER = {
    "answer_assignment",
    "take_assignment",
    "answer_condition",
    "withdraw_assignment",
    "finish_assignment",
    "answer_follow_up",
    "release_assignment",
    "thank_for_assignment",
}

# Who meets another answer than the row says, and why.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("ask_to_join", "initiator"): "already_party",
    ("ask about the statement", "initiator"): "agreed",
    ("ask about the statement", "speaker"): "agreed",
    ("ask about the statement", "committer"): "agreed",
    ("ask about the statement", "convener"): "agreed",
    ("ask about the statement", "facilitator"): "agreed",
    ("thank_for_assignment", "speaker"): "own_thanks",
    ("thank_for_assignment", "committer"): "own_thanks",
    ("ask_role of a hat that is worn", "staff"): "hat_taken",
    ("ask_role of a hat that is worn", "administrator"): "hat_taken",
}
REFUSAL = {
    "answer somebody else's invitation": "not_yours",
    "offer_role of a hat that is worn": "hat_taken",
    "pass_over_party": "not_silent_long_enough",
    "advance_project": "blocked",
}
OTHERWISE_ALLOWED = {
    "offer_role of a hat that is worn": PARTY,  # a facilitator is chosen by the parties
    "pass_over_party": HATS,
    "advance_project": TEAM,
}


def world_in(phase: str) -> World:
    team = team_in(phase)
    people = {
        "stranger": UserFactory(),
        "initiator": team.initiator,
        "speaker": team.speaker,
        "committer": team.committer,
        "convener": team.convener,
        "facilitator": team.facilitator,
        "recipient": team.recipient,
        "staff": VerifiedStaffFactory(),
        "administrator": AdministratorFactory(),
    }
    if phase != Phase.CLOSED:
        asked(team)
        invited(team.project, UserFactory())
        stakeholders.map_stakeholder(team.project.pk, StakeholderRow("Naboer"), by=team.initiator)
        parties.ask_to_join(team.project.pk, by=UserFactory(), organisation=None, note="Kaffe")
    if phase in WORK:
        delopgaver(team)
    moderation.report_project(team.project.pk, by=None, reason="Støj")
    FindingCase.objects.create(project=team.project, code="paid_work")
    department = team.department
    challenges.challenge_label(department.pk, by=department.committers()[0], text="Hvordan?")
    pulse.open_pulse(team.project, "meeting:1", title="Første møde")
    return World(team=team, people=people, designed=furnish(team))


def delopgaver(team: Team) -> None:
    """One in each state that can be acted on; the convener asks the association."""
    done = taken_by_the_association(team)
    assignment_ends.finish_assignment(done, by=team.committer, word="Godt")
    taken_by_the_association(team)
    asked_of_the_association(team)
    conditional = asked_of_the_association(team, "Kom og fortæl")
    assignment_answers.answer_assignment(
        conditional, "if", by=team.committer, condition="Hvis I kommer med kaffe"
    )
    assignments.ask_assignment(team.project.pk, to_do(), by=team.convener)


def asked_of_the_association(team: Team, what: str = "Kom og lyt") -> int:
    whom = assignments.Whom(party=team.association)
    row = assignments.ask_assignment(team.project.pk, to_do(what), by=team.convener, whom=whom)
    return row.pk


def taken_by_the_association(team: Team) -> int:
    pk = asked_of_the_association(team)
    assignment_answers.answer_assignment(pk, "yes", by=team.committer)
    return pk


def outcome(act: Act, world: World, by: User) -> str:
    """`ok`, or the code of the refusal; nothing of it stays."""
    try:
        with transaction.atomic():
            act(world, by)
            transaction.set_rollback(True)
    except ActError as error:
        return error.code
    return "ok"
