"""Limits on whatever sends mail, counted in PostgreSQL: exact however many ask at once."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samskabelse.mail.addresses import canonical
from samskabelse.web.errors import ActError

ONE_DAY = 24 * 60 * 60

# The window starts with the first take and anew with the first take after its end.
TAKE = """
INSERT INTO mail_counter AS counter (key, n, started_at)
VALUES (%(key)s, 1, clock_timestamp())
ON CONFLICT (key) DO UPDATE SET
    n = CASE WHEN counter.started_at <= clock_timestamp() - %(window)s THEN 1
             ELSE counter.n + 1 END,
    started_at = CASE WHEN counter.started_at <= clock_timestamp() - %(window)s
                      THEN clock_timestamp() ELSE counter.started_at END
WHERE counter.n < %(limit)s OR counter.started_at <= clock_timestamp() - %(window)s
RETURNING n
"""


class MailLimitReached(ActError):
    """Too many mails in a short time. The sentence says when to come back."""

    code = "mail_limit"
    status = 429


def take(key: str, limit: int, window_seconds: float) -> bool:
    """Use one of `limit` goes per window; False when none is left.

    Counts in the caller's transaction: what is rolled back was not used. What follows the first
    colon of the key, often an address, is kept as a keyed hash alone.
    """
    if limit < 1:
        return False
    window = timedelta(seconds=window_seconds)
    params: dict[str, Any] = {"key": _kept(key), "limit": limit, "window": window}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, params)
        return cursor.fetchone() is not None


def _kept(key: str) -> str:
    what, _colon, whom = key.partition(":")
    return f"{what}:{salted_hmac('samskabelse.mail.limits', whom, algorithm='sha256').hexdigest()}"


def allow(key: str, limit: int, window_seconds: float, message: str | Promise = "") -> None:
    """`take`, or MailLimitReached with a sentence for the person."""
    if not take(key, limit, window_seconds):
        raise MailLimitReached(
            message or _("Too many mails have been sent from here. Please try again tomorrow.")
        )


def allow_unconfirmed(address: str) -> None:
    """At most 3 mails a day and 10 a month to an address whose owner never answered us.

    From the whole site together, whoever asks: nobody can be buried in invitations. Raises
    MailLimitReached.
    """
    message = _("This address has been sent enough mails for now. Please try again tomorrow.")
    key = f"to:{canonical(address)}"
    allow(f"{key}:day", 3, ONE_DAY, message)
    allow(f"{key}:month", 10, 30 * ONE_DAY, message)
