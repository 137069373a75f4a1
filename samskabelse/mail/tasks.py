"""Wake-up calls. Everything they do is safe to do twice and by many at a time."""

from celery import shared_task

from samskabelse.mail import delivery, sweeping


@shared_task(name="mail.drain")
def drain(lane: str, thread: str = "first") -> None:
    """Send what is due in one lane. A lane with a second thread sends while the first one waits."""
    delivery.drain(lane)


@shared_task(name="mail.sweep")
def sweep() -> None:
    """Settle what was interrupted, and forget what is old."""
    sweeping.sweep()
