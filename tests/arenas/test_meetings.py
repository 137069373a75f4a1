"""Call, change and cancel a meeting, and what people are told of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from arenas.enums import SignUpState
from arenas.models import Arena, Meeting
from arenas.services import meetings
from arenas.services.sign_ups import attend
from samskabelse.history.queries import history_of
from samskabelse.web.errors import ActError
from tests.factories.arenas import arena_of, meeting_of, met, own_row, planned
from tests.factories.projects import team_seeking
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def test_everybody_in_the_opgave_is_asked_once() -> None:
    team, meeting = met()
    asked = set(meeting.sign_ups.values_list("user", "party"))
    assert asked == {
        (team.initiator.pk, team.project.party_of(team.initiator).pk),
        (team.convener.pk, None),
        (team.facilitator.pk, None),
        (team.committer.pk, team.association.pk),
        (team.department.committers()[0].pk, team.department.pk),
    }
    assert {mail.to_address for mail in deliver() if "BEGIN" not in mail.subject} >= {
        team.committer.email
    }
    assert history_of(team.project).filter(action="meeting.called").count() == 1


def test_nobody_is_invited_while_the_frame_has_holes() -> None:
    team = team_seeking()
    arena = Arena.objects.create(project=team.project, title="Kun et navn")
    with pytest.raises(ActError) as refused:
        meetings.call_meeting(arena.pk, planned(), by=team.convener)
    assert refused.value.code == "arena_not_ready"
    assert {blocker.code for blocker in refused.value.blockers} == {
        "purpose", "question", "reach", "decision_rule", "mandate", "frame", "composition",
        "ground_rules",
    }  # fmt: skip
    assert not Meeting.objects.exists()


def test_a_new_time_needs_a_reason_and_is_told() -> None:
    team, meeting = met()
    deliver()
    plan = planned(days=20, title=meeting.title)
    with pytest.raises(ActError) as refused:
        meetings.change_meeting(meeting.pk, plan, by=team.convener)
    assert refused.value.field == "reason"
    meetings.change_meeting(meeting.pk, plan, by=team.convener, reason="Hallen er optaget")
    told = deliver()
    assert len(told) == meeting.sign_ups.count()
    assert all("Hallen er optaget" in mail.text for mail in told)


def test_what_is_no_news_for_a_calendar_sends_no_mail() -> None:
    team, meeting = met()
    deliver()
    plan = planned(
        title="Et bedre navn",
        starts_at=meeting.starts_at,
        place=meeting.place,
        bring="Godt humør",
    )
    changed = meetings.change_meeting(meeting.pk, plan, by=team.convener)
    assert (changed.sequence, changed.bring) == (0, "Godt humør")
    assert deliver() == []


def test_cancelled_is_told_with_the_reason() -> None:
    team, meeting = met()
    attend(meeting.pk, "no", by=team.committer)
    deliver()
    meetings.cancel_meeting(meeting.pk, by=team.convener, reason="Sygdom")
    meetings.cancel_meeting(meeting.pk, by=team.convener, reason="Igen")
    told = deliver()
    assert team.committer.email not in {mail.to_address for mail in told}
    assert len(told) == meeting.sign_ups.count() - 1
    assert all("Sygdom" in mail.text for mail in told)
    assert history_of(team.project).filter(action="meeting.cancelled").count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"starts_at": timezone.now() - timedelta(days=1)}, "day"),
        ({"starts_at": timezone.now() + timedelta(days=9000)}, "day"),
        ({"place": ""}, "place"),
        ({"waiting_capacity": 3}, "capacity"),
        ({"ends_at": timezone.now()}, "end"),
        ({"ends_at": timezone.now() + timedelta(days=20)}, "end"),
    ],
)
def test_a_plan_that_cannot_be_names_its_field(told: dict, field: str) -> None:
    team = team_seeking()
    arena = arena_of(team)
    with pytest.raises(ActError) as refused:
        meetings.call_meeting(arena.pk, planned(**told), by=team.convener)
    assert refused.value.field == field


def test_a_meeting_is_called_once_however_often_the_form_is_sent() -> None:
    team = team_seeking()
    arena, plan = arena_of(team), planned()
    first = meetings.call_meeting(arena.pk, plan, by=team.convener)
    assert meetings.call_meeting(arena.pk, plan, by=team.convener) == first


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Et andet møde"},
        {"place": "Hallen"},
        {"is_open": True},
        {"bring": "Kaffe"},
        {"ends_at": timedelta(hours=3)},
    ],
)
def test_another_meeting_at_the_same_time_is_refused_and_not_thrown_away(other: dict) -> None:
    team = team_seeking()
    arena, plan = arena_of(team), planned()
    meetings.call_meeting(arena.pk, plan, by=team.convener)
    told = other if "ends_at" not in other else {"ends_at": plan.starts_at + other["ends_at"]}
    with pytest.raises(ActError) as refused:
        meetings.call_meeting(arena.pk, replace(plan, **told), by=team.convener)
    assert refused.value.field == "start"
    assert arena.meetings.count() == 1


def test_the_room_cannot_become_smaller_than_those_in_it() -> None:
    team, meeting = met()
    for person in (team.initiator, team.committer):
        attend(meeting.pk, "yes", by=person)
    plan = planned(title=meeting.title, starts_at=meeting.starts_at, capacity=1)
    with pytest.raises(ActError) as refused:
        meetings.change_meeting(meeting.pk, plan, by=team.convener)
    assert refused.value.field == "capacity"


def test_more_seats_let_those_who_wait_move_up() -> None:
    team, meeting = met(capacity=1)
    attend(meeting.pk, "yes", by=team.initiator)
    attend(meeting.pk, "yes", by=team.committer)
    assert own_row(meeting, team.committer).state == SignUpState.WAITING
    plan = planned(
        title=meeting.title, starts_at=meeting.starts_at, place=meeting.place, capacity=2
    )
    meetings.change_meeting(meeting.pk, plan, by=team.convener)
    assert own_row(meeting, team.committer).state == SignUpState.HELD


def test_two_meetings_of_one_arena() -> None:
    team = team_seeking()
    arena = arena_of(team)
    first, second = (meeting_of(team, arena=arena, days=days) for days in (10, 20))
    assert list(Meeting.objects.of(team.project).coming()) == [first, second]
