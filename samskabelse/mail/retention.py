"""Forget: what a mail was about after 30 days, that there was one after 180."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from samskabelse.mail.enums import FINAL_STATES
from samskabelse.mail.models import Counter, KeptMail, OutgoingMail

PARAMS_KEPT = timedelta(days=30)
METADATA_KEPT = timedelta(days=180)


def forget_old(now: datetime | None = None) -> None:
    """Wipe the params of final mails after 30 days and delete the rows after 180."""
    now = now or timezone.now()
    final = OutgoingMail.objects.filter(state__in=FINAL_STATES)
    final.filter(created_at__lt=now - METADATA_KEPT).delete()
    final.filter(~Q(params={}), created_at__lt=now - PARAMS_KEPT).update(params={})
    KeptMail.objects.filter(kept_at__lt=now - PARAMS_KEPT).delete()
    Counter.objects.filter(started_at__lt=now - METADATA_KEPT).delete()
