import threading
import time

import pytest
from django.db import connection, transaction

from samskabelse.mail.limits import MailLimitReached, allow_unconfirmed, take
from samskabelse.mail.models import Counter


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
def test_an_address_that_never_answered_gets_three_a_day():
    for spelling in ("lone@skov.example", "LONE@skov.example", "lone@SKOV.example"):
        allow_unconfirmed(spelling)
    with pytest.raises(MailLimitReached) as refusal:
        allow_unconfirmed("lone@skov.example")
    assert refusal.value.code == "mail_limit"
    allow_unconfirmed("other@skov.example")


@pytest.mark.django_db
def test_a_counter_keeps_no_address():
    allow_unconfirmed("lone@skov.example")
    keys = list(Counter.objects.values_list("key", flat=True))
    assert [key.partition(":")[0] for key in keys] == ["to", "to"]
    assert "lone" not in str(keys)
