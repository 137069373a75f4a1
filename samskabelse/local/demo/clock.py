"""Let the demo's acts happen on earlier days.

History cannot be changed afterwards (a trigger refuses it), so an act that is to look three weeks
old must be done three weeks ago. Inside `on_day` Django's clock shows that moment, in this thread
alone; every other thread, such as the worker or another request, keeps the real time. What a
field's default took from the real clock is put right by `settle`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

from projects.models import ConsentAnswer, ConsentRound, Project, ProjectRole
from samskabelse.history.queries import history_of

_moment: ContextVar[datetime | None] = ContextVar("demo_moment", default=None)
_real_now = timezone.now


def _now() -> datetime:
    return _moment.get() or _real_now()


@contextmanager
def on_day(days_ago: int, hour: int = 10, minute: int = 0) -> Iterator[datetime]:
    """Do what follows so many days ago. Today and an hour to come counts as just now."""
    day = timezone.localtime(_real_now()) - timedelta(days=days_ago)
    moment = min(day.replace(hour=hour, minute=minute, second=0, microsecond=0), _real_now())
    timezone.now = _now
    token = _moment.set(moment)
    try:
        yield moment
    finally:
        _moment.reset(token)


def settle(project: Project) -> None:
    """Give rounds and hats the dates of the history entries that tell of them."""
    for entry in history_of(project).filter(
        action__in=["round.opened", "statement_round.opened", "choice.asked"]
    ):
        rounds = ConsentRound.objects.filter(pk=entry.data["round"])
        rounds.update(opened_at=entry.at)
        ConsentAnswer.objects.filter(round__in=rounds).update(asked_at=entry.at)
    for entry in history_of(project).filter(action__in=["role.asked", "role.accepted"]):
        roles = ProjectRole.objects.filter(pk=entry.data["role_id"], asked_at__gt=entry.at)
        roles.update(asked_at=entry.at)
