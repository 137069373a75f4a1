"""Arenas and meetings for tests, through the acts that people use."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from arenas.after import parts_of
from arenas.enums import DecisionRule, Form, Purpose
from arenas.models import Arena, DatePoll, Gathering, Meeting, Minutes, SignUp
from arenas.services import arena as arenas
from arenas.services import dates, ground_rules, meetings
from arenas.services.arena import Frame
from arenas.services.attendance import mark_attendance
from arenas.services.dates import Proposal
from arenas.services.decisions import Told, add_decision
from arenas.services.minutes import Said, mark_of, send_minutes, write_minutes
from arenas.services.planning import Plan
from participants.models import User
from projects.models import Project
from tests.factories.projects import Team, team_seeking

numbers = count(1)


def in_days(days: float) -> datetime:
    """A whole minute so many days ahead: a calendar knows no fractions of a second."""
    return (timezone.now() + timedelta(days=days)).replace(second=0, microsecond=0)


def framed(**told: Any) -> Frame:
    """A frame with nothing missing."""
    whole = {
        "title": f"Ungeudvalget {next(numbers)}",
        "purpose": Purpose.DEFINE,
        "question": "Hvorfor er det svært at være med uden at drikke?",
        "can_decide": "Hvad vi prøver af.",
        "cannot_decide": "Loven og budgettet.",
        "decision_rule": DecisionRule.CONSENT,
        "mandate": "Byrådet har skrevet kommissoriet.",
        "composition": "Fem politikere og ti borgere.",
        "frame": "Kl. 16.30 med mad.",
        "place": "Ungdomsskolen",
    }
    return Frame(**(whole | told))


def arena_of(team: Team, **told: Any) -> Arena:
    """An arena to which people can be invited."""
    made = arenas.make_arena(team.project.pk, framed(**told), by=team.initiator)
    ground_rules.write_rules(made.pk, "Vi taler én ad gangen.", by=team.initiator)
    return Arena.objects.get(pk=made.pk)


def planned(days: float = 14, **told: Any) -> Plan:
    """A meeting of two hours, so many days ahead."""
    starts = told.pop("starts_at", None) or in_days(days)
    whole = {
        "title": f"Møde {next(numbers)}",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "form": Form.ON_SITE,
        "place": "Ungdomsskolen, Skolevej 4",
    }
    return Plan(**(whole | told))


def meeting_of(team: Team, *, arena: Arena | None = None, **told: Any) -> Meeting:
    """A meeting to which everybody in the opgave is asked."""
    arena = arena or arena_of(team)
    if "starts_at" not in told:  # an arena has one meeting at a time
        apart = timedelta(minutes=arena.meetings.count())
        told["starts_at"] = in_days(told.pop("days", 14)) + apart
    return meetings.call_meeting(arena.pk, planned(**told), by=team.convener)


def met(**told: Any) -> tuple[Team, Meeting]:
    """A team, and a meeting of it."""
    team = team_seeking()
    return team, meeting_of(team, **told)


def bare_meeting(project: Project, **told: Any) -> Meeting:
    """A meeting nobody is invited to yet, for what is about the list alone."""
    arena = Arena.objects.create(project=project, title="Salen")
    starts = told.pop("starts_at", None) or in_days(14)
    whole = {"title": "Åbent møde", "place": "Salen", "is_open": True}
    return Meeting.objects.create(
        arena=arena, starts_at=starts, ends_at=starts + timedelta(hours=2), **(whole | told)
    )


def own_row(gathering: Gathering, user: User) -> SignUp:
    return gathering.sign_ups.get(user=user)


def poll_of(team: Team, *days: int, **told: Any) -> DatePoll:
    """A question about dates, so many days ahead."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    options: list[datetime] = [start + timedelta(days=day) for day in days or (10, 11, 12)]
    proposal = {"title": f"Næste møde {next(numbers)}", "minutes": 90, "place": "Biblioteket"}
    arena = told.pop("arena", None) or arena_of(team)
    return dates.open_poll(arena.pk, Proposal(**(proposal | told)), options, by=team.convener)


def held(meeting: Meeting, hours: float = 1, *, came: bool = True) -> Meeting:
    """The meeting, over since so many hours; everybody who was asked came."""
    ends = timezone.now() - timedelta(hours=hours)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=ends - timedelta(hours=2), ends_at=ends)
    found = Meeting.objects.select_related("arena__project").get(pk=meeting.pk)
    if came:
        marks = dict.fromkeys(found.sign_ups.values_list("pk", flat=True), "came")
        mark_attendance(found.pk, marks, by=found.created_by)
        found.refresh_from_db()
    return found


def decided(**told: Any) -> Told:
    """A decision with nothing missing."""
    whole = {
        "what": "Vi holder en fest uden alkohol i maj.",
        "rule": DecisionRule.CONSENT,
        "decided_by": "De parter, der var med",
        "reason": "De unge har bedt om det.",
        "mandate": "Kommissoriet",
        "objections": "Forældrene spurgte, hvem der holder øje.",
    }
    return Told(**(whole | told))


def drafted(meeting: Meeting, by: User, text: str = "Vi talte om fester.") -> Minutes:
    """Minutes with a text at the first item and one decision."""
    parts = parts_of(meeting, None)
    texts = {part.key: Said(text if n == 0 else "", "", mark_of("", "")) for n, part in
             enumerate(parts)}  # fmt: skip
    minutes = write_minutes(meeting.pk, texts, by=by)
    add_decision(meeting.pk, decided(), by=by)
    return Minutes.objects.get(pk=minutes.pk)


def minuted(**told: Any) -> tuple[Team, Meeting, Minutes]:
    """A team, a meeting that was held, and its minutes, sent."""
    team, meeting = met(**told)
    meeting = held(meeting)
    drafted(meeting, team.convener)
    return team, meeting, send_minutes(meeting.pk, by=team.convener)
