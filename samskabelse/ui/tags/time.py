"""Dates, each as a date and as the time until it."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskabelse.ui.library import register

WEEKS_FROM = 21  # days: nearer than this a person counts days
MONTHS_FROM = 90
YEARS_FROM = 730


@register.simple_tag
def when(moment: date | datetime | None, *, overdue: bool = False) -> SafeString | str:
    """`26. november 2026 (om 3 dage)`. With `overdue`, a moment that has passed says so."""
    if moment is None:
        return ""
    _day, machine, words = readings(moment)
    days = -days_late(moment)
    late = overdue and days < 0
    return format_html(
        '<time datetime="{}">{}</time> <span class="{}">({})</span>',
        machine,
        words,
        "when when-overdue" if late else "when",
        overdue_words(-days) if late else relative_words(days),
    )


def days_late(due: date | datetime, at: datetime | None = None) -> int:
    """Days of the calendar from a deadline until now, or `at`; negative before it."""
    until = timezone.localtime(at).date() if at else timezone.localdate()
    return (until - readings(due)[0]).days


def readings(moment: date | datetime) -> tuple[date, str, str]:
    """The local day, the machine form and the words of a date or a datetime."""
    if isinstance(moment, datetime):
        local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        # Midnight sharp is what a source without a time of day says; nobody acted then.
        timeless = (local.hour, local.minute, local.second) == (0, 0, 0)
        words = formats.date_format(local, "DATE_FORMAT" if timeless else "DATETIME_FORMAT")
        return local.date(), local.isoformat(timespec="minutes"), words
    return moment, moment.isoformat(), formats.date_format(moment, "DATE_FORMAT")


def overdue_words(days: int) -> str:
    return ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": days}


@register.filter
def day_and_clock(moment: datetime) -> str:
    """`torsdag 26. november 2026 kl. 17.00`, in local time: for choosing among days."""
    local = timezone.localtime(moment)
    weekday = formats.date_format(local, "l")
    return f"{weekday} {formats.date_format(local, 'DATETIME_FORMAT')}"


def relative_words(days: int) -> str:
    """How far away a day is, in words: days first, then weeks, months and years."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    distance = abs(days)
    if distance < WEEKS_FROM:
        return day_words(distance, future=days > 0)
    if distance < MONTHS_FROM:
        return week_words(distance // 7, future=days > 0)
    if distance < YEARS_FROM:
        return month_words(round(distance / 30.44), future=days > 0)
    return year_words(round(distance / 365.25), future=days > 0)


def day_words(n: int, *, future: bool) -> str:
    if future:
        return ngettext("in %(n)s day", "in %(n)s days", n) % {"n": n}
    return ngettext("%(n)s day ago", "%(n)s days ago", n) % {"n": n}


def week_words(n: int, *, future: bool) -> str:
    if future:
        return ngettext("in %(n)s week", "in %(n)s weeks", n) % {"n": n}
    return ngettext("%(n)s week ago", "%(n)s weeks ago", n) % {"n": n}


def month_words(n: int, *, future: bool) -> str:
    if future:
        return ngettext("in %(n)s month", "in %(n)s months", n) % {"n": n}
    return ngettext("%(n)s month ago", "%(n)s months ago", n) % {"n": n}


def year_words(n: int, *, future: bool) -> str:
    if future:
        return ngettext("in %(n)s year", "in %(n)s years", n) % {"n": n}
    return ngettext("%(n)s year ago", "%(n)s years ago", n) % {"n": n}
