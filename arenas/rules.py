"""Who may do what in arenas and meetings."""

import rules

from arenas import only
from arenas.enums import HatKind
from participants.rules import is_administrator, is_verified_public
from projects import only as projects_only
from projects.rules import (
    commits_party,
    is_convener,
    is_facilitator,
    is_initiator,
    is_on_the_team,
    is_the_one_asked,
)
from samskabelse.policy.reasons import allow


@rules.predicate
def steers(user, gathering) -> bool:
    """Convener or facilitator of the meeting, its arena or the opgave; who convenes the event."""
    event = gathering.as_event
    if event is not None:
        return event.is_steered_by(user)
    meeting = gathering.as_meeting
    if meeting is None:
        return False
    project = meeting.arena.project
    if is_convener(user, project) or is_facilitator(user, project):
        return True
    return user in {meeting.wearer(HatKind.CONVENER), meeting.wearer(HatKind.FACILITATOR)}


@rules.predicate
def administers_the_event(user, gathering) -> bool:
    """Administrators mend what must be mended about events; of a meeting its parties do."""
    return gathering.as_event is not None and is_administrator(user)


@rules.predicate
def has_called(user, gathering) -> bool:
    return gathering.created_by_id is not None and gathering.created_by_id == user.pk


@rules.predicate
def meets_in_their_opgave(user, meeting) -> bool:
    return is_on_the_team(user, meeting.arena.project)


@rules.predicate
def is_catalyst(user, meeting) -> bool:
    return meeting.wearer(HatKind.CATALYST) == user


@rules.predicate
def is_on_the_list(user, gathering) -> bool:
    return gathering.has_on_its_list(user)


@rules.predicate
def was_there(user, meeting) -> bool:
    return meeting.has_seen_come(user)


@rules.predicate
def may_come_unasked(user, gathering) -> bool:
    """Everybody, when the gathering is open; otherwise whoever takes part in the opgave."""
    meeting = gathering.as_meeting
    return gathering.is_open or (meeting is not None and meets_in_their_opgave(user, meeting))


@rules.predicate
def has_added(user, row) -> bool:
    return row.added_by_id is not None and row.added_by_id == user.pk


@rules.predicate
def binds_a_verified_body(user) -> bool:
    """May commit an organisation that an administrator has confirmed."""
    mandates = user.mandates.current().filter(commits=True)
    return mandates.filter(organisation__verified_at__isnull=False).exists()


@rules.predicate
def may_begin_in_its_name(user, organisation) -> bool:
    """For an organisation whoever may commit it; for the municipality its own people."""
    if organisation is None:
        return is_verified_public(user)
    return organisation.is_verified and organisation.may_commit(user)


@rules.predicate
def has_said(user, step) -> bool:
    return step.sign_up is not None and step.sign_up.is_of(user)


allow("arenas.plan_arena", is_on_the_team | is_initiator, projects_only.TEAM_OR_AUTHOR)
allow("arenas.ask_hat", is_on_the_team, projects_only.TEAM)
allow("arenas.answer_hat", is_the_one_asked, projects_only.ASKED)
allow("arenas.accept_rules", commits_party, projects_only.COMMITTER)
allow("arenas.call_meeting", is_on_the_team, projects_only.TEAM)
allow("arenas.see_sign_ups", is_on_the_team | is_administrator, projects_only.TEAM)
allow("arenas.steer_meeting", steers | has_called, only.CALLERS)
allow("arenas.add_item", meets_in_their_opgave | steers | has_called, only.MEMBERS)
allow("arenas.hold_catalysts_slot", is_catalyst, only.CATALYST)
allow("arenas.withdraw_own", has_added, only.ITS_AUTHOR)
allow("arenas.attend", is_on_the_list | may_come_unasked, only.INVITED)
allow(
    "arenas.enter_on_paper",
    steers | has_called | is_verified_public | is_administrator,
    only.HELPERS,
)
allow("arenas.mark_attendance", steers | has_called | administers_the_event, only.CALLERS)
allow("arenas.write_minutes", steers | has_called | meets_in_their_opgave, only.MEMBERS)
allow("arenas.send_minutes", steers | has_called, only.CALLERS)
allow("arenas.amend_minutes", was_there, only.THERE)
# Events: who convenes at all, and in whose name; administrators mend what must be mended.
allow(
    "arenas.convene_events",
    is_verified_public | is_administrator | binds_a_verified_body,
    only.HOSTS,
)
allow("arenas.convene_event", may_begin_in_its_name | is_administrator, only.HOSTS)
allow("arenas.steer_event", steers | has_called | is_administrator, only.CALLERS)
allow("arenas.say_next", is_on_the_list, only.LISTED)
allow("arenas.begin_with_step", has_said, only.ITS_AUTHOR)
