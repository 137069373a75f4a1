"""What the pages cost: the same with one row and with three, and bounded with five hundred."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participants.models import User
from projects.enums import GainKind
from projects.models import Assignment, Follower, GainAnswer, Party
from tests.factories.people import UserFactory
from tests.factories.projects import Team
from tests.projects.delopgaver import at_work
from tests.projects.post import keep_mails

pytestmark = pytest.mark.django_db

PAGES = ["implement", "assignments", "balance", "timeline", "timeline_feed", "gains"]
STATES = ["offered", "asked", "accepted", "done", "released"]


@pytest.fixture(autouse=True)
def mails(settings: Any) -> Iterator[None]:
    keep_mails(settings)
    yield
    cache.clear()


def browser(person: User | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fill(team: Team, count: int) -> None:
    """So many parties that have given and taken, told and followed."""
    people = [UserFactory() for _number in range(count)]
    now = timezone.now()
    parties = Party.objects.bulk_create(
        Party(project=team.project, user=person, accepted_at=now) for person in people
    )
    Assignment.objects.bulk_create(
        Assignment(
            project=team.project,
            what=f"Delopgave {number}",
            why="Fordi",
            open_to_taker="Hvordan",
            state=STATES[number % 5],
            giver=people[number % count],
            giver_party=parties[number % count],
            taker=people[(number + 1) % count],
            taker_party=parties[(number + 1) % count],
            taken_at=now,
            ended_at=now,
            ended_word="Godt",
        )
        for number in range(count * 5 // 2 + 5)
    )
    GainAnswer.objects.bulk_create(
        GainAnswer(party=party, kind=kind, moment=0, measured="1", by=party.user)
        for party in parties
        for kind in GainKind
    )
    Follower.objects.bulk_create(Follower(project=team.project, user=person) for person in people)


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", PAGES)
def test_one_row_costs_what_three_do(name: str) -> None:
    few, more = at_work(), at_work()
    fill(few, 1)
    fill(more, 3)
    costs = [
        cost(browser(), reverse(f"projects:{name}", args=[team.project.slug]))
        for team in (few, more)
    ]
    assert costs == [EXPECTED[name]] * 2, costs


# For somebody who is not signed in.
EXPECTED = {
    "implement": 11,
    "assignments": 5,
    "balance": 6,
    "timeline": 6,
    "timeline_feed": 5,
    "gains": 8,
}


def test_what_the_team_sees_costs_the_same_at_any_size() -> None:
    few, more = at_work(), at_work()
    fill(few, 2)
    fill(more, 12)
    for page in [*PAGES, "detail"]:
        costs = [
            cost(browser(team.committer), reverse(f"projects:{page}", args=[team.project.slug]))
            for team in (few, more)
        ]
        assert costs[0] == costs[1], page


def seconds(client: Client, url: str) -> float:
    client.get(url)
    times = []
    for _time in range(5):
        began = perf_counter()
        client.get(url)
        times.append(perf_counter() - began)
    return min(times)
