"""A list opens and everybody comes at once (issue: 300 sign-ups for 150 seats)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from arenas.models import Event
from arenas.services.sign_ups import attend
from participants.models import User
from samskabelse.web.errors import ActError
from tests.factories.events import comes, event_of
from tests.factories.people import UserFactory

CROWD, SEATS = 300, 150
AT_A_TIME = 60  # each a thread with a connection of its own, as a server has them


def sign_up(event: Event, person: User) -> str:
    try:
        return attend(event.pk, "yes", by=person, sector="person").state
    except ActError as error:
        return error.code
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_300_sign_up_in_parallel_for_150_seats() -> None:
    """150 sit and 150 wait in the order in which they came; nobody twice, no error, one more no."""
    event = event_of()
    people = [UserFactory() for _number in range(CROWD)]
    with ThreadPoolExecutor(AT_A_TIME) as crowd:
        outcomes = Counter(crowd.map(lambda person: sign_up(event, person), people))
    assert outcomes == {"seated": SEATS, "waiting": SEATS}
    rows = list(event.sign_ups.order_by("created_at"))
    assert [row.state for row in rows] == ["seated"] * SEATS + ["waiting"] * SEATS
    assert sorted(row.seat for row in rows[:SEATS]) == list(range(1, SEATS + 1))
    assert [row.waiting_number for row in rows[SEATS:]] == list(range(1, SEATS + 1))
    assert {row.user_id for row in rows} == {person.pk for person in people}
    assert rows[SEATS].waiting_place == 1  # R1: the 151st is number one on the list
    with pytest.raises(ActError) as refused:
        comes(event)
    assert refused.value.code == "full"
