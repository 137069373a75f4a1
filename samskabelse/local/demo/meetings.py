"""Arenas and meetings of the stories, through the acts that people use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from arenas.enums import Coming, DateMark, ItemPurpose
from arenas.models import Arena, DatePoll, GroundRules, Meeting
from arenas.services import agenda, dates, ground_rules, hats, meetings
from arenas.services import arena as arenas
from arenas.services.agenda import Item
from arenas.services.arena import Frame
from arenas.services.dates import Proposal
from arenas.services.planning import Plan
from arenas.services.sign_ups import attend, enter_on_paper
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.clock import on_day


@dataclass(frozen=True)
class Point:
    """One item: what, what for, how, minutes."""

    title: str
    purpose: str
    method: str
    minutes: int
    note: str = ""


def on_weekday(days: int, hour: int, minute: int = 0) -> datetime:
    """The Tuesday so many days from now, or the next one, at this time."""
    day = timezone.localdate() + timedelta(days=days)
    day += timedelta(days=(1 - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def framed(story: Story, day: int, frame: Frame, rules: str, *, by: str) -> Arena:
    """The drafted arena becomes a whole one, with ground rules that every party accepts."""
    person = story.town[by]
    with on_day(day, hour=10):
        drafted = story.project.arenas.first()
        arena = (
            arenas.change_arena(drafted.pk, frame, by=person)
            if drafted
            else arenas.make_arena(story.project.pk, frame, by=person)
        )
        written = ground_rules.write_rules(arena.pk, rules, by=person)
        GroundRules.objects.filter(pk=written.pk).update(written_at=timezone.now())
    for number, party in enumerate(story.project.parties.active().with_names()):
        with on_day(day - 1, hour=12, minute=number):
            for committer in party.committers()[:1]:
                ground_rules.accept_rules(written.pk, party, by=committer)
    return Arena.objects.get(pk=arena.pk)


def hatted(story: Story, day: int, arena: Arena, who: dict[str, str], *, by: str) -> None:
    """Each is asked, and says yes the day after."""
    for number, (kind, name) in enumerate(who.items()):
        with on_day(day, hour=13, minute=number):
            hat = hats.ask_hat(arena.pk, story.town[name], kind, by=story.town[by])
        with on_day(day - 1, hour=9, minute=number):
            hats.answer_hat(hat.pk, by=story.town[name], accept=True)


def called(story: Story, day: int, arena: Arena, plan: Plan, *, by: str) -> Meeting:
    with on_day(day, hour=14):
        return meetings.call_meeting(arena.pk, plan, by=story.town[by])


def filled(story: Story, day: int, meeting: Meeting, points: Sequence[Point], *, by: str) -> None:
    for number, point in enumerate(points):
        item = Item(
            title=point.title,
            purpose=point.purpose,
            method=point.method,
            minutes=point.minutes,
            note=point.note,
        )
        with on_day(day, hour=15, minute=number):
            agenda.add_item(meeting.pk, item, by=story.town[by])
    slot = meeting.agenda.filter(purpose=ItemPurpose.DISTURB, position=1).first()
    if slot is None:
        return
    for number in range(len(points) - 1):  # nobody is disturbed before they have said hello
        with on_day(day, hour=16, minute=number):
            agenda.move_item(slot.pk, by=story.town[by], up=False)


def comes(story: Story, day: int, meeting: Meeting, *names: str, answer: str = Coming.YES) -> None:
    for number, name in enumerate(names):
        with on_day(day, hour=18, minute=number):
            attend(meeting.pk, answer, by=story.town[name])


def on_paper(story: Story, day: int, meeting: Meeting, name: str, reach: str, *, by: str) -> None:
    with on_day(day, hour=11):
        enter_on_paper(meeting.pk, by=story.town[by], name=name, reach=reach)


def dates_sought(
    story: Story, day: int, arena: Arena, proposal: Proposal, options: list[datetime], *, by: str
) -> DatePoll:
    with on_day(day, hour=9):
        return dates.open_poll(arena.pk, proposal, options, by=story.town[by])


def marks(story: Story, day: int, poll: DatePoll, name: str, *said: DateMark) -> None:
    """One answer for each date, in the order of the dates."""
    voter = poll.voters.get(user=story.town[name])
    options = list(poll.options.all())
    told = {option.pk: mark for option, mark in zip(options, said, strict=True)}
    with on_day(day, hour=20):
        dates.mark_dates(voter.pk, told, by=story.town[name])
