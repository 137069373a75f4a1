"""Seats and the waiting list: who comes first, sits first (R1)."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from arenas.enums import SignUpState
from arenas.models import SignUp
from arenas.services.reminders import tick
from arenas.services.sign_ups import attend, enter_on_paper, withdraw_paper
from participants.models import User
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError
from tests.factories.arenas import bare_meeting, met, own_row
from tests.factories.people import UserFactory
from tests.factories.projects import raised
from tests.projects.crowd import at_once

CROWD, SEATS, AT_A_TIME = 300, 150, 50


def states(meeting) -> Counter[str]:
    return Counter(meeting.sign_ups.values_list("state", flat=True))


@pytest.mark.django_db(transaction=True)
def test_300_sign_up_at_once_for_150_seats() -> None:
    """150 sit and 150 wait in the order in which they came; nobody twice, and no error.

    Every act has a thread and a connection of its own, `AT_A_TIME` at the same moment.
    """
    meeting = bare_meeting(raised(), capacity=SEATS, waiting_capacity=SEATS)
    people = [UserFactory() for _number in range(CROWD)]
    outcomes: Counter[str] = Counter()
    for first in range(0, CROWD, AT_A_TIME):
        crowd = people[first : first + AT_A_TIME]
        outcomes += at_once([partial(attend, meeting.pk, "yes", by=person) for person in crowd])
    assert outcomes == {"ok": CROWD}
    assert states(meeting) == {"seated": SEATS, "waiting": SEATS}
    rows = list(meeting.sign_ups.order_by("created_at"))
    assert sorted(row.seat for row in rows if row.seat) == list(range(1, SEATS + 1))
    assert [row.state for row in rows] == ["seated"] * SEATS + ["waiting"] * SEATS
    assert [row.waiting_number for row in rows[SEATS:]] == list(range(1, SEATS + 1))
    assert {row.user_id for row in rows} == {person.pk for person in people}
    with pytest.raises(ActError) as refused:
        attend(meeting.pk, "yes", by=UserFactory())
    assert refused.value.code == "full"


@pytest.mark.django_db(transaction=True)
def test_64_clicks_of_one_person_are_one_seat() -> None:
    meeting, person = bare_meeting(raised(), capacity=3), UserFactory()
    assert at_once([partial(attend, meeting.pk, "yes", by=person)] * 64) == {"ok": 64}
    assert states(meeting) == {"seated": 1}


@pytest.mark.django_db(transaction=True)
def test_all_leave_and_come_at_once() -> None:
    """However it mixes, no seat is given twice and none stays free while somebody waits."""
    meeting = bare_meeting(raised(), capacity=10)
    people = [UserFactory() for _number in range(30)]
    for person in people[:20]:
        attend(meeting.pk, "yes", by=person)
    acts = [partial(attend, meeting.pk, "no", by=person) for person in people[:10]]
    acts += [partial(attend, meeting.pk, "yes", by=person) for person in people[20:]]
    assert at_once(acts) == {"ok": 20}
    assert states(meeting)["held"] + states(meeting)["seated"] == 10
    assert states(meeting)["waiting"] == 10


@pytest.mark.django_db
class TestMovingUp:
    def full(self) -> tuple:
        meeting = bare_meeting(raised(), capacity=1)
        people = [UserFactory() for _number in range(3)]
        for person in people:
            attend(meeting.pk, "yes", by=person)
        return meeting, people

    def row(self, meeting, person: User) -> SignUp:
        return own_row(meeting, person)

    def test_the_151st_is_number_one_on_the_list(self) -> None:
        meeting, (_first, second, third) = self.full()
        assert [self.row(meeting, p).waiting_place for p in (second, third)] == [1, 2]

    def test_the_first_who_waits_is_offered_the_seat_for_48_hours(self) -> None:
        meeting, (first, second, third) = self.full()
        attend(meeting.pk, "no", by=first)
        held = self.row(meeting, second)
        assert held.state == SignUpState.HELD
        assert abs(held.held_until - timezone.now() - timedelta(hours=48)) < timedelta(minutes=1)
        assert self.row(meeting, third).waiting_place == 1
        attend(meeting.pk, "yes", by=second)
        assert self.row(meeting, second).state == SignUpState.SEATED

    def test_a_seat_not_taken_goes_to_the_next(self) -> None:
        meeting, (first, second, third) = self.full()
        attend(meeting.pk, "no", by=first)
        tick(timezone.now() + timedelta(hours=47))
        assert self.row(meeting, second).state == SignUpState.HELD
        tick(timezone.now() + timedelta(hours=49))
        assert self.row(meeting, second).state == SignUpState.LAPSED
        assert self.row(meeting, third).state == SignUpState.HELD
        about = OutgoingMail.objects.filter(to_user=second).order_by("id")
        assert [mail.params["about"] for mail in about] == ["waiting", "seat_offered", "lapsed"]

    def test_no_seat_is_held_beyond_the_beginning(self) -> None:
        meeting = bare_meeting(raised(), capacity=1, starts_at=timezone.now() + timedelta(hours=5))
        first, second = UserFactory(), UserFactory()
        for person in (first, second):
            attend(meeting.pk, "yes", by=person)
        attend(meeting.pk, "no", by=first)
        assert self.row(meeting, second).held_until == meeting.starts_at

    def test_who_comes_back_is_last_in_line(self) -> None:
        meeting, (_first, second, third) = self.full()
        attend(meeting.pk, "no", by=second)
        attend(meeting.pk, "yes", by=second)
        assert [self.row(meeting, p).waiting_place for p in (third, second)] == [1, 2]

    def test_paper_takes_a_seat_and_gives_it_back(self) -> None:
        team, meeting = met(capacity=1)
        row = enter_on_paper(meeting.pk, by=team.convener, name="Knud", reach="23 11 22 33")
        assert row.state == SignUpState.SEATED
        attend(meeting.pk, "yes", by=team.committer)
        withdraw_paper(row.pk, by=team.convener)
        assert own_row(meeting, team.committer).state == SignUpState.HELD
        assert not OutgoingMail.objects.filter(to_address="").exists()
