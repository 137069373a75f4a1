"""Wake the worker after commit. Nothing here may hurt the act that queued the mail."""

import time
from functools import partial

import structlog
from django.conf import settings
from django.db import transaction

from samskabelse.mail.enums import Lane

log = structlog.get_logger(__name__)
PAUSE_AFTER_TROUBLE = 30  # seconds: a web request must not wait for a dead broker time and again
_silent_until = 0.0


def hint(lane: Lane) -> None:
    """Ask a worker to drain this lane now. A broker that does not answer is only logged."""
    global _silent_until  # noqa: PLW0603  one breaker per process is the point
    if time.monotonic() < _silent_until:
        return
    from samskabelse.mail.tasks import drain  # noqa: PLC0415  tasks import delivery, which we feed

    try:
        drain.apply_async([lane], expires=30, retry=False)
    except Exception as error:  # noqa: BLE001  whatever the broker throws, the row is safe
        _silent_until = time.monotonic() + PAUSE_AFTER_TROUBLE
        log.warning("mail.hint_lost", lane=lane, error=type(error).__name__)


HINTS = {lane: partial(hint, lane) for lane in Lane}


def hint_after_commit(lane: str) -> None:
    """Hint once per transaction and lane. Without Redis the worker of this machine polls anyway."""
    if not settings.REDIS_URL:
        return
    wake = HINTS[Lane(lane)]
    waiting = (entry[1] for entry in transaction.get_connection().run_on_commit)
    if not any(function is wake for function in waiting):
        transaction.on_commit(wake, robust=True)
