"""What /min/ lists about a person: declared box by box, asked in one query for all of them.

To write these questions out takes the ORM far longer than PostgreSQL needs to answer them, so each
is compiled once per process (`samskabelse.web.prepared`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from participants.models import User
from samskabelse.web.prepared import Prepared, with_values

Listed = dict[str, Any]
SLOTS: dict[str, type] = {"user": int, "email": str, "now": datetime, "today": date}


@dataclass(frozen=True)
class Asking:
    """For whom, and when.

    Whoever lists something takes the time from here, and of the person nothing but `pk`, `email`
    and `is_staff`: somebody else stands in for both while the question is compiled.
    """

    user: User
    now: datetime
    today: date

    @classmethod
    def by(cls, user: User) -> "Asking":
        now = timezone.now()
        return cls(user, now, timezone.localdate(now))


class Listing:
    """`rows(asking)` in their order, and of each what is named, as `QuerySet.values` gives it.

    Times and dates come as JSON has them (`parse_datetime`, `parse_date`).
    """

    def __init__(self, rows: Callable[[Asking], QuerySet], *columns: str, **others: Any) -> None:
        self.rows = rows
        self.told = JSONObject(**{column: column for column in columns}, **others)
        self._prepared = {
            sees_held: Prepared(lambda: User, partial(self._build, sees_held), **SLOTS)
            for sees_held in (False, True)
        }

    def prepared_for(self, user: User) -> Prepared:
        """Whoever looks after opgaver sees those that are held, which is another question."""
        return self._prepared[user.is_staff or user.is_verified_staff]

    def _build(
        self, sees_held: bool, *, user: int, email: str, now: datetime, today: date
    ) -> ArraySubquery:
        stand_in = User(pk=user, email=email, is_staff=sees_held)
        return ArraySubquery(self.rows(Asking(stand_in, now, today)).values(told=self.told))


# Everything that is listed on /min/. A room that adds a box adds what it lists here.
LISTINGS: list[Listing] = []


class Mine:
    """A person and what is listed about them: `mine[listing]`. The first time asks for all."""

    def __init__(self, user: User) -> None:
        self.user = user

    def __getitem__(self, listing: Listing) -> list[Listed]:
        return self._listed[listing]

    @cached_property
    def _listed(self) -> dict[Listing, list[Listed]]:
        asking = Asking.by(self.user)
        names = {f"listing_{number}": listing for number, listing in enumerate(LISTINGS)}
        asked = with_values(
            {name: listing.prepared_for(self.user) for name, listing in names.items()},
            user=self.user.pk,
            email=self.user.email,
            now=asking.now,
            today=asking.today,
        )
        found: Any = User.objects.filter(pk=self.user.pk).values(**asked).get()
        return {listing: found[name] for name, listing in names.items()}
