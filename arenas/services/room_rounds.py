"""Rounds and points, from the side of whoever leads: ask, show, end, put aside."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import PointState, RoundKind
from arenas.models import RoomPoint, RoomRound
from arenas.services.room import lead, point_in, record_round, touch
from participants.models import User
from samskabelse.web.errors import ActError

MOST_ROUNDS, MOST_POINTS = 60, 500


@transaction.atomic
def ask_room(meeting_id: int, kind: str, text: str, *, by: User) -> RoomRound:
    """Ask everybody: to write alone first (R28), or whether they can live with a proposal.

    The round before it ends. The quick round is a temperature: it settles nothing in the opgave.
    """
    room, meeting = lead(meeting_id, by)
    if kind not in RoundKind.values:
        raise ActError(_("Choose what kind of round it is."), field="kind")
    if not text.strip():
        raise ActError(_("Write what you ask about."), field="text")
    now = room.round
    if now and now.is_open and (now.kind, now.text) == (kind, text.strip()):
        return now  # sent twice
    if room.rounds.count() >= MOST_ROUNDS:
        raise ActError(_("There have been enough rounds."), code="too_many")
    _end(room.rounds.filter(closed_at=None).first())
    room.round = RoomRound.objects.create(
        room=room, kind=kind, text=text.strip(), opened_by=by, opened_at=timezone.now()
    )
    touch(room, ["round"], phones=True)
    action = "room.asked_consent" if kind == RoundKind.CONSENT else "room.asked"
    record_round(room.round, meeting, action, by)
    return room.round


@transaction.atomic
def show_answers(meeting_id: int, round_id: int, *, by: User) -> RoomRound:
    """Everybody sees what everybody wrote."""
    room, meeting = lead(meeting_id, by)
    found = _round(room.rounds, round_id)
    if not found.is_shown:
        found.shown_at = timezone.now()
        found.save(update_fields=["shown_at"])
        touch(room, phones=True)
        record_round(found, meeting, "room.shown", by)
    return found


@transaction.atomic
def end_round(meeting_id: int, round_id: int, *, by: User) -> RoomRound:
    """Put the round away; it stays in the record. A consent round takes no more answers."""
    room, meeting = lead(meeting_id, by)
    found = _round(room.rounds, round_id)
    if found.is_open:
        _end(found)
        room.round = None
        touch(room, ["round"], phones=True)
        record_round(found, meeting, "room.round_ended", by)
    return found


@transaction.atomic
def put_aside(meeting_id: int, text: str, key: uuid.UUID | None = None, *, by: User) -> RoomPoint:
    """Write down a point for another time."""
    room, _meeting = lead(meeting_id, by)
    if not text.strip():
        raise ActError(_("Write the point."), field="text")
    if room.points.count() >= MOST_POINTS:
        raise ActError(_("There are enough points."), code="too_many")
    standing = room.points.filter(key=key).first() if key else None
    standing = standing or room.points.filter(by=by, person=None, text=text.strip()).first()
    if standing:
        return standing
    now = timezone.now()
    told = {"text": text.strip(), "state": PointState.PARKED, "raised_at": now, "settled_at": now}
    point = RoomPoint.objects.create(room=room, by=by, key=key or uuid.uuid4(), **told)
    touch(room)
    return point


@transaction.atomic
def settle_point(meeting_id: int, point_id: int, state: str, *, by: User) -> RoomPoint:
    """Park a point that a phone raised, or say that it has been dealt with."""
    room, _meeting = lead(meeting_id, by)
    point = point_in(room, point_id)
    if state not in {PointState.PARKED, PointState.TAKEN}:
        raise ActError(_("A point is parked or dealt with."), code="no_such_state")
    if point.state != state:
        point.state, point.settled_at = state, timezone.now()
        point.save(update_fields=["state", "settled_at"])
        touch(room)
    return point


def _round(rounds, round_id: int) -> RoomRound:
    found = rounds.filter(pk=round_id).first()
    if found is None:
        raise ActError(_("This is not here any more."), code="gone")
    return found


def _end(found: RoomRound | None) -> None:
    if found is None:
        return
    now = timezone.now()
    found.shown_at = found.shown_at or now
    found.closed_at = now
    found.save(update_fields=["shown_at", "closed_at"])
