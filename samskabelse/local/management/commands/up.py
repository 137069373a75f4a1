import os
import signal
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from samskabelse.local import launch, steps
from samskabelse.local.problems import StartError, only_one


class Command(BaseCommand):
    """Everything from a fresh clone to a site that answers."""

    help = "Prepares and runs the whole site: database, assets, web server and worker."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT") or 8000)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            steps.require_writable(settings.VAR_DIR)
            with only_one(settings.VAR_DIR, settings.BASE_URL):
                self.step("This machine", lambda: steps.check_machine(host, port))
                self.run_site(host, port)
        except StartError as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from error
        except KeyboardInterrupt:
            self.say("\nStopped before the site was up.")

    def run_site(self, host: str, port: int) -> None:
        """The database starts first and stops last, whatever happens in between."""
        try:
            self.prepare()
            launch.serve(host, port, self.say)
            self.say("")
        finally:
            self.step("Stopped", steps.stop_database)

    def prepare(self) -> None:
        self.step("Database", steps.start_database)
        self.step("Redis", steps.greet_redis)
        self.step("Tables", steps.migrate)
        self.step("Cache", steps.create_cache_table)
        self.step("Translations", steps.compile_translations)
        self.step("Design system", steps.build_assets)
        self.step("Static files", steps.collect_static)
        self.step("Demo data", steps.load_demo)

    def step(self, title: str, act: Callable[[], str | None]) -> None:
        started = time.monotonic()
        try:
            note = act()
        except BaseException:
            self.say(f"✗ {title}")
            raise
        seconds = f"{time.monotonic() - started:.1f} s"
        self.say(f"✓ {title:<16}{seconds:>7}{f'  {note}' if note else ''}")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
