"""Arenas: a first idea, and the whole frame."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from arenas.models import Arena, ArenaParty
from arenas.services.common import lock_arena, set_fields
from participants.models import User
from projects.models import Party, Project
from projects.phases import require_phase
from projects.services.common import behalf, lock_project
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

MOST_ARENAS = 30


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What an arena is, in the words of those who meet."""

    title: str
    template: str = ""
    kind: str = ""
    place: str = ""
    first_date: date | None = None
    frame: str = ""
    purpose: str = ""
    question: str = ""
    can_decide: str = ""
    cannot_decide: str = ""
    decision_rule: str = ""
    mandate: str = ""
    composition: str = ""
    rhythm: str = ""


def draft_arena(
    project: Project, *, kind: str, place: str, first_date: date | None, frame: str
) -> Arena | None:
    """The fourth question's answer as an arena, or nothing when nothing was answered.

    Part of the act that raises the opgave, which records it.
    """
    if not any([kind, place.strip(), first_date, frame.strip()]):
        return None
    return Arena.objects.create(
        project=project,
        kind=kind,
        place=place.strip(),
        first_date=first_date,
        frame=frame.strip(),
    )


@transaction.atomic
def make_arena(
    project_id: int,
    frame: Frame,
    *,
    by: User,
    must_be_there: Iterable[Party] = (),
    decision_owner: Party | None = None,
) -> Arena:
    """A further place to meet, often from a template (R25-R28). A draft may have holes."""
    project = lock_project(project_id)
    require(by, "arenas.plan_arena", project)
    require_phase(project, "plan_arena")
    if not frame.title.strip():
        raise ActError(_("Give the arena a name."), field="title")
    if project.arenas.count() >= MOST_ARENAS:
        raise ActError(_("There are too many arenas. Use one of those you have."), code="too_many")
    standing = project.arenas.filter(title=frame.title.strip(), template=frame.template).first()
    if standing:
        return standing  # the form was sent twice
    arena = Arena.objects.create(project=project, **_stripped(frame))
    _seat_parties(arena, must_be_there, decision_owner)
    _record(arena, "arena.made", by)
    return arena


@transaction.atomic
def change_arena(
    arena_id: int,
    frame: Frame,
    *,
    by: User,
    must_be_there: Iterable[Party] = (),
    decision_owner: Party | None = None,
) -> Arena:
    """Change the frame. Whoever is on the team may; the history says who did."""
    arena = lock_arena(arena_id)
    require(by, "arenas.plan_arena", arena.project)
    require_phase(arena.project, "plan_arena")
    if not frame.title.strip():
        raise ActError(_("Give the arena a name."), field="title")
    changed = set_fields(arena, _stripped(frame))
    moved = _seat_parties(arena, must_be_there, decision_owner)
    if changed or moved:
        arena.save(update_fields=changed)
        _record(arena, "arena.changed", by)
    return arena


def _stripped(frame: Frame) -> dict[str, object]:
    told = asdict(frame)
    return {key: value.strip() if isinstance(value, str) else value for key, value in told.items()}


def _seat_parties(arena: Arena, must_be_there: Iterable[Party], owner: Party | None) -> bool:
    """Write who must be there and who owns the decision; True when it was otherwise before."""
    needed = {party.pk for party in must_be_there}
    owners = {owner.pk} if owner else set()
    wanted = {pk: (pk in needed, pk in owners) for pk in needed | owners}
    rows = arena.places.values_list("party", "must_be_there", "owns_decision")
    if {party: (must, owns) for party, must, owns in rows} == wanted:
        return False
    known = set(arena.project.parties.filter(pk__in=wanted).values_list("pk", flat=True))
    arena.places.all().delete()
    ArenaParty.objects.bulk_create(
        ArenaParty(arena=arena, party_id=pk, must_be_there=must, owns_decision=owns)
        for pk, (must, owns) in wanted.items()
        if pk in known
    )
    arena.__dict__.pop("party_places", None)
    return True


def _record(arena: Arena, action: str, by: User) -> None:
    project = arena.project
    record(project, action, by=by, on_behalf_of=behalf(by, project), arena=arena.name)
