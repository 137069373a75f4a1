"""Ground rules: written in versions, accepted by each party."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from arenas.models import GroundRules, RulesAcceptance
from arenas.services.common import lock_arena
from participants.models import User
from projects.enums import PartyStatus
from projects.models import Party
from projects.only import PARTY
from projects.phases import require_phase
from projects.services.common import behalf, voice_name
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@transaction.atomic
def write_rules(arena_id: int, text: str, *, by: User) -> GroundRules:
    """A new version. What was accepted before stays accepted, and no longer counts."""
    arena = lock_arena(arena_id)
    require(by, "arenas.plan_arena", arena.project)
    require_phase(arena.project, "plan_arena")
    text = text.strip()
    if not text:
        raise ActError(_("Write at least one rule."), field="text")
    now = arena.rules_now
    if now is not None and now.text == text:
        return now
    version = now.version + 1 if now else 1
    rules = GroundRules.objects.create(arena=arena, version=version, text=text, written_by=by)
    record(
        arena.project,
        "ground_rules.written",
        by=by,
        on_behalf_of=behalf(by, arena.project),
        arena=arena.name,
        version=version,
    )
    return rules


@transaction.atomic
def accept_rules(rules_id: int, party: Party, *, by: User) -> RulesAcceptance:
    """A party accepts the version that holds now, through somebody who may commit it."""
    rules = GroundRules.objects.get(pk=rules_id)
    arena = lock_arena(rules.arena_id)
    if party.project_id != arena.project_id or party.status != PartyStatus.ACCEPTED:
        raise NotAllowed(PARTY)
    require(by, "arenas.accept_rules", party)
    require_phase(arena.project, "plan_arena")
    if arena.rules_now != rules:
        raise ActError(_("There is a newer version. Read it before you accept."), code="outdated")
    acceptance, is_new = RulesAcceptance.objects.get_or_create(
        rules=rules, party=party, defaults={"by": by}
    )
    if is_new:
        record(
            arena.project,
            "ground_rules.accepted",
            by=by,
            on_behalf_of=voice_name(party, by),
            arena=arena.name,
            version=rules.version,
        )
    return acceptance
