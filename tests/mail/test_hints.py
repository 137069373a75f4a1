import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from samskabelse.mail import hints, tasks
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail


@pytest.fixture
def asked(monkeypatch, settings) -> list[str]:
    """The lanes that the broker was asked to wake."""
    lanes: list[str] = []
    settings.REDIS_URL = "redis://127.0.0.1:1"
    monkeypatch.setattr(hints, "_silent_until", 0.0)
    monkeypatch.setattr(
        tasks.drain, "apply_async", lambda args, **options: lanes.append(str(args[0]))
    )
    return lanes


@pytest.mark.django_db
def test_a_transaction_wakes_each_lane_once(asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for number in range(3):
            queue_mail("note", key=f"n:{number}", to="a@b.example", params={})
        queue_mail("letter", key="l", to="a@b.example", params={})
    assert sorted(asked) == ["digest", "invitation"]


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_hurts_nobody_and_is_asked_once(monkeypatch, asked):
    def refuse(args, **options):
        asked.append("asked")
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.drain, "apply_async", refuse)
    for number in range(2):
        with transaction.atomic():
            queue_mail("note", key=f"n:{number}", to="a@b.example", params={})
    assert (OutgoingMail.objects.count(), asked) == (2, ["asked"])
