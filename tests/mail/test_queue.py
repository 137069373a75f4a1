import threading

import pytest
from django.db import connection, transaction

from samskabelse.mail import claims
from samskabelse.mail.claims import Worker
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_account_mail, queue_mail, queue_many


@pytest.mark.django_db
def test_a_key_is_queued_once(post):
    row = post()
    with transaction.atomic():
        assert queue_mail("note", key="note:1", to="a@b.example", params={"note": 2}) is None
    assert list(OutgoingMail.objects.values_list("pk", "to_address", "params")) == [
        (row.pk, "lone@skov.example", {"note": 1})
    ]


@pytest.mark.django_db(transaction=True)
def test_a_mail_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        queue_mail("note", key="note:1", to="lone@skov.example", params={})


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_no_mail():
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        queue_mail("note", key="note:1", to="lone@skov.example", params={})
        _ = 1 / 0
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_key_from_eight_threads_is_one_mail():
    rows = []

    def queue() -> None:
        with transaction.atomic():
            rows.append(queue_mail("note", key="note:1", to="lone@skov.example", params={}))
        connection.close()

    threads = [threading.Thread(target=queue) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert OutgoingMail.objects.count() == 1
    assert sum(row is not None for row in rows) == 1


@pytest.mark.django_db
def test_thousands_are_one_insert(django_assert_num_queries):
    orders = [Order(key=f"n:{i}", to=f"p{i}@x.example", params={"note": i}) for i in range(3000)]
    with django_assert_num_queries(3):  # what was sent before, the keys, the rows
        assert queue_many("note", orders) == 3000
    assert queue_many("note", [*orders[:10], Order(key="n:new", to="q@x.example", params={})]) == 1
    assert OutgoingMail.objects.count() == 3001


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "lone", "lone@", "@b.example", "a b@b.example", "a\n@b.c"])
def test_an_address_that_is_none_is_refused(to):
    with pytest.raises(ValueError, match="not a mail address"):
        queue_mail("note", key="note:1", to=to, params={})


@pytest.mark.django_db
def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no kind of mail"):
        queue_mail("nothing", key="note:1", to="lone@skov.example", params={})


@pytest.mark.django_db
def test_a_code_lies_sealed():
    row = queue_account_mail("lone@skov.example", "Din kode", "ABCD-EFGH", key="code:1")
    assert (row.lane, row.topic, row.params) == ("code", "account", {})
    assert b"ABCD" not in bytes(row.sealed)
    assert row.secret() == {"subject": "Din kode", "text": "ABCD-EFGH", "html": ""}


@pytest.mark.django_db
def test_no_plan_of_the_database_lets_a_worker_claim_more_than_it_asked_for(post):
    for number in range(4):
        post(str(number))
    with connection.cursor() as cursor:
        for other in ("hashjoin", "mergejoin", "hashagg", "sort", "material"):
            cursor.execute(f"SET LOCAL enable_{other} = off")
    assert len(claims.claim(Worker.new(), "invitation", 1)) == 1
    assert OutgoingMail.objects.filter(state="claimed").count() == 1
