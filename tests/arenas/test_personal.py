"""What waits on one's own page after a meeting and at an event, and for whom."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from arenas.models import Meeting
from arenas.models.minutes import minutes_due_at
from arenas.queries.personal import corrections_to_answer, led_by, minutes_to_write, seats_kept
from arenas.services import hats
from arenas.services.amendments import amend, answer_amendment
from arenas.services.minutes import send_minutes
from arenas.services.reminders import leader_of
from arenas.services.sign_ups import attend
from participants.models import User
from projects.models import ProjectRole
from tests.factories.arenas import drafted, held, meeting_of
from tests.factories.events import SECTOR, comes, event_of
from tests.factories.people import UserFactory
from tests.factories.projects import Team, team_in
from tests.factories.rooms import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """So that 48 hours are two days, whenever the tests run."""
    with time_machine.travel(timezone.localtime().replace(hour=12, minute=0)):
        yield


@pytest.fixture
def team() -> Team:
    return team_in("define")


def panel_of(person: User) -> str:
    return signed_in(person).get(reverse("participants:me")).content.decode()


def test_minutes_wait_for_whoever_leads_the_meeting_until_they_are_sent(team) -> None:
    meeting = held(meeting_of(team))
    url = reverse("arenas:write_minutes", args=[team.project.slug, meeting.pk])
    assert url in panel_of(team.facilitator)
    assert url not in panel_of(team.convener)
    drafted(meeting, team.facilitator)
    assert url in panel_of(team.facilitator)  # a draft is not sent
    send_minutes(meeting.pk, by=team.facilitator)
    assert url not in panel_of(team.facilitator)


def test_it_says_by_when_and_how_late(team) -> None:
    meeting = held(meeting_of(team))
    assert "(om 2 dage)" in panel_of(team.facilitator)
    with time_machine.travel(minutes_due_at(meeting) + timedelta(days=3), tick=False):
        assert "(3 dage over fristen)" in panel_of(team.facilitator)


def test_nothing_waits_before_the_meeting_or_when_it_is_long_ago(team) -> None:
    meeting = meeting_of(team)
    now = timezone.now()
    assert not minutes_to_write(team.facilitator, now).exists()
    found = held(meeting)
    assert minutes_to_write(team.facilitator, now).get() == found
    assert not minutes_to_write(team.facilitator, now + timedelta(days=70)).exists()


def _nobody(team: Team, meeting) -> None:
    """As it is."""


def _no_facilitator(team: Team, meeting) -> None:
    ProjectRole.objects.filter(project=team.project, kind="facilitator").delete()


def _nobody_but_the_caller(team: Team, meeting) -> None:
    ProjectRole.objects.filter(project=team.project).delete()


def _left(team: Team, meeting) -> None:
    User.objects.filter(pk=team.facilitator.pk).update(is_active=False)


def _a_hat(team: Team, meeting, at: Meeting | None = None) -> None:
    hat = hats.ask_hat(
        meeting.arena_id, team.committer, "facilitator", by=team.convener, meeting=at
    )
    hats.answer_hat(hat.pk, by=team.committer, accept=True)


def _a_hat_at_the_meeting(team: Team, meeting) -> None:
    _a_hat(team, meeting, at=meeting)


@pytest.mark.parametrize(
    "so", [_nobody, _no_facilitator, _nobody_but_the_caller, _left, _a_hat, _a_hat_at_the_meeting]
)
def test_who_writes_the_minutes_is_who_is_reminded_of_them(team, so) -> None:
    meeting = meeting_of(team)
    so(team, meeting)
    meeting.refresh_from_db()
    meeting.arena.project.refresh_from_db()
    leads = [person for person in User.objects.filter(is_active=True) if led_by(person).exists()]
    fresh = type(meeting).objects.select_related("arena__project", "created_by").get(pk=meeting.pk)
    assert leads == [leader_of(fresh)]


@pytest.mark.parametrize("corrections", [1, 3])
def test_corrections_wait_for_whoever_sent_the_minutes_and_whoever_leads(team, corrections) -> None:
    meeting = held(meeting_of(team))
    drafted(meeting, team.convener)
    minutes = send_minutes(meeting.pk, by=team.convener)
    part = f"i{minutes.items.first().pk}"
    rows = [amend(meeting.pk, part, f"Bus {n}", by=team.committer) for n in range(corrections)]
    words = "3 rettelser" if corrections == 3 else "1 rettelse "
    for person in (team.convener, team.facilitator):
        page = panel_of(person)
        assert words in page
        assert minutes.get_absolute_url() in page
        assert "(om 7 dage)" in page
    assert "rettelse" not in panel_of(team.committer)
    for row in rows:
        answer_amendment(row.pk, by=team.convener, accept=False, answer="Den kørte")
    assert not corrections_to_answer(team.convener, timezone.now()).exists()


def test_corrections_wait_no_longer_than_the_minutes_can_be_corrected(team) -> None:
    meeting = held(meeting_of(team))
    drafted(meeting, team.convener)
    minutes = send_minutes(meeting.pk, by=team.convener)
    amend(meeting.pk, f"i{minutes.items.first().pk}", "Bussen", by=team.committer)
    later = minutes.amend_until + timedelta(seconds=1)
    assert not corrections_to_answer(team.convener, later).exists()


def test_a_seat_at_an_event_waits_for_whoever_it_is_kept_for() -> None:
    event, person = event_of(), UserFactory()
    type(event).objects.filter(pk=event.pk).update(capacity=1)
    first = comes(event)
    attend(event.pk, "yes", by=person, sector=SECTOR)
    assert not seats_kept(person, timezone.now()).exists()
    attend(event.pk, "no", by=first.user)
    page = panel_of(person)
    assert "Der holdes en plads til dig" in page
    assert event.get_absolute_url() in page
    assert "(om 2 dage)" in page
    attend(event.pk, "yes", by=person)
    assert "Der holdes en plads til dig" not in panel_of(person)


def test_a_hidden_opgave_asks_for_nothing(team) -> None:
    held(meeting_of(team))
    team.project.__class__.objects.filter(pk=team.project.pk).update(
        moderation="hidden", moderation_reason="Et navn"
    )
    assert not minutes_to_write(team.facilitator, timezone.now()).exists()
