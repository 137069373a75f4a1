"""Small tries (R64): planned with a limit and a stop rule, owned by a party that said yes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import OwnerState, PartyStatus, ProbeEnding, ProbeState
from projects.models import Party, Probe, Project
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, voice_name, voice_of
from projects.services.overtaken import settled
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, Blocked

WORDS = {
    "title": _("Give the try a title."),
    "tried": _("Write what is tried."),
    "size_limit": _("Write how big it may be at most."),
    "stop_rule": _("Write when you stop."),
    "if_fails": _("Write what you do if it fails."),
}


@transaction.atomic
def plan_probe(
    project_id: int, *, by: User, owner: Party, party: Party | None = None, **plan: Any
) -> Probe:
    """Plan a try and ask a party to own operations; it counts once that party has said yes."""
    project = lock_project(project_id)
    require(by, "projects.plan_probe", project)
    require_phase(project, "probe")
    _check_owner(project, owner)
    said = _checked(plan)
    standing = project.probes.filter(owner=owner, state=ProbeState.PLANNED, **said).first()
    if standing:  # as when a button is pressed twice
        return standing
    probe = Probe.objects.create(
        project=project,
        owner=owner,
        version=project.chosen,
        created_by=by,
        created_at=timezone.now(),
        **said,
    )
    _record(probe, "probe.planned", by, behalf(by, project, party))
    _ask_owner(probe, by)
    return probe


@transaction.atomic
def change_probe(
    probe_id: int,
    *,
    by: User,
    owner: Party,
    party: Party | None = None,
    was_shown: Mapping[str, str] | None = None,
    **plan: Any,
) -> Probe:
    """Change a try before it starts. Other terms or another owner: the owner is asked again.

    Refused (`newer_version`) where somebody else has changed the same since `was_shown`.
    """
    probe = lock_probe(probe_id)
    require(by, "projects.plan_probe", probe.project)
    require_phase(probe.project, "probe")
    _require_state(probe, ProbeState.PLANNED)
    now = {name: getattr(probe, name) for name in ("owner", *plan)}
    plan = settled({"owner": owner, **plan}, now, was_shown)
    owner = plan.pop("owner")
    _check_owner(probe.project, owner)
    said = _checked(plan)
    changed = {name for name, value in said.items() if getattr(probe, name) != value}
    if not changed and owner.pk == probe.owner_id:
        return probe
    for name, value in said.items():
        setattr(probe, name, value)
    asks_again = owner.pk != probe.owner_id or changed & set(Probe.TERMS)
    probe.owner = owner
    if asks_again:
        probe.owner_state, probe.owner_answered_at = OwnerState.ASKED, None
        probe.owner_answered_by, probe.owner_note = None, ""
        probe.asked += 1
    probe.save()
    _record(probe, "probe.changed", by, behalf(by, probe.project, party))
    if asks_again:
        _ask_owner(probe, by)
    return probe


@transaction.atomic
def answer_ownership(
    probe_id: int, *, by: User, accept: bool, note: str = "", read: str = ""
) -> Probe:
    """The party that was asked says yes or no to owning operations. A no says why.

    `read` is `Probe.asked` as the person saw it: an answer to terms that have changed since is
    refused (`newer_version`).
    """
    probe = lock_probe(probe_id)
    require(by, "projects.own_probe", probe.owner)
    require_standing_owner(probe)
    if read and read != str(probe.asked):
        raise ActError(
            _("The plan has been changed since you opened it. Read it again, and answer."),
            code="newer_version",
        )
    wanted = OwnerState.ACCEPTED if accept else OwnerState.DECLINED
    if (probe.owner_state, probe.owner_note) == (wanted, note.strip()):
        return probe
    require_phase(probe.project, "probe")
    _require_state(probe, ProbeState.PLANNED)
    if not accept and not note.strip():
        raise ActError(_("Write why not, in a sentence."), field="note")
    probe.owner_state = wanted
    probe.owner_note = note.strip()
    probe.owner_answered_by, probe.owner_answered_at = by, timezone.now()
    probe.save()
    action = "probe.owned" if accept else "probe.not_owned"
    _record(probe, action, by, voice_name(probe.owner, by), note=probe.owner_note)
    return probe


@transaction.atomic
def start_probe(probe_id: int, *, by: User, party: Party | None = None) -> Probe:
    """Begin. Needs the yes of an owner who still takes part."""
    probe = lock_probe(probe_id)
    require(by, "projects.plan_probe", probe.project)
    require_phase(probe.project, "probe")
    if probe.state == ProbeState.RUNNING:
        return probe
    _require_state(probe, ProbeState.PLANNED)
    require_standing_owner(probe)
    if not probe.has_owner:
        raise Blocked(
            _("%(party)s must say yes to owning operations first.") % {"party": probe.owner.name},
            code="no_owner",
        )
    probe.state = ProbeState.RUNNING
    probe.started_at = timezone.now()
    probe.save(update_fields=["state", "started_at"])
    _record(probe, "probe.started", by, behalf(by, probe.project, party))
    return probe


@transaction.atomic
def stop_probe(
    probe_id: int, *, by: User, ending: str, reason: str, seen: str = "", party: Party | None = None
) -> Probe:
    """Any party stops it, at once and alone, with a reason. Nobody has to agree."""
    probe = lock_probe(probe_id)
    require(by, "projects.stop_probe", probe.project)
    require_phase(probe.project, "stop_probe")
    voice = voice_of(by, probe.project, party)
    if ending not in ProbeEnding.values:
        raise ActError(_("Choose why it stops."), field="ending")
    if not reason.strip():
        raise ActError(_("Write why it stops now."), field="reason")
    if probe.state == ProbeState.STOPPED:
        return probe
    probe.state, probe.ending = ProbeState.STOPPED, ending
    probe.stop_reason, probe.seen = reason.strip(), seen.strip()
    probe.stopped_at, probe.stopped_by, probe.stopped_for = timezone.now(), by, voice
    probe.save()
    name = voice_name(voice, by)
    _record(probe, "probe.stopped", by, name, ending=ending, reason=probe.stop_reason)
    emails.queue_probe_stopped(probe)
    return probe


@transaction.atomic
def write_lessons(
    probe_id: int, *, by: User, seen: str, learnt: str, party: Party | None = None
) -> Probe:
    """What was seen and learnt, when the try is over."""
    probe = lock_probe(probe_id)
    require(by, "projects.plan_probe", probe.project)
    require_phase(probe.project, "write_lessons")
    _require_state(probe, ProbeState.STOPPED)
    if not learnt.strip():
        raise ActError(_("Write what you learnt, so that others can use it."), field="learnt")
    if (probe.seen, probe.learnt) == (seen.strip(), learnt.strip()):
        return probe
    probe.seen, probe.learnt = seen.strip(), learnt.strip()
    probe.save(update_fields=["seen", "learnt"])
    _record(probe, "probe.learnt", by, behalf(by, probe.project, party))
    return probe


def lock_probe(probe_id: int) -> Probe:
    """The try and its owner, with the opgave locked."""
    project_id = Probe.objects.values_list("project_id", flat=True).get(pk=probe_id)
    project = lock_project(project_id)
    probe = Probe.objects.select_related("owner__organisation", "owner__user").get(pk=probe_id)
    probe.project = project
    return probe


def _require_state(probe: Probe, state: str) -> None:
    if probe.state != state:
        raise Blocked(
            _("This cannot be done when the try is: %(state)s.")
            % {"state": str(probe.get_state_display()).lower()},
            code="wrong_state",
        )


def require_standing_owner(probe: Probe) -> None:
    """Refuse what needs the owner when that party has left: another must be named."""
    if probe.owner_has_left:
        raise Blocked(
            _("%(party)s has left the project. Name another owner of operations.")
            % {"party": probe.owner.name},
            code="owner_left",
        )


def _check_owner(project: Project, owner: Party) -> None:
    if owner.project_id != project.pk or owner.status != PartyStatus.ACCEPTED:
        raise ActError(_("The owner must be a party that takes part."), field="owner")


def _checked(plan: dict[str, Any]) -> dict[str, Any]:
    said = {name: plan[name].strip() for name in WORDS}
    for name, sentence in WORDS.items():
        if not said[name]:
            raise ActError(sentence, field=name)
    starts_on: date = plan["starts_on"]
    ends_on: date = plan["ends_on"]
    if ends_on < starts_on:
        raise ActError(_("It must end after it starts."), field="ends_on")
    return {**said, "starts_on": starts_on, "ends_on": ends_on}


def _ask_owner(probe: Probe, by: User) -> None:
    """Whoever may commit the party is asked, unless they are the one who asks."""
    emails.queue_probe_owner_asked(probe, by=by)


def _record(probe: Probe, action: str, by: User, on_behalf_of: str, **data: Any) -> None:
    record(
        probe.project,
        action,
        by=by,
        on_behalf_of=on_behalf_of,
        title=probe.title,
        who=probe.owner.name,
        person=probe.owner.user_id,
        probe=probe.pk,
        **data,
    )
