"""`manage.py demo`: fill an empty site with Nordager Kommune. Twice changes nothing."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from samskabelse.local.demo.seeding import clear, seed


class Command(BaseCommand):
    help = "Make the demo data: an invented municipality with invented people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="also when DEMO_MODE is off")
        parser.add_argument("--restart", action="store_true", help="start over")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO_MODE or options["force"]):
            raise CommandError(
                "Demo data belongs in a demo. Set DEMO_MODE=true, or use --force if you mean it."
            )
        if options["restart"] and not settings.DEMO_MODE:
            raise CommandError(
                "Starting over deletes opgaver; it is done only with DEMO_MODE=true."
            )
        if options["restart"]:
            clear()
        made = [key for key, is_new in self._each() if is_new]
        self.stdout.write(f"Demo data: {len(made)} opgaver made.")

    def _each(self):
        for key, is_new in seed():
            self.stdout.write(f"  {key}: {'made' if is_new else 'is there already'}")
            yield key, is_new
