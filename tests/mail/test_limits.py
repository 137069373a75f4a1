import threading
import time

import pytest
from allauth.core.context import request_context
from django.db import connection, transaction

from samskabelse.mail.limits import MailLimitReached, allow_unconfirmed, charge, take
from samskabelse.mail.models import Counter
from samskabelse.mail.queue import Order, queue_account_mail, queue_many
from samskabelse.mail.recipients import key_of
from tests.factories.people import UserFactory


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_get_exactly_the_limit():
    given: list[bool] = []
    ready = threading.Barrier(20)

    def ask() -> None:
        ready.wait()
        given.extend(take("key", 37, 3600) for _ in range(10))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(given), sum(given)) == (200, 37)


@pytest.mark.django_db
def test_the_window_ends():
    assert [take("key", 2, 0.3) for _ in range(3)] == [True, True, False]
    time.sleep(0.35)
    assert [take("key", 2, 0.3) for _ in range(3)] == [True, True, False]
    assert take("none", 0, 60) is False


@pytest.mark.django_db
def test_what_is_rolled_back_was_not_used():
    with transaction.atomic():
        assert take("key", 1, 60)
        transaction.set_rollback(True)
    assert take("key", 1, 60)


@pytest.mark.django_db
def test_many_goes_are_taken_at_once_or_not_at_all():
    assert [take("key", 10, 60, 7), take("key", 10, 60, 4), take("key", 10, 60, 3)] == [
        True,
        False,
        True,
    ]
    assert take("other", 10, 60, 11) is False


@pytest.mark.django_db
def test_an_address_that_never_answered_has_room_for_three_a_day(post):
    for number in range(3):
        allow_unconfirmed("LONE@skov.example")
        post(str(number))
    with pytest.raises(MailLimitReached) as refusal:
        allow_unconfirmed("lone@SKOV.example")
    assert (refusal.value.code, refusal.value.field) == ("mail_limit", "email")
    allow_unconfirmed("other@skov.example")


@pytest.mark.django_db
def test_whoever_answers_mails_has_room(post):
    person = UserFactory()
    for number in range(12):
        post(str(number), to=person.email)
    allow_unconfirmed(person.email)


@pytest.mark.django_db
def test_a_code_for_which_there_is_no_room_today_is_not_queued_and_nobody_is_told(post):
    for number in range(3):
        post(str(number))
    assert queue_account_mail("lone@skov.example", "Kode", "A", key="code") is None


@pytest.mark.django_db
def test_other_mails_wait_up_to_ten_a_month(post):
    orders = [Order(key=f"n:{n}", to="lone@skov.example", params={}) for n in range(14)]
    with transaction.atomic():
        assert queue_many("note", orders) == 10


@pytest.mark.django_db
def test_a_sender_a_thing_and_a_network_address_have_limits_of_their_own(rf):
    a, b, c = (UserFactory() for _ in range(3))
    charge(a, "project:1", 2, a_day=2)
    with pytest.raises(MailLimitReached):
        charge(a, "project:2", a_day=2)
    charge(b, "project:1", 2, a_day=2)
    with pytest.raises(MailLimitReached):
        charge(c, "project:1", a_day=2)
    many = [UserFactory() for _ in range(6)]
    with request_context(rf.get("/", REMOTE_ADDR="192.0.2.7")):
        for number, person in enumerate(many[:5]):
            charge(person, f"project:{number + 10}", 2, a_day=2)
        with pytest.raises(MailLimitReached):
            charge(many[5], "project:20", a_day=2)
    with request_context(rf.get("/", REMOTE_ADDR="192.0.2.8")):
        charge(many[5], "project:20", a_day=2)


@pytest.mark.django_db
def test_neither_counters_nor_keys_name_an_address(post):
    take("to:lone@skov.example", 1, 60)
    row = post()
    assert "lone" not in str(list(Counter.objects.values_list("key", flat=True)))
    assert row.to_key == key_of("lone@skov.example")
    assert "lone" not in row.to_key
