"""Whoever follows hears of it in one mail a week, about all they follow."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from participants.models import User
from projects.enums import Phase
from projects.models import Follower
from projects.services import moderation
from projects.services.following import follow_project
from projects.services.muting import mute_project
from projects.services.reminders import tick
from samskabelse.mail.models import KeptMail
from samskabelse.mail.services import opt_out
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import Team, team_in
from tests.projects.delopgaver import at_work, taken
from tests.projects.post import deliver, keep_mails, sent_to

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)  # a Tuesday


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    keep_mails(settings)
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def person() -> User:
    return UserFactory(name="Amina Farah")


def team_followed_by(person: User) -> Team:
    team = at_work()
    follow_project(team.project, by=person, follow=True)
    return team


def live(clock: time_machine.Traveller, days: int) -> None:
    """Days go by, with two schedulers."""
    for _day in range(days):
        clock.shift(timedelta(days=1))
        for _scheduler in range(2):
            tick()
        deliver()


def summaries(person: User) -> list[KeptMail]:
    sent = KeptMail.objects.filter(to_address=person.email).order_by("id")
    return [mail for mail in sent if "følger" in mail.subject]


def test_a_button_follows_and_stops(person: User) -> None:
    team = team_in(Phase.SEEKING)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("projects:follow", args=[team.project.slug])
    for _time in range(2):
        assert client.post(url, {"follow": "yes"}).status_code == 303
    assert Follower.objects.filter(user=person).count() == 1
    assert team.project.title in client.get(reverse("participants:me")).content.decode()
    client.post(url, {"follow": "no"})
    assert not Follower.objects.exists()
    assert Client().post(url).status_code == 302  # to sign-in


def test_one_mail_a_week_about_all_that_is_followed(clock, person: User) -> None:
    teams = [team_followed_by(person) for _number in range(2)]
    live(clock, 5)
    assert summaries(person) == []
    for number in range(8):
        taken(teams[0], what=f"Nummer {number}")
    taken(teams[1], what="Bag en kage")
    live(clock, 9)  # Monday the 9th and Monday the 16th
    (mail,) = summaries(person)
    for text in (teams[0].project.title, teams[1].project.title, "Nummer 7", "Bag en kage"):
        assert text in mail.text
    assert "Nummer 0" not in mail.text  # five lines each, then the link
    assert mail.text.count("/forloeb/") == 2
    live(clock, 7)
    assert len(summaries(person)) == 1  # nothing new, no mail


def test_what_happened_before_one_followed_is_no_news(clock, person: User) -> None:
    team = at_work()
    taken(team)
    follow_project(team.project, by=person, follow=True)
    live(clock, 7)
    assert summaries(person) == []


def test_after_an_outage_one_summary_tells_of_all_weeks(clock, person: User) -> None:
    team = team_followed_by(person)
    taken(team, what="Hent nøglen")
    clock.shift(timedelta(days=40))
    live(clock, 8)
    assert len(summaries(person)) == 1


@pytest.mark.parametrize("how", ["muted", "topic", "unfollowed", "hidden"])
def test_mute_means_mute(clock, person: User, how: str) -> None:
    team = team_followed_by(person)
    taken(team)
    if how == "muted":
        mute_project(team.project, by=person, muted=True)
    elif how == "topic":
        opt_out(person.email, topic="digest")
    elif how == "unfollowed":
        follow_project(team.project, by=person, follow=False)
    else:
        moderation.hide_project(team.project.pk, by=AdministratorFactory(), reason="Et navn")
    live(clock, 7)
    assert "follow_summary" not in sent_to(person.email)


def test_muting_one_leaves_the_others(clock, person: User) -> None:
    loud, silent = (team_followed_by(person) for _number in range(2))
    taken(loud)
    taken(silent)
    mute_project(silent.project, by=person, muted=True)
    live(clock, 7)
    (mail,) = summaries(person)
    assert loud.project.title in mail.text
    assert silent.project.title not in mail.text


def test_a_thousand_followers_cost_few_queries(django_assert_max_num_queries: Any, clock) -> None:
    team = at_work()
    people = [UserFactory() for _number in range(60)]
    Follower.objects.bulk_create(Follower(project=team.project, user=who) for who in people)
    taken(team)
    clock.shift(timedelta(days=7))
    from projects.services.follow_up import summarise  # noqa: PLC0415

    with django_assert_max_num_queries(8):
        assert summarise(datetime.now(UTC)) == 60
