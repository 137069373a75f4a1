"""Celery wakes things up and carries nothing: every task is safe to lose and safe to repeat.

Each app declares its tasks in `tasks.py`; the clock that calls them is the table below.
"""

import os
import threading
from typing import Any, NamedTuple

from celery import Celery, Task
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskabelse.settings")


class Beat(NamedTuple):
    """Call `task` with `args` every `seconds`."""

    task: str
    seconds: float
    args: tuple[str, ...] = ()


CLOCK = [
    Beat("mail.drain", 1, ("code",)),
    Beat("mail.drain", 2, ("invitation",)),
    Beat("mail.drain", 2, ("invitation", "second")),
    Beat("mail.drain", 2, ("reminder",)),
    Beat("mail.drain", 2, ("digest",)),
    Beat("mail.sweep", 10),
    Beat("projects.tick", 60),
    Beat("arenas.tick", 60),
    Beat("participants.tick", 60 * 60),
    Beat("rest.tick", 60 * 60),
]


class WakeUp(Task):
    """A task that this process runs once at a time for the same arguments.

    A call that finds the same work under way is dropped. So a long queue of invitations holds one
    thread and not all of them, and a sign-in code never waits behind it.
    """

    abstract = True
    _locks: dict[tuple[str, tuple], threading.Lock] = {}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        lock = self._locks.setdefault((self.name, args), threading.Lock())
        if not lock.acquire(blocking=False):
            return None
        try:
            return super().__call__(*args, **kwargs)
        finally:
            lock.release()


def beat_schedule() -> dict[str, dict[str, Any]]:
    """The clock in Celery's words. A call that nobody took before the next one is due expires."""
    return {
        " ".join((beat.task, *beat.args)): {
            "task": beat.task,
            "schedule": beat.seconds,
            "args": beat.args,
            "options": {"expires": max(beat.seconds, 5)},
        }
        for beat in CLOCK
    }


app = Celery("samskabelse", task_cls=WakeUp)
app.conf.update(settings.CELERY)
app.conf.update(
    beat_schedule=beat_schedule(),
    beat_scheduler="celery.beat:Scheduler",  # in memory: nothing to remember, no file to corrupt
    worker_pool="threads",
    worker_concurrency=len(CLOCK) + 1,
    worker_redirect_stdouts=False,
    worker_send_task_events=False,
)
app.autodiscover_tasks()
