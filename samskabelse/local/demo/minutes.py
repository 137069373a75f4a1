"""Who came to a meeting of a story, its minutes and the corrections of them."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from arenas.after import parts_of
from arenas.models import Meeting, Minutes
from arenas.services.amendments import amend, answer_amendment
from arenas.services.attendance import mark_attendance
from arenas.services.decisions import Told, add_decision, ask_from_decision
from arenas.services.minutes import Said, mark_of, send_minutes, write_minutes
from projects.services.assignments import Task
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.clock import on_day


def days_ago_on_a_workday(least: int, hour: int, minute: int = 0) -> tuple[int, datetime]:
    """The last Monday to Thursday so many days ago or more: how many days, and the moment."""
    days = least
    today = timezone.localdate()
    while (today - timedelta(days=days)).weekday() > 3:
        days += 1
    day = today - timedelta(days=days)
    return days, timezone.make_aware(datetime.combine(day, time(hour, minute)))


def there(story: Story, day: int, meeting: Meeting, absent: set[str], *, by: str) -> None:
    """Whoever had a seat came, but for these; who had said no had sent word."""
    with on_day(day, hour=20):
        gone = {story.town[name].pk for name in absent}
        marks = {}
        for row in meeting.sign_ups.all():
            stayed = "absent" if row.user_id in gone or row.state == "invited" else "came"
            marks[row.pk] = "excused" if row.state == "declined" else stayed
        mark_attendance(meeting.pk, marks, by=story.town[by])


def minuted(
    story: Story,
    day: int,
    meeting: Meeting,
    texts: dict[str, tuple[str, str]],
    decision: Told,
    task: Task,
    *,
    by: str,
) -> Minutes:
    """Written on the evening, sent the day after, with a decision and a delopgave of it."""
    person = story.town[by]
    said = {
        part.key: Said(*texts.get(part.title, ("", "")), seen=mark_of(part.said, part.parked))
        for part in parts_of(meeting, None)
    }
    with on_day(day, hour=21):
        write_minutes(meeting.pk, said, by=person)
        row = add_decision(meeting.pk, decision, by=person)
    with on_day(day - 1, hour=9):
        ask_from_decision(row.pk, task, by=person)
    with on_day(day - 1, hour=10):
        return send_minutes(meeting.pk, by=person)


def corrected(story: Story, meeting: Meeting, title: str, text: str, *, by: str, hour: int) -> int:
    """Somebody who was there corrects an item, yesterday; the correction's number."""
    minutes = Minutes.objects.get(meeting=meeting)
    item = minutes.items.get(title=title)
    with on_day(1, hour=hour):
        return amend(meeting.pk, f"i{item.pk}", text, by=story.town[by]).pk


def taken_in(story: Story, meeting: Meeting, amendment: int, text: str, *, by: str) -> None:
    row = Minutes.objects.get(meeting=meeting).amendments.select_related("item").get(pk=amendment)
    with on_day(1, hour=15):
        answer_amendment(
            row.pk,
            by=story.town[by],
            accept=True,
            text=text,
            seen=mark_of(row.target_text, ""),
            answer="Tak. Det står der nu.",
        )
