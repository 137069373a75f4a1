"""Wake-up calls. Safe to do twice and by many at a time."""

from celery import shared_task

from samskabelse.rest.idempotency import forget_answers


@shared_task(name="rest.tick")
def tick() -> None:
    """Forget answers that nobody will ask for again."""
    forget_answers()
