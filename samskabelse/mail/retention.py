"""Forget: to whom and about what a mail was after 30 days, that there was one after 180.

An invitation promises to forget the address of somebody who never answers (GDPR art. 14), so the
row of its mail must not keep it. What the mail server answered often names the address too.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from samskabelse.mail.enums import FINAL_STATES, State
from samskabelse.mail.models import Counter, KeptMail, OutgoingMail, RhythmChoice

CONTENT_KEPT = timedelta(days=30)
METADATA_KEPT = timedelta(days=180)
KEYS_KEPT = COUNTERS_KEPT = timedelta(days=31)  # longer than any window


def forget_old(now: datetime | None = None) -> None:
    """Wipe receiver, params and answer of final mails after 30 days, delete rows after 180."""
    now = now or timezone.now()
    final = OutgoingMail.objects.filter(state__in=FINAL_STATES)
    final.filter(created_at__lt=now - METADATA_KEPT).delete()
    old = final.filter(~Q(to_address=""), created_at__lt=now - CONTENT_KEPT)
    old.update(to_address="", params={}, reason="")
    final.filter(~Q(to_key=""), created_at__lt=now - KEYS_KEPT).exclude(
        handed_at__gte=now - KEYS_KEPT
    ).update(to_key="")
    KeptMail.objects.filter(kept_at__lt=now - CONTENT_KEPT).delete()
    Counter.objects.filter(started_at__lt=now - COUNTERS_KEPT).delete()


def forget_address(address: str) -> None:
    """Take an erased person's address out of the record of mails, and send them no more.

    What is on its way this very moment keeps its address until `forget_old`. Refusals stay, so
    that the address keeps being left alone.
    """
    mails = OutgoingMail.objects.filter(to_address=address)
    waiting = mails.filter(state__in=[State.QUEUED, State.HELD])
    waiting.update(state=State.CANCELLED, sealed=None)
    RhythmChoice.objects.filter(address=address).delete()
    mails.filter(state__in=FINAL_STATES).update(to_address="", params={}, reason="")
    KeptMail.objects.filter(to_address=address).delete()
