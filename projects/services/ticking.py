"""Jobs that the clock calls, by as many schedulers as there are."""

from collections.abc import Callable, Iterable
from datetime import datetime

import structlog
from django.db import connection, transaction

log = structlog.get_logger(__name__)
Job = Callable[[datetime], int]


def run_alone(jobs: Iterable[Job], lock: int, now: datetime) -> dict[str, int]:
    """Run each job unless another process is at it; how many things each did.

    Each has a transaction of its own, so that one that fails holds no other back, and a lock of its
    own beside `lock`, so that none is passed by because another is running. The lock goes with the
    transaction, also behind a connection pooler.
    """
    done = {}
    for job in jobs:
        try:
            with transaction.atomic():
                if _is_free(lock, job.__name__):
                    done[job.__name__] = job(now)
        except Exception:
            log.exception("job_failed", job=job.__name__)
    return done


def _is_free(lock: int, job: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [lock, job])
        return bool(cursor.fetchone()[0])
