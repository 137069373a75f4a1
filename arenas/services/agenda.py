"""The agenda: any party adds to it until three days before (R61)."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.models import AgendaItem, Material, Meeting
from arenas.services.common import lock_meeting, require_planned, set_fields
from participants.models import User
from projects.models import Party
from projects.phases import require_phase
from projects.services.common import voice_name, voice_of
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed

MOST_ITEMS, MOST_MATERIALS = 40, 40


@dataclass(frozen=True, kw_only=True)
class Item:
    """What, what for, how, how long, who."""

    title: str
    purpose: str
    method: str
    minutes: int
    note: str = ""
    holder: User | None = None


@transaction.atomic
def add_item(meeting_id: int, item: Item, *, by: User, party: Party | None = None) -> AgendaItem:
    """Put something on the agenda. Any party may, until three days before the meeting.

    After that whoever leads it may, so that people know what they come for.
    """
    meeting = _open(meeting_id)
    require(by, "arenas.add_item", meeting)
    require_open_agenda(meeting, by)
    if not item.title.strip():
        raise ActError(_("Write what the item is about."), field="title")
    if meeting.agenda.count() >= MOST_ITEMS:
        raise ActError(_("The agenda is full."), code="too_many")
    standing = meeting.agenda.filter(title=item.title.strip(), added_by=by).first()
    if standing:
        return standing
    voice = voice_of(by, meeting.arena.project, party)
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    added = AgendaItem.objects.create(
        meeting=meeting,
        position=last + 1,
        added_by=by,
        added_for=voice,
        added_at=timezone.now(),
        **_fields(item),
    )
    _record(meeting, "agenda.added", by, voice, item=added.title)
    return added


def require_open_agenda(meeting: Meeting, by: User) -> None:
    """Refuse everybody but whoever leads it, from three days before the meeting."""
    if not meeting.agenda_is_open and not by.has_perm("arenas.steer_meeting", meeting):
        raise ActError(
            _("The agenda closed three days before the meeting. Ring whoever leads it."),
            code="agenda_closed",
        )


@transaction.atomic
def change_item(item_id: int, item: Item, *, by: User) -> AgendaItem:
    """Change one's own item, or any as the one who leads. The catalyst's is the catalyst's."""
    row, meeting = _item(item_id)
    require_hand(row, meeting, by)
    if not item.title.strip():
        raise ActError(_("Write what the item is about."), field="title")
    changed = set_fields(row, _fields(item))
    if changed:
        row.save(update_fields=changed)
        _record(meeting, "agenda.changed", by, None, item=row.title)
    return row


@transaction.atomic
def move_item(item_id: int, *, by: User, up: bool) -> AgendaItem:
    """One place up or down. Moving the catalyst's slot is allowed: it stays."""
    row, meeting = _item(item_id)
    require(by, "arenas.steer_meeting", meeting)
    rows = list(meeting.agenda.order_by("position", "pk"))
    place = rows.index(row)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return row
    rows[place], rows[other] = rows[other], rows[place]
    for number, moved in enumerate(rows, start=1):
        moved.position = number
    AgendaItem.objects.bulk_update(rows, ["position"])
    _record(meeting, "agenda.moved", by, None, item=row.title)
    return rows[other]


@transaction.atomic
def remove_item(item_id: int, *, by: User) -> None:
    """Take an item off. Nobody but the catalyst removes the catalyst's slot, nor the convener."""
    meeting_id = AgendaItem.objects.values_list("meeting", flat=True).filter(pk=item_id).first()
    if meeting_id is None:
        return  # somebody was faster
    meeting = _open(meeting_id)
    row = meeting.agenda.filter(pk=item_id).first()
    if row is None:
        return
    require_hand(row, meeting, by)
    _record(meeting, "agenda.removed", by, None, item=row.title)
    row.delete()


@transaction.atomic
def add_material(
    meeting_id: int, *, by: User, title: str, text: str = "", url: str = ""
) -> Material:
    """Something to read before: a text or a link. Files are not taken in."""
    meeting = _open(meeting_id)
    require(by, "arenas.add_item", meeting)
    if not title.strip():
        raise ActError(_("Write what it is."), field="title")
    if not (text.strip() or url.strip()):
        raise ActError(_("Write a text or a link."), field="url")
    if meeting.materials.count() >= MOST_MATERIALS:
        raise ActError(_("There are too many materials."), code="too_many")
    told = {"title": title.strip(), "text": text.strip(), "url": url.strip()}
    if standing := _same_material(meeting, **told):
        return standing
    added = Material.objects.create(meeting=meeting, added_by=by, added_at=timezone.now(), **told)
    _record(meeting, "material.added", by, None, item=added.title)
    return added


def _same_material(meeting: Meeting, *, title: str, text: str, url: str) -> Material | None:
    """What has this title and address already, or this title and text where there is no address."""
    rows = meeting.materials.filter(title__iexact=title)
    if not url:
        return rows.filter(url="", text=text).first()
    addresses = {url, url.rstrip("/"), f"{url}/"}
    standing = rows.filter(url__in=addresses).first()
    if standing and text and text != standing.text:
        raise ActError(
            _("This stands on the list already. Take it away to add it with another text."),
            field="title",
        )
    return standing


@transaction.atomic
def remove_material(material_id: int, *, by: User) -> None:
    """Whoever added it, or whoever leads the meeting, takes it away."""
    found = Material.objects.filter(pk=material_id).first()
    if found is None:
        return
    meeting = _open(found.meeting_id)
    if not Material.objects.filter(pk=material_id).exists():
        return  # somebody was faster while we waited for the lock
    if not by.has_perm("arenas.withdraw_own", found):
        require(by, "arenas.steer_meeting", meeting)
    _record(meeting, "material.removed", by, None, item=found.title)
    found.delete()


def _open(meeting_id: int) -> Meeting:
    meeting = lock_meeting(meeting_id)
    require_phase(meeting.arena.project, "meet")
    require_planned(meeting)
    return meeting


def _item(item_id: int) -> tuple[AgendaItem, Meeting]:
    meeting = _open(AgendaItem.objects.values_list("meeting", flat=True).get(pk=item_id))
    return meeting.agenda.get(pk=item_id), meeting


def require_hand(row: AgendaItem, meeting: Meeting, by: User) -> None:
    """Whoever added an item, or leads, may change and remove it; the catalyst's the catalyst."""
    if not row.is_catalysts:
        if not by.has_perm("arenas.withdraw_own", row):
            require(by, "arenas.steer_meeting", meeting)
    elif not by.has_perm("arenas.hold_catalysts_slot", meeting):
        raise NotAllowed(
            _("This time belongs to the catalyst. Only the catalyst can change or remove it."),
            code="catalysts_slot",
        )


def _fields(item: Item) -> dict[str, object]:
    told = {name: getattr(item, name) for name in Item.__dataclass_fields__}
    return {key: value.strip() if isinstance(value, str) else value for key, value in told.items()}


def _record(meeting: Meeting, action: str, by: User, voice: Party | None, *, item: str) -> None:
    record(
        meeting.arena.project,
        action,
        by=by,
        on_behalf_of=voice_name(voice, by),
        item=item,
        title=meeting.title,
        meeting=meeting.pk,
    )
