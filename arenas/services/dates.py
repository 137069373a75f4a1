"""Finding a date: several are proposed, everybody marks them, one becomes the meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas import emails
from arenas.enums import DateMark, Form, PollState
from arenas.models import Arena, DateAnswer, DateOption, DatePoll, DateVoter, Meeting
from arenas.queries import people_of
from arenas.readiness import require_ready
from arenas.services.common import lock_arena
from arenas.services.meetings import create_meeting
from arenas.services.planning import FURTHEST
from participants.models import User
from projects.only import ASKED
from projects.phases import require_phase
from projects.services.common import behalf
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed

FEWEST, MOST = 2, 12


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the meeting would be, but for its date."""

    title: str
    minutes: int
    form: str = Form.ON_SITE
    place: str = ""
    online_url: str = ""
    note: str = ""


@transaction.atomic
def open_poll(
    arena_id: int, proposal: Proposal, dates: Iterable[datetime], *, by: User
) -> DatePoll:
    """Ask everybody in the opgave which dates suit them. Refused while the frame has holes."""
    arena = lock_arena(arena_id)
    require(by, "arenas.call_meeting", arena.project)
    require_phase(arena.project, "meet")
    require_ready(arena)
    wanted = _checked(proposal, dates)
    standing = arena.polls.filter(state=PollState.OPEN, title=proposal.title.strip()).first()
    if standing:
        return standing  # the form was sent twice
    poll = DatePoll.objects.create(
        arena=arena,
        title=proposal.title.strip(),
        minutes=proposal.minutes,
        form=proposal.form,
        place=proposal.place.strip(),
        online_url=proposal.online_url,
        note=proposal.note.strip(),
        opened_by=by,
    )
    DateOption.objects.bulk_create(DateOption(poll=poll, starts_at=date) for date in wanted)
    for person, party in people_of(arena).values():
        emails.queue_dates_asked(DateVoter.objects.create(poll=poll, user=person, party=party))
    _record(arena, "dates.proposed", by, title=poll.title, count=len(wanted))
    return poll


@transaction.atomic
def mark_dates(voter_id: int, marks: Mapping[int, str], *, by: User) -> DateVoter:
    """Say ja, hvis nødvendigt or nej to every date. It can be changed until one is chosen."""
    voter = DateVoter.objects.select_related("poll", "user").get(pk=voter_id)
    arena = lock_arena(voter.poll.arena_id)
    poll = DatePoll.objects.get(pk=voter.poll_id)
    if voter.user_id != by.pk:
        raise NotAllowed(ASKED)
    require_phase(arena.project, "meet")
    _require_open(poll)
    options = set(poll.options.values_list("pk", flat=True))
    given = {option: mark for option, mark in marks.items() if mark in DateMark.values}
    if set(given) != options:
        raise ActError(_("Say something about each date."), code="dates_missing")
    standing = dict(voter.answers.values_list("option", "mark"))
    if standing == given:
        return voter
    voter.answers.all().delete()
    DateAnswer.objects.bulk_create(
        DateAnswer(voter=voter, option_id=option, mark=mark) for option, mark in given.items()
    )
    voter.answered_at = timezone.now()
    voter.save(update_fields=["answered_at"])
    record(arena.project, "dates.marked", by=by, public=False, title=poll.title)
    return voter


@transaction.atomic
def choose_date(option_id: int, *, by: User) -> Meeting:
    """The date becomes the meeting. Whoever said ja to it has a seat and need not answer again."""
    option = DateOption.objects.select_related("poll").get(pk=option_id)
    arena = lock_arena(option.poll.arena_id)
    poll = DatePoll.objects.select_related("meeting").get(pk=option.poll_id)
    require(by, "arenas.call_meeting", arena.project)
    require_phase(arena.project, "meet")
    if poll.meeting and poll.meeting.starts_at == option.starts_at:
        return Meeting.objects.get(pk=poll.meeting.pk)  # chosen twice
    _require_open(poll)
    require_ready(arena)
    if option.starts_at <= timezone.now():
        raise ActError(_("The date has passed. Choose another."), code="date_passed")
    yes = option.answers.filter(mark=DateMark.YES).values_list("voter__user", flat=True)
    meeting = create_meeting(
        arena, _as_plan(poll, option), by=by, voice=behalf(by, arena.project), coming=frozenset(yes)
    )
    poll.meeting = meeting
    _close(poll, PollState.CHOSEN)
    return meeting


@transaction.atomic
def close_poll(poll_id: int, *, by: User) -> DatePoll:
    """Stop asking without choosing."""
    arena = lock_arena(DatePoll.objects.values_list("arena", flat=True).get(pk=poll_id))
    poll = DatePoll.objects.get(pk=poll_id)
    require(by, "arenas.call_meeting", arena.project)
    if poll.is_open:
        _close(poll, PollState.CLOSED)
        _record(arena, "dates.closed", by, title=poll.title)
    return poll


def _close(poll: DatePoll, state: str) -> None:
    poll.state = state
    poll.closed_at = timezone.now()
    poll.save(update_fields=["state", "closed_at", "meeting"])


def _as_plan(poll: DatePoll, option: DateOption) -> dict[str, object]:
    return {
        "title": poll.title,
        "starts_at": option.starts_at,
        "ends_at": option.starts_at + timedelta(minutes=poll.minutes),
        "form": poll.form,
        "place": poll.place,
        "online_url": poll.online_url,
    }


def _checked(proposal: Proposal, dates: Iterable[datetime]) -> list[datetime]:
    now = timezone.now()
    wanted = sorted(set(dates))
    if not proposal.title.strip():
        raise ActError(_("Give the meeting a title."), field="title")
    if proposal.form != Form.ONLINE and not proposal.place.strip():
        raise ActError(_("Write where you meet."), field="place")
    if len(wanted) < FEWEST:
        raise ActError(_("Propose at least two dates."), field="date_1")
    if len(wanted) > MOST:
        raise ActError(_("Propose twelve dates at most."), field="date_1")
    if wanted[0] <= now:
        raise ActError(_("One of the dates has passed."), field="date_1")
    if wanted[-1] > now + FURTHEST:
        raise ActError(_("That is more than three years away."), field="date_1")
    return wanted


def _require_open(poll: DatePoll) -> None:
    if not poll.is_open:
        raise ActError(_("A date has been chosen, or the question is closed."), code="poll_closed")


def _record(arena: Arena, action: str, by: User, **data: Any) -> None:
    record(arena.project, action, by=by, on_behalf_of=behalf(by, arena.project), **data)
