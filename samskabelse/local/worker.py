"""The background work of one machine: one process with beat and worker as threads (no Redis),
or Celery's own programs side by side (with Redis)."""

import sys
import warnings

from celery.beat import EmbeddedService
from celery.exceptions import SecurityWarning
from celery.signals import worker_shutting_down

from samskabelse.celery import app
from samskabelse.local.children import Child, Supervisor

LOG_LEVEL = "WARNING"


def work_in_threads() -> int:
    """Run worker and beat over kombu's in-memory transport until SIGTERM or SIGINT."""
    warnings.simplefilter("ignore", SecurityWarning)  # root is fine: we accept JSON alone
    beat = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")
    worker = app.Worker(quiet=True, loglevel=LOG_LEVEL, pool="threads", hostname="local@%h")
    worker_shutting_down.connect(lambda **_: beat.service.stop(), weak=False)
    beat.start()
    worker.start()
    return worker.exitcode or 0


def work_over_redis() -> int:
    """Run `celery worker` and `celery beat` until SIGTERM or SIGINT; restart what dies."""
    celery = [sys.executable, "-W", "ignore", "-m", "celery", "--app", "samskabelse", "--quiet"]
    children = [
        Child("worker", [*celery, "worker", "--loglevel", LOG_LEVEL]),
        Child("beat", [*celery, "beat", "--loglevel", LOG_LEVEL]),
    ]
    return Supervisor(children).run()
