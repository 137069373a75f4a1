"""Seats: who gets one, who waits, who moves up. The same for meetings and for events (R1).

Every function here wants the gathering locked (`lock_gathering`): one person comes after another.
"""

from datetime import datetime, timedelta
from itertools import count

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import SignUpState
from arenas.models import Gathering, SignUp
from samskabelse.web.errors import ActError

HOLD = timedelta(hours=48)
PLACE = ["state", "seat", "waiting_number", "held_until", "answered_at"]


def give_place(row: SignUp, gathering: Gathering) -> None:
    """A seat, else a place on the waiting list. ActError `full` when that is full too.

    Whoever waits goes before whoever comes now. A seat that was offered is taken.
    """
    if row.state in {SignUpState.SEATED, SignUpState.WAITING}:
        return
    if row.state == SignUpState.HELD:
        _put(row, SignUpState.SEATED, seat=row.seat)
        return
    seat = None if gathering.sign_ups.waiting().exists() else free_seat(gathering)
    if seat is not None:
        _put(row, SignUpState.SEATED, seat=seat)
    else:
        _put(row, SignUpState.WAITING, waiting_number=_next_number(gathering))


def take_away(row: SignUp, state: str) -> None:
    """Neither seat nor place on the list any more."""
    _put(row, state)


def move_up(gathering: Gathering, now: datetime) -> list[SignUp]:
    """Offer free seats to those who wait, the first first; each is held for 48 hours.

    Never longer than until the gathering begins.
    """
    moved = []
    while gathering.is_planned and gathering.starts_at > now:
        first = gathering.sign_ups.waiting().select_related("user").first()
        seat = free_seat(gathering) if first else None
        if first is None or seat is None:
            break
        until = min(now + HOLD, gathering.starts_at)
        _put(first, SignUpState.HELD, seat=seat, held_until=until)
        moved.append(first)
    return moved


def free_seat(gathering: Gathering) -> int | None:
    """The lowest number that nobody sits on, or None when all seats are taken."""
    taken = set(gathering.sign_ups.with_seat().values_list("seat", flat=True))
    if gathering.capacity is not None and len(taken) >= gathering.capacity:
        return None
    return next(number for number in count(1) if number not in taken)


def _next_number(gathering: Gathering) -> int:
    waiting = gathering.sign_ups.waiting()
    limit = gathering.waiting_capacity
    if limit is not None and waiting.count() >= limit:
        raise ActError(_("All seats are taken, and the waiting list is full."), code="full")
    return (waiting.aggregate(last=Max("waiting_number"))["last"] or 0) + 1


def _put(
    row: SignUp,
    state: str,
    *,
    seat: int | None = None,
    waiting_number: int | None = None,
    held_until: datetime | None = None,
) -> None:
    row.state = state
    row.seat, row.waiting_number, row.held_until = seat, waiting_number, held_until
    if state not in {SignUpState.HELD, SignUpState.LAPSED}:  # those are the clock's doing
        row.answered_at = timezone.now()
    row.save(update_fields=PLACE)
