"""Take in opgaver from elsewhere. No mail leaves and no answer clock starts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.enums import Phase
from projects.imports.rows import ImportRow, Refused
from projects.imports.texts import cut_at_word
from projects.models import ImportedRow, Project, Theme
from projects.models.theme import MOST_THEMES
from projects.services.raising import Answers, Place, create_project
from samskabelse.history.services import record
from samskabelse.policy.reasons import require

BATCH = 200


@transaction.atomic
def import_project(row: ImportRow, *, by: User | None) -> Project | None:
    """One row as a published opgave that seeks parties; None when it is here already.

    `by` is None on the command line, else an administrator. Nobody is made its initiator: the
    author's name is kept as the source wrote it, and anybody from the municipality may become its
    convener and invite. Dates are the source's own.
    """
    if by is not None:
        require(by, "projects.moderate_project", None)
    if ImportedRow.objects.filter(source=row.source, external_id=row.external_id).exists():
        return None
    project = create_project(
        Answers(
            title=row.title,
            problem=row.problem,
            place=Place(text=cut_at_word(row.place, 200), postal_code=row.postal_code),
            themes=themes_called(row.themes),
            language=row.language,
        ),
        initiator=None,
        author=cut_at_word(row.author),
        source=source_of(row),
    )
    _publish_quietly(project, row)
    ImportedRow.objects.create(source=row.source, external_id=row.external_id, project=project)
    name = row.source_name or row.source
    record(project, "project.imported", by=by, name=name, number=row.external_id)
    return project


def themes_called(names: Iterable[str]) -> list[str]:
    """The slugs of the first themes with these names; other words are not ours to add."""
    wanted = {name.strip().casefold() for name in names}
    if not wanted:
        return []
    active = Theme.objects.filter(is_active=True)
    return [theme.slug for theme in active if theme.name.casefold() in wanted][:MOST_THEMES]


def source_of(row: ImportRow) -> str:
    """Where it came from: the page itself when it fits, else the collection's name."""
    whole = " · ".join(part for part in (row.source_name, row.source_url) if part)
    return whole if len(whole) <= 200 else cut_at_word(row.source_name, 200)


def _publish_quietly(project: Project, row: ImportRow) -> None:
    moment = row.created or timezone.now()
    project.phase = Phase.SEEKING
    project.phase_since = project.submitted_at = project.published_at = moment
    project.created_at = moment
    project.save(
        update_fields=["phase", "phase_since", "submitted_at", "published_at", "created_at"]
    )


@dataclass
class Report:
    """What became of the rows so far."""

    imported: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)
    remarks: list[Refused] = field(default_factory=list)

    @property
    def seen(self) -> int:
        return self.imported + self.known + len(self.refused)


def import_rows(
    rows: Iterable[ImportRow | Refused], *, by: User | None, dry_run: bool = False
) -> Iterator[Report]:
    """Import rows in batches, one transaction each; yields the report after every batch.

    A row the database refuses loses itself alone. `dry_run` does all of it and rolls back.
    """
    report = Report()
    batch: list[ImportRow] = []
    for row in rows:
        if isinstance(row, Refused):
            report.refused.append(row)
            continue
        report.remarks.extend(Refused(row.line, remark) for remark in row.remarks)
        batch.append(row)
        if len(batch) == BATCH:
            _import_batch(batch, report, by=by, dry_run=dry_run)
            batch = []
            yield report
    _import_batch(batch, report, by=by, dry_run=dry_run)
    yield report


@transaction.atomic
def _import_batch(
    batch: list[ImportRow], report: Report, *, by: User | None, dry_run: bool
) -> None:
    known = _known(batch)
    for row in batch:
        if (row.source, row.external_id) in known:
            report.known += 1
        else:
            _import_one(row, report, by=by)
    if dry_run:
        transaction.set_rollback(True)


def _known(batch: list[ImportRow]) -> set[tuple[str, str]]:
    found = ImportedRow.objects.filter(
        source__in={row.source for row in batch},
        external_id__in=[row.external_id for row in batch],
    )
    return set(found.values_list("source", "external_id"))


def _import_one(row: ImportRow, report: Report, *, by: User | None) -> None:
    try:
        project = import_project(row, by=by)
    except (DataError, IntegrityError, ValueError) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        report.refused.append(
            Refused(row.line, _("The database refused the row: %(why)s") % {"why": why})
        )
    else:
        report.imported += project is not None
        report.known += project is None
