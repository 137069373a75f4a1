"""The state machine of a row, one short statement per step.

queued → claimed → handed → sent | failed | unknown | cancelled. A worker owns a row for the length
of a lease, judged by the database's clock alone, so skewed clocks on workers do no harm. `now`
stands in for that clock in simulations.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from samskabelse.mail.enums import State
from samskabelse.mail.kinds import tell_settled
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.quiet import next_allowed
from samskabelse.mail.recipients import DAY, MONTH, SLACK, WEEK
from samskabelse.mail.resolver import Go

LEASE = timedelta(seconds=60)
BACKOFF_MINUTES = (1, 5, 15, 60)  # then every hour
MAX_ATTEMPTS = 75  # with the steps above: about 72 hours
SERVER_PAUSE = timedelta(seconds=10)
FREELY = Go()

# The oldest due rows of the lane that no one works on and that nothing earlier must precede. They
# are looked up once (MATERIALIZED): a join that asks the subquery anew for each row would pass by
# the limit, since what it has claimed already no longer counts.
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM mail_outgoingmail AS mail
    WHERE lane = %(lane)s
      AND state IN ('queued', 'claimed')
      AND not_before <= coalesce(%(now)s, clock_timestamp())
      AND (state = 'queued' OR lease_until < coalesce(%(now)s, clock_timestamp()))
      AND NOT EXISTS (
          SELECT FROM mail_outgoingmail AS earlier
          WHERE earlier.order_key = mail.order_key AND earlier.id < mail.id
            AND earlier.order_key IS NOT NULL
            AND earlier.state NOT IN ('sent', 'failed', 'unknown', 'cancelled'))
    ORDER BY not_before, id
    FOR UPDATE SKIP LOCKED
    LIMIT %(count)s)
UPDATE mail_outgoingmail AS mail
SET state = 'claimed', attempts = attempts + 1, worker = %(worker)s,
    lease_until = coalesce(%(now)s, clock_timestamp()) + %(lease)s
FROM due WHERE mail.id = due.id
RETURNING mail.*
"""

# The lease starts anew, so that the whole of it remains for the talk after the fence. What has left
# for the same receiver is counted here, in the very moment from which this mail may be out.
FENCE = """
UPDATE mail_outgoingmail AS mail
SET state = 'handed', weighs = %(a_week)s::int IS NOT NULL,
    handed_at = coalesce(%(now)s, clock_timestamp()),
    lease_until = coalesce(%(now)s, clock_timestamp()) + %(lease)s
WHERE id = %(id)s AND state = 'claimed' AND worker = %(worker)s
  AND lease_until > coalesce(%(now)s, clock_timestamp())
"""

# One lock per receiver, held until the fence is written. The count comes in a statement of its
# own, which sees what those who held the lock before have written.
LOCK = "SELECT pg_advisory_xact_lock(7236002, hashtext(%(key)s));"
LEFT_SINCE = """
  AND (SELECT count(*) FROM mail_outgoingmail AS other
       WHERE other.to_key = mail.to_key AND other.id <> mail.id {only}
         AND other.handed_at > coalesce(%(now)s, clock_timestamp()) - %({window})s) < %({limit})s
"""


def _fence_sql(limits: Go) -> str:
    """The fence with a count for each limit there is; without limits one plain update."""
    if not limits.is_limited:
        return FENCE
    counts = [
        LEFT_SINCE.format(only=only, window=window, limit=limit)
        for limit, window, only in (
            ("a_day", "day", ""),
            ("a_month", "month", ""),
            ("a_week", "week", "AND other.weighs"),
        )
        if getattr(limits, limit) is not None
    ]
    return "".join([LOCK, FENCE, *counts])


@dataclass(frozen=True)
class Worker:
    """Who works, and how long it may hold a row before others may think it dead."""

    id: UUID
    lease: timedelta = LEASE
    now: datetime | None = None

    @classmethod
    def new(cls, *, now: datetime | None = None) -> "Worker":
        return cls(uuid4(), now=now)


def claim(worker: Worker, lane: str, count: int) -> list[OutgoingMail]:
    """Take the next due mails of a lane, the oldest first. The lease of all runs from now.

    One whose turn comes after its lease fails at the fence, and whoever comes next has it.
    """
    params = {"worker": worker.id, "lease": worker.lease, "now": worker.now, "lane": lane}
    rows = OutgoingMail.objects.raw(CLAIM, params | {"count": count})
    return sorted(rows, key=lambda mail: (mail.not_before, mail.pk))


def fence(worker: Worker, mail: OutgoingMail, limits: Go = FREELY) -> bool:
    """Say, just before DATA, that the mail may be out from here on.

    False: it is not ours now, or others to the same receiver went first and used up `limits`.
    """
    params: dict[str, Any] = {
        "worker": worker.id,
        "lease": worker.lease,
        "now": worker.now,
        "id": mail.pk,
        "key": mail.to_key,
        **asdict(limits),
        "day": DAY + SLACK,
        "week": WEEK + SLACK,
        "month": MONTH + SLACK,
    }
    with connection.cursor() as cursor:
        cursor.execute(_fence_sql(limits), params)
        if limits.is_limited:
            cursor.nextset()  # past the answer of the lock
        return cursor.rowcount == 1


def hold(worker: Worker, mail: OutgoingMail, due: datetime) -> None:
    """Leave a mail to the summary of that moment. It is no worker's business any more."""
    _owned(worker, mail).update(
        state=State.HELD,
        not_before=due,
        reason="waits for the summary",
        attempts=F("attempts") - 1,
        worker=None,
        lease_until=None,
    )


def step_back(worker: Worker, mail: OutgoingMail, reason: str) -> None:
    """Put a mail that was not tried back into the queue, where it is asked again."""
    _put_back_if(
        _owned(worker, mail).filter(state=State.CLAIMED),
        mail,
        worker.now or timezone.now(),
        reason,
        attempts=F("attempts") - 1,
    )


# What the kind wants to know is in the answer, so that the row is not read again.
FINISH = """
UPDATE mail_outgoingmail
SET state = %(state)s, reason = %(reason)s, sealed = NULL, worker = NULL,
    sent_at = CASE WHEN %(state)s = 'sent' THEN coalesce(%(now)s, clock_timestamp()) END
WHERE id = %(id)s AND worker = %(worker)s AND state IN ('claimed', 'handed')
RETURNING sent_at
"""


def finish(worker: Worker, mail: OutgoingMail, state: State, reason: str) -> bool:
    """Settle a mail for good; its secret goes. False: somebody else has settled it meanwhile."""
    params: dict[str, Any] = {
        "id": mail.pk,
        "worker": worker.id,
        "now": worker.now,
        "state": str(state),
        "reason": reason[:500],
    }
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FINISH, params)
            row = cursor.fetchone()
        if row is None:
            return False
        mail.state, mail.reason, mail.sealed = state, reason[:500], None
        mail.worker, mail.sent_at = None, row[0]
        tell_settled(mail)
    return True


def retry(worker: Worker, mail: OutgoingMail, reason: str) -> None:
    """Put a mail back for later; after three days of trying it has failed."""
    if mail.attempts >= MAX_ATTEMPTS:
        finish(worker, mail, State.FAILED, reason)
        return
    minutes = BACKOFF_MINUTES[min(mail.attempts, len(BACKOFF_MINUTES)) - 1]
    moment = (worker.now or timezone.now()) + timedelta(minutes=minutes)
    _put_back(worker, mail, moment, reason, attempts=mail.attempts)


def put_back(worker: Worker, mail: OutgoingMail, reason: str) -> None:
    """Put a mail back because the server is away: not the mail's fault, so no attempt counts."""
    moment = (worker.now or timezone.now()) + SERVER_PAUSE
    _put_back(worker, mail, moment, reason, attempts=F("attempts") - 1)


def put_off(worker: Worker, mail: OutgoingMail, moment: datetime, reason: str) -> None:
    """Put a mail back because it should not go yet. It was not tried, so no attempt counts."""
    end = min(moment, mail.expires_at) if mail.expires_at else moment
    _put_back(worker, mail, end, reason, attempts=F("attempts") - 1)


def _put_back(
    worker: Worker, mail: OutgoingMail, moment: datetime, reason: str, *, attempts: int | Combinable
) -> None:
    _put_back_if(_owned(worker, mail), mail, moment, reason, attempts=attempts)


def _put_back_if(
    rows: QuerySet[OutgoingMail],
    mail: OutgoingMail,
    moment: datetime,
    reason: str,
    *,
    attempts: int | Combinable,
) -> None:
    rows.update(
        state=State.QUEUED,
        not_before=next_allowed(moment, mail.lane),
        reason=reason[:500],
        attempts=attempts,
        worker=None,
        lease_until=None,
        handed_at=None,
        weighs=False,
    )


def _owned(worker: Worker, mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(
        pk=mail.pk, worker=worker.id, state__in=[State.CLAIMED, State.HANDED]
    )
