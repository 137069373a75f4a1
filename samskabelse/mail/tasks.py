"""Wake-up calls. Everything they do is safe to do twice and by many at a time."""

from celery import shared_task

from samskabelse.mail import delivery, sweeping


@shared_task(name="mail.drain")
def drain(lane: str) -> None:
    """Send what is due in one lane."""
    delivery.drain(lane)


@shared_task(name="mail.sweep")
def sweep() -> None:
    """Settle what was interrupted, and forget what is old."""
    sweeping.sweep()
