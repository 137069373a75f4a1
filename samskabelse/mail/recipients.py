"""What may be known of whoever gets a mail: whether they ever answered, and what they were sent.

The outbox is its own ledger. `handed_at` says when a mail may have left, `to_key` to whom: a keyed
hash that tells two addresses apart and names none. It is forgotten when no limit asks any more.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Count, Min, Q
from django.utils.crypto import salted_hmac

from samskabelse.mail.enums import State
from samskabelse.mail.models import OutgoingMail

# Between the fence and the last byte a mail may take a minute. A window is longer by that much, so
# that what is promised holds for when mails leave and not only for when they were let go.
SLACK = timedelta(minutes=2)
DAY, WEEK, MONTH = (timedelta(days=days) for days in (1, 7, 30))
UNCONFIRMED_A_DAY, UNCONFIRMED_A_MONTH = 3, 10
A_WEEK = 3
WAITING = (State.QUEUED, State.CLAIMED)

Confirmed = Callable[[Iterable[str]], set[str]]
_knows: list[Confirmed] = []


def knows_confirmed(function: Confirmed) -> Confirmed:
    """Register who can tell which of some addresses somebody has signed in or answered with."""
    _knows.append(function)
    return function


def confirmed_among(addresses: Iterable[str]) -> set[str]:
    wanted = list(addresses)
    return {address for knows in _knows for address in knows(wanted)} if wanted else set()


@lru_cache(maxsize=50_000)  # a long list is asked about, counted and written
def key_of(address: str) -> str:
    """A keyed hash of a canonical address, 128 bits."""
    return salted_hmac("samskabelse.mail.recipients", address, algorithm="sha256").hexdigest()[:32]


@dataclass(frozen=True)
class Usage:
    """What has left for an address, and when its oldest of each window did."""

    day: int = 0
    day_since: datetime | None = None
    month: int = 0
    month_since: datetime | None = None
    week: int = 0
    week_since: datetime | None = None

    def free_at(self, *, unconfirmed: bool, weighs: bool) -> datetime | None:
        """When the next mail may leave at the earliest, where a limit is reached now."""
        ends = []
        if unconfirmed and self.day >= UNCONFIRMED_A_DAY and self.day_since:
            ends.append(self.day_since + DAY + SLACK)
        if unconfirmed and self.month >= UNCONFIRMED_A_MONTH and self.month_since:
            ends.append(self.month_since + MONTH + SLACK)
        if weighs and self.week >= A_WEEK and self.week_since:
            ends.append(self.week_since + WEEK + SLACK)
        return max(ends, default=None)

    def with_one_more(self, now: datetime, *, weighs: bool) -> "Usage":
        return Usage(
            day=self.day + 1,
            day_since=self.day_since or now,
            month=self.month + 1,
            month_since=self.month_since or now,
            week=self.week + weighs,
            week_since=(self.week_since or now) if weighs else self.week_since,
        )


def usage_of(mails: Iterable[OutgoingMail], now: datetime) -> dict[str, Usage]:
    """What has left for the receivers of `mails`, by `to_key`, in one query."""
    since = {"day": now - DAY, "week": now - WEEK, "month": now - MONTH}
    within = {name: Q(handed_at__gt=start - SLACK) for name, start in since.items()}
    within["week"] &= Q(weighs=True)
    left = OutgoingMail.objects.order_by().filter(
        to_key__in={mail.to_key for mail in mails}, handed_at__gt=since["month"] - SLACK
    )
    counted = {name: Count("pk", filter=window) for name, window in within.items()}
    oldest = {f"{name}_since": Min("handed_at", filter=window) for name, window in within.items()}
    names = [*counted, *oldest]
    rows = left.values("to_key").annotate(**counted, **oldest).values_list("to_key", *names)
    return {key: Usage(**dict(zip(names, found, strict=True))) for key, *found in rows}


class Room:
    """How many mails more may be queued for some addresses. Two queries at most, however many.

    Counts what waits beside what has left, so that whoever asks hears at once. Two who ask in the
    same moment may both be told yes; what leaves is counted once more, exactly, at the fence.
    """

    def __init__(self, addresses: Iterable[str], now: datetime) -> None:
        """`addresses` in their one spelling, as often as mails are meant for each."""
        wanted = Counter(addresses)
        self._keys = {address: key_of(address) for address in wanted}
        self._used = _used(list(self._keys.values()), now)
        crowded = [address for address, n in wanted.items() if self._is_crowded(address, n)]
        self._confirmed = confirmed_among(crowded)

    def _is_crowded(self, address: str, wanted: int) -> bool:
        day, month = self._used.get(self._keys[address], (0, 0))
        return day + wanted > UNCONFIRMED_A_DAY or month + wanted > UNCONFIRMED_A_MONTH

    def take(self, address: str, *, today: bool) -> bool:
        """Use one place. False when none is left: this month, or `today` where that matters."""
        if address in self._confirmed:
            return True
        key = self._keys[address]
        day, month = self._used.get(key, (0, 0))
        if month >= UNCONFIRMED_A_MONTH or (today and day >= UNCONFIRMED_A_DAY):
            return False
        self._used[key] = (day + 1, month + 1)
        return True


def _used(keys: list[str], now: datetime) -> dict[str, tuple[int, int]]:
    """Per key: what waits or has left today, and this month."""
    waits = Q(state__in=WAITING)
    today = Count("pk", filter=waits | Q(handed_at__gt=now - DAY - SLACK))
    rows = OutgoingMail.objects.order_by().filter(to_key__in=keys)
    rows = rows.filter(waits | Q(handed_at__gt=now - MONTH - SLACK))
    counts = rows.values("to_key").annotate(day=today, month=Count("pk"))
    return {key: (day, month) for key, day, month in counts.values_list("to_key", "day", "month")}
