"""How full a gathering is: what somebody who comes now gets, and what the pages say of it (R1)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from arenas.enums import SEAT_STATES, SignUpState
from arenas.models import Gathering


@dataclass(frozen=True)
class Seating:
    """Seats and places on the waiting list; None where there is no end to them."""

    capacity: int | None
    places: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """How many more get a seat at once. Whoever waits goes before whoever comes now."""
        if self.capacity is None:
            return None
        return 0 if self.waiting else max(self.capacity - self.taken, 0)

    @property
    def leads_to_list(self) -> bool:
        return self.left == 0

    @property
    def is_full(self) -> bool:
        """Neither a seat nor a place on the list."""
        return self.leads_to_list and self.places is not None and self.waiting >= self.places


def seating_of(gathering: Gathering) -> Seating:
    """In one query; in none where everybody gets a seat, or where the sign-ups are read already."""
    if gathering.capacity is None:
        return Seating(None, None, 0, 0)
    if gathering.listed is not None:
        states = [row.state for row in gathering.listed]
        taken, waiting = sum(state in SEAT_STATES for state in states), states.count("waiting")
        return Seating(gathering.capacity, gathering.waiting_capacity, taken, waiting)
    numbers = gathering.sign_ups.aggregate(
        taken=Count("pk", filter=Q(state__in=SEAT_STATES)),
        waiting=Count("pk", filter=Q(state=SignUpState.WAITING)),
    )
    return Seating(gathering.capacity, gathering.waiting_capacity, **numbers)
