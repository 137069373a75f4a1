from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from samskabelse.local import worker


class Command(BaseCommand):
    """Send the mails and keep the deadlines, until stopped."""

    help = "Runs the background worker and its clock, over Redis when REDIS_URL is set."

    def handle(self, *args: Any, **options: Any) -> None:
        code = worker.work_over_redis() if settings.REDIS_URL else worker.work_in_threads()
        raise SystemExit(code)
