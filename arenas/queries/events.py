"""Reads about movement events: who comes from where, what came of them, the year ahead."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arenas.enums import SEAT_STATES, Attendance, ComesFrom
from arenas.models import Event, NextStep, SignUp
from participants.models import User
from projects.models import Project
from samskabelse.web.lookups import AmongThose

FEWEST = 3  # people of one sector that are shown as a number; fewer could be told apart
ENOUGH_A_YEAR = 3  # R3
YEAR = timedelta(days=365)


def coming_events(now: datetime, *, limit: int | None = None) -> QuerySet[Event]:
    """What everybody can still sign up for, the next first, each with who has a seat."""
    return with_counts(Event.objects.published().coming(now))[:limit]


def past_events(now: datetime, *, limit: int) -> QuerySet[Event]:
    return with_counts(Event.objects.published().planned().past(now))[:limit]


def with_counts(events: QuerySet[Event]) -> QuerySet[Event]:
    seated = Count("sign_ups", filter=Q(sign_ups__state__in=SEAT_STATES))
    return events.select_related("organisation").annotate(coming_count=seated)


def drafts_for(user: User) -> list[Event]:
    """What this person may publish, and nobody else sees yet."""
    if not user.is_authenticated:
        return []
    rows = Event.objects.visible_to(user).planned().filter(published_at=None)
    return list(rows.select_related("organisation").order_by("starts_at", "pk")[:50])


def events_of(user: User) -> QuerySet[Event]:
    """Events that stand in this person's calendar."""
    mine = SignUp.objects.of_person(user).on_calendar().values("gathering")
    return Event.objects.published().filter(AmongThose("pk", mine)).order_by("starts_at", "pk")


# --- who comes from where (R2) ------------------------------------------------------------------
Line = tuple[str | Promise, int]


def sector_lines(sectors: Iterable[str]) -> list[Line]:
    """How many from each sector, so that nobody can be told apart.

    Sectors with fewer than three are one line together; while that is less than three as well, the
    smallest of the others joins it, or a subtraction would tell. Nothing where all are fewer.
    """
    counted = Counter(sector for sector in sectors if sector)
    shown = {sector: number for sector, number in counted.items() if number >= FEWEST}
    rest = sum(number for sector, number in counted.items() if sector not in shown)
    while 0 < rest < FEWEST and shown:
        smallest = min(shown, key=lambda sector: (shown[sector], sector))
        rest += shown.pop(smallest)
    lines: list[Line] = [(_label(s), shown[s]) for s in ComesFrom.values if s in shown]
    return [*lines, (_("Others"), rest)] if rest >= FEWEST else lines


def _label(sector: str) -> str | Promise:
    return _("For themselves") if sector == ComesFrom.PERSON else ComesFrom(sector).label


@dataclass
class Turnout:
    """Who was there, of those with a seat. The share of no-shows is for organisers alone."""

    seated: int = 0
    came: int = 0
    missed: int = 0
    sectors: list[Line] = field(default_factory=list)

    @property
    def is_marked(self) -> bool:
        return self.came + self.missed > 0

    @property
    def no_show_percent(self) -> int:
        marked = self.came + self.missed
        return round(100 * self.missed / marked) if marked else 0


def turnout_of(rows: Iterable[SignUp]) -> Turnout:
    seated = [row for row in rows if row.state in SEAT_STATES]
    came = [row for row in seated if row.attendance == Attendance.CAME]
    missed = sum(row.attendance == Attendance.ABSENT for row in seated)
    return Turnout(len(seated), len(came), missed, sector_lines(row.sector for row in came))


# --- what came of it (R4) -----------------------------------------------------------------------
@dataclass
class CameOfIt:
    """The opgaver that began at an event and can be seen, and the promises without one."""

    opgaver: list[Project]
    promises: list[NextStep]


def came_of(event: Event, user: User) -> CameOfIt:
    steps = list(
        event.next_steps.filter(hidden_at=None).select_related("draft", "sign_up").order_by("pk")
    )
    ids = [step.draft.project_id for step in steps if step.draft and step.draft.project_id]
    seen = Project.objects.visible_to(user).filter(pk__in=ids).order_by("pk") if ids else []
    promises = [step for step in steps if not (step.draft and step.draft.project_id)]
    return CameOfIt(list(seen), promises)


def event_behind(project: Project) -> Event | None:
    """The event at which an opgave began, when it can be seen."""
    return Event.objects.published().filter(next_steps__draft__project=project).first()


# --- the year (R3) ------------------------------------------------------------------------------
@dataclass
class Month:
    first: date
    events: list[Event] = field(default_factory=list)


def year_of(year: int, user: User) -> list[Month]:
    """The twelve months, each with its events; drafts only for those who may see them."""
    months = [Month(date(year, number, 1)) for number in range(1, 13)]
    zone = timezone.get_default_timezone()
    begins, ends = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    rows = Event.objects.visible_to(user).filter(starts_at__gte=begins, starts_at__lt=ends)
    for event in with_counts(rows).order_by("starts_at", "pk"):
        months[timezone.localdate(event.starts_at).month - 1].events.append(event)
    return months


def missing_in_the_year_ahead(now: datetime) -> int:
    """How many events are still to be planned and published for the next twelve months."""
    ahead = Event.objects.published().planned().filter(starts_at__gt=now, starts_at__lte=now + YEAR)
    return max(ENOUGH_A_YEAR - ahead.count(), 0)
