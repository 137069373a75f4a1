"""Who may do what with an opgave. When it may happen is `phases`."""

import rules

from participants.only import ADMINISTRATORS
from participants.rules import is_administrator, is_verified_public
from projects import only
from projects.enums import ProjectRoleKind
from samskabelse.policy.reasons import allow


@rules.predicate
def is_initiator(user, project) -> bool:
    return project.initiator_id is not None and project.initiator_id == user.pk


@rules.predicate
def is_in_a_party(user, project) -> bool:
    """The person is a party, or may speak today for one that has accepted."""
    return project.has_accepted_party_of(user)


@rules.predicate
def is_convener(user, project) -> bool:
    return project.wears_hat(user, ProjectRoleKind.CONVENER)


@rules.predicate
def is_facilitator(user, project) -> bool:
    return project.wears_hat(user, ProjectRoleKind.FACILITATOR)


@rules.predicate
def is_shown(user, project) -> bool:
    return project.is_public


@rules.predicate
def speaks_for_party(user, party) -> bool:
    return party.can_be_spoken_for_by(user)


@rules.predicate
def commits_party(user, party) -> bool:
    return party.can_be_committed_by(user)


@rules.predicate
def is_the_one_asked(user, role) -> bool:
    return role.user_id == user.pk


@rules.predicate
def is_author(user, solution) -> bool:
    return solution.has_author(user)


@rules.predicate
def leads_its_opgave(user, solution) -> bool:
    """Wears a hat where the solution belongs."""
    return is_convener(user, solution.project) or is_facilitator(user, solution.project)


def is_asked(user, assignment) -> bool:
    """The delopgave is asked of this person, or of a party they may commit."""
    return assignment.is_asked_of(user)


@rules.predicate
def is_for_anybody(user, assignment) -> bool:
    """The delopgave is offered to all who can see the opgave, not asked of one."""
    return assignment.is_for_all and assignment.project.is_public


@rules.predicate
def gives(user, assignment) -> bool:
    """The delopgave is handed over by this person, or by a party they may speak for."""
    return assignment.is_given_by(user)


@rules.predicate
def takes(user, assignment) -> bool:
    """This person, or a party they may speak for, has said yes to the delopgave."""
    return assignment.is_taken_by(user)


@rules.predicate
def steers(user, assignment) -> bool:
    """Wears a hat: a delopgave that nobody looks after must not hold the others up for ever."""
    project = assignment.project
    return any(project.wears_hat(user, kind) for kind in ProjectRoleKind)


@rules.predicate
def is_with_the_team(user, assignment) -> bool:
    return is_on_the_team(user, assignment.project)


@rules.predicate
def stands_in_for_the_convener(user, project) -> bool:
    """Whoever raised it answers for it while nobody has agreed to bring the team together."""
    return is_initiator(user, project) and project.hat(ProjectRoleKind.CONVENER) is None


is_on_the_team = is_in_a_party | is_convener | is_facilitator
answers_for_it = is_convener | stands_in_for_the_convener

# What needs no question to the database stands first: the rest is then not asked.
allow("projects.change_project", is_initiator | is_on_the_team, only.TEAM_OR_AUTHOR)
allow("projects.see_team", is_administrator | is_initiator | is_on_the_team, only.TEAM_OR_AUTHOR)
allow("projects.invite_party", is_on_the_team, only.TEAM)
allow("projects.welcome_party", is_on_the_team, only.TEAM)
allow("projects.map_stakeholders", is_on_the_team | is_initiator, only.TEAM_OR_AUTHOR)
allow("projects.ask_role", is_on_the_team | is_verified_public, only.TEAM_OR_STAFF)
allow("projects.offer_role", is_on_the_team | is_verified_public, only.TEAM_OR_STAFF)
allow("projects.answer_role", is_the_one_asked, only.ASKED)
allow("projects.hand_over_role", is_on_the_team, only.TEAM)
allow("projects.name_recipient", is_convener, only.CONVENER)
allow("projects.record_verdict", is_convener, only.CONVENER)
allow("projects.contribute", rules.is_authenticated & is_shown, only.SIGNED_IN)
allow("projects.answer_contribution", is_on_the_team, only.TEAM)
allow("projects.write_view", speaks_for_party, only.SPEAKER)
allow("projects.propose_statement", is_in_a_party, only.PARTY)
allow("projects.contest_wording", speaks_for_party, only.SPEAKER)
allow("projects.change_frame", is_on_the_team, only.TEAM)
allow("projects.change_resource", speaks_for_party, only.SPEAKER)
allow("projects.open_round", is_on_the_team, only.TEAM)
allow("projects.give_consent", commits_party, only.COMMITTER)
allow("projects.pass_over_party", is_convener | is_facilitator, only.HATS)
allow("projects.override_gate", is_facilitator, only.FACILITATOR)
# The facilitator may override, so only a party can choose one.
allow("projects.choose_facilitator", is_in_a_party, only.PARTY)
allow("projects.advance_project", is_on_the_team, only.TEAM)
allow("projects.reopen_project", is_in_a_party, only.PARTY)
# Whoever was asked for less than deciding may propose and be heard too; they stop nothing (R30).
allow("projects.propose_solution", is_in_a_party, only.PARTY)
allow("projects.change_solution", is_in_a_party, only.PARTY)
allow("projects.ask_author", is_author, only.AUTHORS)
allow("projects.answer_authorship", is_the_one_asked, only.ASKED)
allow("projects.rest_solution", is_author | leads_its_opgave, only.AUTHORS_OR_HATS)
allow("projects.disturb", is_on_the_team, only.TEAM)
allow("projects.ask_choice", is_in_a_party, only.PARTY)
allow("projects.answer_objection", is_on_the_team, only.TEAM)
allow("projects.attach_minority", commits_party, only.COMMITTER)
allow("projects.override_choice", is_facilitator, only.FACILITATOR)
allow("projects.plan_probe", is_on_the_team, only.TEAM)
allow("projects.own_probe", commits_party, only.COMMITTER)
allow("projects.stop_probe", is_on_the_team, only.TEAM)
allow("projects.send_recommendation", is_on_the_team, only.TEAM)
allow("projects.prepare_closing", is_on_the_team, only.TEAM)
allow("projects.describe_party", speaks_for_party, only.SPEAKER)
allow("projects.leave_party", commits_party, only.COMMITTER)
allow("projects.reply_first", is_verified_public | is_administrator, only.STAFF)
allow("projects.enter_for_another", is_verified_public | is_administrator, only.STAFF)
allow("projects.moderate_project", is_administrator, ADMINISTRATORS)
allow("projects.ask_assignment", is_on_the_team, only.TEAM)
allow("projects.answer_assignment", is_asked, only.ASKED)
allow("projects.take_assignment", rules.is_authenticated & is_for_anybody, only.FOR_ALL)
allow("projects.answer_condition", gives, only.GIVER)
allow("projects.withdraw_assignment", gives | steers, only.ITS_PEOPLE)
allow("projects.finish_assignment", takes, only.TAKER)
allow("projects.release_assignment", gives | takes | steers, only.ITS_PEOPLE)
allow("projects.thank", is_with_the_team, only.TEAM)
allow("projects.describe_gains", is_on_the_team, only.TEAM)
allow("projects.answer_gains", speaks_for_party, only.SPEAKER)
allow("projects.answer_fit", speaks_for_party, only.SPEAKER)
allow("projects.make_template", is_in_a_party, only.PARTY)
allow("projects.reply_finding", answers_for_it, only.ANSWERING)
allow("projects.weigh_finding", speaks_for_party, only.SPEAKER)
allow("projects.challenge_label", speaks_for_party, only.SPEAKER)
allow("projects.answer_challenge", answers_for_it, only.ANSWERING)
allow("projects.answer_honestly", is_on_the_team | is_initiator, only.TEAM_OR_AUTHOR)
allow("projects.declare_step", is_on_the_team, only.TEAM)
