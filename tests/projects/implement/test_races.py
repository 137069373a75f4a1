"""Several at the same moment: the first gets it, the others a sentence."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from projects.enums import Phase
from projects.models import Assignment, GainQuestion
from projects.services.assignment_answers import answer_assignment_by_mail, take_assignment
from projects.services.assignment_ends import finish_assignment, release_assignment
from projects.services.assignments import Whom
from projects.services.reminders import tick
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from tests.factories.people import UserFactory
from tests.factories.projects import team_in
from tests.projects.crowd import at_once
from tests.projects.delopgaver import asked, at_work, offered, taken
from tests.projects.post import keep_mails

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def test_what_is_offered_is_taken_by_one() -> None:
    team = at_work()
    row = offered(team)
    people = [UserFactory() for _number in range(6)]
    found = at_once([partial(take_assignment, row.pk, by=person) for person in people])
    assert found == {"ok": 1, "taken": 5}
    row.refresh_from_db()
    assert row.taker in people
    assert history_of(team.project).filter(action="assignment.taken").count() == 1


def test_one_link_pressed_many_times_is_one_answer_and_one_account() -> None:
    team = at_work()
    row = asked(team, whom=Whom(name="Karsten", email="karsten@mail.example"))
    act = partial(answer_assignment_by_mail, row.pk, "yes")
    assert at_once([act] * 5) == {"ok": 5}
    assert history_of(team.project).filter(action="assignment.accepted").count() == 1


def test_done_and_released_at_once_is_one_of_them() -> None:
    team = at_work()
    row = taken(team)
    found = at_once(
        [
            partial(finish_assignment, row.pk, by=team.committer, word="Godt"),
            partial(release_assignment, row.pk, by=team.convener, word="Nå"),
        ]
    )
    assert sorted(found.items()) == [("not_taken", 1), ("ok", 1)]


def test_many_clocks_at_once_ask_once() -> None:
    team = team_in(Phase.CLOSED)
    row = Assignment.objects.create(
        project=at_work().project,
        what="Hent nøglen",
        why="Den ligger der",
        open_to_taker="Hvornår",
        state="accepted",
        taker=team.committer,
        taken_at=timezone.now() - timedelta(days=20),
        due=timezone.localdate() - timedelta(days=5),
    )
    type(team.project).objects.filter(pk=team.project.pk).update(
        phase_since=timezone.now() - timedelta(days=190)
    )
    at_once([tick] * 6)
    tick()
    assert OutgoingMail.objects.filter(kind="assignment_question").count() == 1
    assert GainQuestion.objects.filter(moment=6).count() == 3
    row.refresh_from_db()
    assert row.asked_missing_at
