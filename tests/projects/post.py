"""Send what is queued, and read it as the receiver does."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import State
from samskabelse.mail.models import KeptMail, OutgoingMail


def keep_mails(settings: Any) -> None:
    """Mails stay in the database, by day and by night."""
    settings.MAIL_TRANSPORT = "browser"
    settings.MAIL_QUIET_HOURS = ""
    settings.MAIL_HOLD = False
    settings.REDIS_URL = ""


def deliver(now: datetime | None = None) -> list[KeptMail]:
    """Send everything that is due; the mails that left just now. A mail not written is a bug."""
    last = KeptMail.objects.order_by("id").values_list("id", flat=True).last() or 0
    now = now or timezone.now()
    waiting = OutgoingMail.objects.filter(state=State.QUEUED)
    for lane in set(waiting.values_list("lane", flat=True)):
        drain(lane, now=now)
    stuck = OutgoingMail.objects.filter(state=State.QUEUED, reason__startswith="could not be")
    assert list(stuck.values_list("kind", "reason")) == []
    return list(KeptMail.objects.filter(id__gt=last).order_by("id"))


def sent_to(address: str) -> list[str]:
    """The kinds of mail that reached an address, in order."""
    rows = OutgoingMail.objects.filter(to_address=address, state=State.SENT)
    return list(rows.order_by("id").values_list("kind", flat=True))
