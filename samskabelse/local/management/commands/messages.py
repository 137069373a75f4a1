from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samskabelse.local import messages


class Command(BaseCommand):
    """Collect, check or compile the Danish translation."""

    help = "Merges the strings of the code into the Danish catalog; see --check and --compile."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--check", action="store_true", help="fail when Danish is not complete")
        mode.add_argument("--compile", action="store_true", help="write the .mo file")

    def handle(self, *args: Any, **options: Any) -> None:
        path = messages.po_path(settings.BASE_DIR)
        if options["compile"]:
            messages.compile_catalog(path)
            return
        catalog = messages.read_catalog(path)
        wanted = messages.extract(settings.BASE_DIR)
        if not options["check"]:
            messages.merge(catalog, wanted)
            messages.write_catalog(path, catalog)
        if found := messages.problems(catalog, wanted):
            raise CommandError("\n".join(found), returncode=1 if options["check"] else 0)
        self.stdout.write(f"{len(wanted)} messages, all in Danish.")
