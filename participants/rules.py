"""Who may do what with people and organisations."""

import rules

from participants import only
from samskabelse.policy.reasons import allow


@rules.predicate
def is_administrator(user) -> bool:
    return bool(user.is_staff)


@rules.predicate
def is_verified_public(user) -> bool:
    """Staff, official or politician, and verified: a claim alone opens nothing."""
    return bool(getattr(user, "is_verified_public", False))


@rules.predicate
def speaks_for(user, organisation) -> bool:
    return organisation is not None and organisation.may_speak(user)


@rules.predicate
def commits_for(user, organisation) -> bool:
    return organisation is not None and organisation.may_commit(user)


allow("participants.change_organisation", speaks_for | is_administrator, only.SPEAKERS)
allow("participants.grant_mandate", commits_for | is_administrator, only.COMMITTERS)
allow("participants.verify_organisation", is_administrator, only.ADMINISTRATORS)
allow("participants.verify_person", is_administrator, only.ADMINISTRATORS)
