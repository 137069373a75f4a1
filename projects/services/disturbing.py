"""Use the catalyst's cards (R62), or say why none was used."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import Card
from projects.models import Disturbance, Party, Project
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, voice_name, voice_of
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def use_card(
    project_id: int,
    card: str,
    *,
    by: User,
    used_on: date,
    happened: str,
    changed: str,
    party: Party | None = None,
) -> Disturbance:
    """Write down that a card was used, what happened and what it changed, nothing included."""
    project = lock_project(project_id)
    require(by, "projects.disturb", project)
    require_phase(project, "disturb")
    voice = voice_of(by, project, party)
    if card not in Card.values:
        raise ActError(_("There is no such card."), code="no_such_card")
    if used_on > timezone.localdate():
        raise ActError(_("Write it down when it has happened."), field="used_on")
    if not happened.strip():
        raise ActError(_("Write what happened."), field="happened")
    if not changed.strip():
        raise ActError(_("Write what it changed. “Nothing” is an answer too."), field="changed")
    said = {"used_on": used_on, "happened": happened.strip(), "changed": changed.strip()}
    used, is_new = Disturbance.objects.get_or_create(
        project=project, card=card, **said, defaults={"by": by, "party": voice}
    )
    if is_new:
        name = voice_name(voice, by)
        record(project, "card.used", by=by, on_behalf_of=name, card=card, changed=said["changed"])
    return used


@transaction.atomic
def go_undisturbed(
    project_id: int, *, by: User, reason: str, party: Party | None = None
) -> Project:
    """Say in writing why no card is used; the gate accepts that, and everybody can read it."""
    project = lock_project(project_id)
    require(by, "projects.disturb", project)
    require_phase(project, "disturb")
    if not reason.strip():
        raise ActError(_("Write why you use no card."), field="reason")
    if project.undisturbed_reason == reason.strip():
        return project
    project.undisturbed_reason = reason.strip()
    project.save(update_fields=["undisturbed_reason"])
    record(
        project,
        "card.none",
        by=by,
        on_behalf_of=behalf(by, project, party),
        reason=project.undisturbed_reason,
    )
    return project
