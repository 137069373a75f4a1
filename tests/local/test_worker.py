"""The worker runs, over threads of one process or over a real Redis, and outlives its broker."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import redis
from django.conf import settings
from django.db import connection, transaction

from samskabelse.celery import CLOCK, WakeUp, app, beat_schedule
from samskabelse.mail.enums import State
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_account_mail
from tests import machine


@contextmanager
def worker(log: Path, **env: str) -> Iterator[subprocess.Popen]:
    """`manage.py work` against the test database of this run."""
    config = connection.settings_dict
    login = f"{config['USER']}:{config['PASSWORD']}@{config['HOST']}:{config['PORT']}"
    address = f"postgres://{login}/{config['NAME']}"
    given = {**os.environ, "DATABASE_URL": address, "MAIL_TRANSPORT": "browser", **env}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "work"],
            cwd=settings.BASE_DIR,
            env={**given, "DEMO_MODE": "true"},
            stdout=out,
            stderr=out,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, log.read_text()


def code_is_sent(log: Path) -> None:
    """Queue a sign-in code and wait until the worker has sent it."""
    with transaction.atomic():
        mail = queue_account_mail(
            "lone@skov.example", "Din kode", "ABC-123", key=f"worker-test:{time.time_ns()}"
        )
    deadline = time.monotonic() + 40
    while OutgoingMail.objects.get(pk=mail.pk).state != State.SENT:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_without_redis_worker_and_clock_are_threads_of_one_process(tmp_path: Path):
    log = tmp_path / "log"
    with worker(log, REDIS_URL="") as process:
        code_is_sent(log)
        assert psutil.Process(process.pid).children() == []
        code_is_sent(log)


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_over_redis_the_worker_drains_and_outlives_its_broker(tmp_path: Path):
    log, port = tmp_path / "log", machine.free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with worker(log, REDIS_URL=url) as process:
        time.sleep(2)  # Redis is late
        with machine.running_redis(tmp_path, port):
            code_is_sent(log)
            assert len(psutil.Process(process.pid).children()) == 2
        time.sleep(2)  # Redis is away, and everything it held is lost
        with machine.running_redis(tmp_path, port):
            code_is_sent(log)


@pytest.mark.redis
def test_tasks_travel_through_a_real_redis_and_leave_no_personal_data(redis_server: str):
    with app.connection_for_write(redis_server) as broker:
        app.send_task("mail.drain", args=("code",), connection=broker, queue="test-travel")
        [message] = redis.Redis.from_url(redis_server).lrange("samskabelse:test-travel", 0, -1) or [
            redis.Redis.from_url(redis_server).lindex("test-travel", 0)
        ]
    assert b"mail.drain" in message


def test_every_task_of_the_clock_exists_and_expires():
    app.loader.import_default_modules()
    schedule = beat_schedule()
    assert len(schedule) == len(CLOCK)
    assert {entry["task"] for entry in schedule.values()} <= set(app.tasks)
    assert all(entry["options"]["expires"] >= 5 for entry in schedule.values())


def test_the_same_work_is_done_once_at_a_time():
    begun, go_on, runs = threading.Event(), threading.Event(), []

    @app.task(name="tests.slow", base=WakeUp)
    def slow(lane: str) -> None:
        runs.append(lane)
        begun.set()
        go_on.wait(10)

    first = threading.Thread(target=slow, args=("code",))
    first.start()
    begun.wait(10)
    slow("code")
    assert runs == ["code"]
    go_on.set()
    slow("digest")
    first.join()
    slow("code")
    assert runs == ["code", "digest", "code"]
    del app.tasks["tests.slow"]
