"""`manage.py import_projects FILE_OR_FOLDER`: opgaver from other platforms and from tables."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from projects.imports.files import FORMATS, files_in, read_file
from projects.imports.rows import Refused, UnreadableFile
from projects.services.importing import Report, import_rows


class Command(BaseCommand):
    help = (
        "Import opgaver from Decide Madrid, CIMT, CSV or JSON. Can be run again without doubling."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file, or a folder with files")
        parser.add_argument("--format", choices=FORMATS, default="", help="found out when left out")
        parser.add_argument("--language", default="", help="of the texts, such as da, de or es")
        parser.add_argument("--source", default="", help="name of the collection")
        parser.add_argument("--dry-run", action="store_true", help="do everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        with translation.override(settings.LANGUAGE_CODE):
            try:
                files = list(files_in(options["path"]))
            except UnreadableFile as error:
                raise CommandError(f"{options['path']}: {error}") from error
            reports = [self._import_file(file, options) for file in files]
            taken = [report for report in reports if report]
            self._totals(taken, time.monotonic() - started, dry_run=options["dry_run"])
            if not taken:
                raise CommandError(_("No file could be read."))

    def _import_file(self, path: Path, options: dict[str, Any]) -> Report | None:
        rows = read_file(
            path,
            shape=options["format"],
            language=options["language"],
            source=options["source"],
        )
        report = Report()
        try:
            for report in import_rows(rows, by=None, dry_run=options["dry_run"]):
                self._progress(path, report)
        except UnreadableFile as error:
            self.stderr.write(f"{path}: {error}")
            return report if report.seen else None
        self._lines(path, report)
        return report

    def _progress(self, path: Path, report: Report) -> None:
        end = "\r" if self.stdout.isatty() else "\n"
        self.stdout.write(self._sentence(path.name, report), ending=end)
        self.stdout.flush()

    def _lines(self, path: Path, report: Report) -> None:
        if self.stdout.isatty():
            self.stdout.write("")
        for refused in report.refused:
            self.stderr.write(self._line(path, refused, _("not imported")))
        for remark in report.remarks:
            self.stderr.write(self._line(path, remark, _("imported")))

    def _line(self, path: Path, row: Refused, what: str) -> str:
        place = _("line %(line)s") % {"line": row.line}
        return f"{path.name}, {place}, {what}: {row.why}"

    def _totals(self, reports: list[Report], seconds: float, *, dry_run: bool) -> None:
        total = Report(
            imported=sum(report.imported for report in reports),
            known=sum(report.known for report in reports),
            refused=[row for report in reports for row in report.refused],
        )
        self.stdout.write(self._sentence(_("In all"), total) + f" ({seconds:.1f} s)")
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was kept."))

    def _sentence(self, name: str, report: Report) -> str:
        counts = {
            "imported": report.imported,
            "known": report.known,
            "refused": len(report.refused),
        }
        text = (
            _("%(imported)s imported, %(known)s were here already, %(refused)s not taken") % counts
        )
        return f"{name}: {text}"
