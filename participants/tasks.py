"""Wake-up calls. Safe to do twice and by many at a time."""

from celery import shared_task

from participants.services.accounts import delete_unproven_accounts
from participants.services.tokens import delete_old_tokens


@shared_task(name="participants.tick")
def tick() -> None:
    """Once an hour: forget accounts whose address was never proven, and keys that ran out."""
    delete_unproven_accounts()
    delete_old_tokens()
