"""Needs and offers between the parties of one opgave (R31)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import Direction, PartyStatus, ResourceKind
from projects.models import Party, Project, Resource
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

MOST_EACH = 30  # rows of one party


@transaction.atomic
def add_resource(
    party_id: int,
    *,
    by: User,
    direction: str,
    kind: str,
    what: str,
    counterpart_id: int | None = None,
) -> Resource:
    """Write what a party needs or offers, maybe from or to one other. The same twice is one row."""
    party = Party.objects.with_names().get(pk=party_id)
    project = lock_project(party.project_id)
    party.refresh_from_db(fields=["status"])
    require(by, "projects.change_resource", party)
    require_phase(project, "exchange")
    if party.status != PartyStatus.ACCEPTED:
        raise ActError(_("%(name)s has left the project.") % {"name": party.name}, code="left")
    if direction not in Direction.values:
        raise ActError(_("Choose whether you need or offer it."), field="direction")
    if kind not in ResourceKind.values:
        raise ActError(_("Choose what kind it is."), field="kind")
    if not what.strip():
        raise ActError(_("Write what it is."), field="what")
    counterpart = _other_party(project, counterpart_id, party)
    said = {"direction": direction, "kind": kind, "what": what.strip()}
    standing = party.resources.filter(**said, counterpart=counterpart).first()
    if standing:
        return standing
    if party.resources.count() >= MOST_EACH:
        raise ActError(_("A party can write 30 needs and offers. Take one back first."))
    row = Resource.objects.create(
        project=project, party=party, counterpart=counterpart, by=by, at=timezone.now(), **said
    )
    _record(row, "resource.added", party, by)
    return row


def _other_party(project: Project, party_id: int | None, own: Party) -> Party | None:
    if party_id is None:
        return None
    other = project.parties.active().filter(pk=party_id).first()
    if other is None or other.pk == own.pk:
        raise ActError(_("Choose another party that takes part."), field="counterpart")
    return other


@transaction.atomic
def remove_resource(resource_id: int, *, by: User) -> None:
    """Take a need or an offer back."""
    row, project = _locked(resource_id)
    if row is None:
        return  # somebody was faster
    require(by, "projects.change_resource", row.party)
    require_phase(project, "exchange")
    _record(row, "resource.removed", row.party, by)
    row.delete()


@transaction.atomic
def take_resource(resource_id: int, *, by: User, party_id: int) -> Resource:
    """Another party meets the need, or takes up the offer. The first one to say yes has it."""
    row, project = _locked(resource_id)
    if row is None:
        raise ActError(_("It has been taken back meanwhile."), code="gone")
    party = project.parties.active().with_names().filter(pk=party_id).first()
    require(by, "projects.change_resource", party or Party())
    require_phase(project, "exchange")
    if party is None or party.pk == row.party_id:
        raise ActError(_("Only another party can say yes to it."), code="own_resource")
    if row.taken_by_id and row.taken_by_id != party.pk:
        raise ActError(_("Another party has said yes already."), code="taken")
    if row.taken_by_id:
        return row
    row.taken_by = party
    row.save(update_fields=["taken_by"])
    _record(row, "resource.taken", party, by)
    return row


@transaction.atomic
def release_resource(resource_id: int, *, by: User) -> Resource | None:
    """The party that had said yes takes its yes back."""
    row, project = _locked(resource_id)
    if row is None or row.taken_by is None:
        return row
    party = row.taken_by
    require(by, "projects.change_resource", party)
    require_phase(project, "exchange")
    row.taken_by = None
    row.save(update_fields=["taken_by"])
    _record(row, "resource.released", party, by)
    return row


def first_rows_of(party: Party) -> None:
    """What a party says at the door is its first need and offer, so that nobody writes it twice."""
    for direction, text in ((Direction.OFFER, party.brings), (Direction.NEED, party.needs)):
        if text and not party.resources.filter(direction=direction).exists():
            Resource.objects.create(
                project_id=party.project_id,
                party=party,
                direction=direction,
                kind=ResourceKind.OTHER,
                what=text,
            )


def _locked(resource_id: int) -> tuple[Resource | None, Project]:
    project_id = Resource.objects.filter(pk=resource_id).values_list("project_id", flat=True)
    found = project_id.first()
    if found is None:
        raise ActError(_("It has been taken back meanwhile."), code="gone")
    project = lock_project(found)
    return Resource.objects.with_names().filter(pk=resource_id).first(), project


def _record(row: Resource, action: str, party: Party, by: User) -> None:
    record(
        row.project,
        action,
        by=by,
        on_behalf_of=voice_name(party, by),
        who=party.name,
        person=party.user_id,
        direction=row.direction,
        kind=row.kind,
        what=row.what,
        resource=row.pk,
    )
