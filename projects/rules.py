"""Who may do what with an opgave. When it may happen is `phases`."""

import rules

from participants.rules import is_administrator, is_verified_public
from projects.enums import ProjectRoleKind


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
rules.add_perm("projects.change_project", is_initiator | is_on_the_team)
rules.add_perm("projects.see_team", is_administrator | is_initiator | is_on_the_team)
rules.add_perm("projects.invite_party", is_on_the_team)
rules.add_perm("projects.welcome_party", is_on_the_team)
rules.add_perm("projects.map_stakeholders", is_on_the_team | is_initiator)
rules.add_perm("projects.ask_role", is_on_the_team | is_verified_public)
rules.add_perm("projects.offer_role", is_on_the_team | is_verified_public)
rules.add_perm("projects.answer_role", is_the_one_asked)
rules.add_perm("projects.hand_over_role", is_on_the_team)
rules.add_perm("projects.name_recipient", is_convener)
rules.add_perm("projects.record_verdict", is_convener)
rules.add_perm("projects.contribute", rules.is_authenticated & is_shown)
rules.add_perm("projects.answer_contribution", is_on_the_team)
rules.add_perm("projects.write_view", speaks_for_party)
rules.add_perm("projects.propose_statement", is_in_a_party)
rules.add_perm("projects.contest_wording", speaks_for_party)
rules.add_perm("projects.change_frame", is_on_the_team)
rules.add_perm("projects.change_resource", speaks_for_party)
rules.add_perm("projects.open_round", is_on_the_team)
rules.add_perm("projects.give_consent", commits_party)
rules.add_perm("projects.pass_over_party", is_convener | is_facilitator)
rules.add_perm("projects.override_gate", is_facilitator)
# The facilitator may override, so only a party can choose one.
rules.add_perm("projects.choose_facilitator", is_in_a_party)
rules.add_perm("projects.advance_project", is_on_the_team)
rules.add_perm("projects.reopen_project", is_in_a_party)
# Whoever was asked for less than deciding may propose and be heard too; they stop nothing (R30).
rules.add_perm("projects.propose_solution", is_in_a_party)
rules.add_perm("projects.change_solution", is_in_a_party)
rules.add_perm("projects.ask_author", is_author)
rules.add_perm("projects.answer_authorship", is_the_one_asked)
rules.add_perm("projects.rest_solution", is_author | leads_its_opgave)
rules.add_perm("projects.disturb", is_on_the_team)
rules.add_perm("projects.ask_choice", is_in_a_party)
rules.add_perm("projects.answer_objection", is_on_the_team)
rules.add_perm("projects.attach_minority", commits_party)
rules.add_perm("projects.override_choice", is_facilitator)
rules.add_perm("projects.plan_probe", is_on_the_team)
rules.add_perm("projects.own_probe", commits_party)
rules.add_perm("projects.stop_probe", is_on_the_team)
rules.add_perm("projects.send_recommendation", is_on_the_team)
rules.add_perm("projects.prepare_closing", is_on_the_team)
rules.add_perm("projects.describe_party", speaks_for_party)
rules.add_perm("projects.leave_party", commits_party)
rules.add_perm("projects.reply_first", is_verified_public | is_administrator)
rules.add_perm("projects.enter_for_another", is_verified_public | is_administrator)
rules.add_perm("projects.moderate_project", is_administrator)
rules.add_perm("projects.ask_assignment", is_on_the_team)
rules.add_perm("projects.answer_assignment", is_asked)
rules.add_perm("projects.answer_condition", gives)
rules.add_perm("projects.withdraw_assignment", gives | steers)
rules.add_perm("projects.finish_assignment", takes)
rules.add_perm("projects.release_assignment", gives | takes | steers)
rules.add_perm("projects.thank", is_with_the_team)
rules.add_perm("projects.describe_gains", is_on_the_team)
rules.add_perm("projects.answer_gains", speaks_for_party)
rules.add_perm("projects.answer_fit", speaks_for_party)
rules.add_perm("projects.make_template", is_in_a_party)
rules.add_perm("projects.reply_finding", answers_for_it)
rules.add_perm("projects.weigh_finding", speaks_for_party)
rules.add_perm("projects.challenge_label", speaks_for_party)
rules.add_perm("projects.answer_challenge", answers_for_it)
rules.add_perm("projects.answer_honestly", is_on_the_team | is_initiator)
rules.add_perm("projects.declare_step", is_on_the_team)
