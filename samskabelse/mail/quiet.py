"""Nobody's phone rings at night: only codes leave during quiet hours."""

import re
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from samskabelse.mail.enums import Lane

EXEMPT_LANES = frozenset({Lane.CODE})


def quiet_hours() -> tuple[int, int] | None:
    """MAIL_QUIET_HOURS "20-8" as (20, 8), "" as None. Raises ValueError."""
    return _read(settings.MAIL_QUIET_HOURS.strip())


@lru_cache
def _read(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    start, end = (int(part) for part in match.groups()) if match else (99, 99)
    if max(start, end) > 23 or start == end:
        raise ValueError('MAIL_QUIET_HOURS must look like "20-8"')
    return start, end


def is_quiet(moment: datetime) -> bool:
    """Whether this moment falls in the quiet hours of the municipality's time zone."""
    hours = quiet_hours()
    if hours is None:
        return False
    start, end = hours
    hour = timezone.localtime(moment).hour
    return start <= hour < end if start < end else hour >= start or hour < end


def next_allowed(moment: datetime, lane: str) -> datetime:
    """The same moment, or the end of the quiet hours it falls in."""
    hours = quiet_hours()
    if lane in EXEMPT_LANES or hours is None or not is_quiet(moment):
        return moment
    start, end = hours
    local = timezone.localtime(moment)
    day = local.date() + timedelta(days=1 if local.hour >= start > end else 0)
    return datetime.combine(day, time(end), tzinfo=timezone.get_default_timezone())
