"""Importing into the database: quietly, once, and without losing neighbours."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from projects.enums import Moderation, Phase
from projects.imports.rows import ImportRow, Refused
from projects.models import ImportedRow, Party, Project
from projects.services.importing import import_project, import_rows
from projects.services.roles import offer_role
from samskabelse.history.models import Entry
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import NotAllowed
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory

pytestmark = pytest.mark.django_db
CIVIC = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "civic"


def run(*arguments: str | Path, **options) -> tuple[list[str], list[str]]:
    """The lines the command wrote, and those it complained with."""
    out, errors = StringIO(), StringIO()
    call_command("import_projects", *map(str, arguments), stdout=out, stderr=errors, **options)
    return out.getvalue().splitlines(), errors.getvalue().splitlines()


def row(number: int, **fields) -> ImportRow:
    told = {"source": "test", "title": f"Titel {number}", "problem": f"Problem {number}"}
    return ImportRow(**({"line": number, "external_id": str(number)} | told | fields))


def test_an_imported_opgave_is_public_and_quiet(tmp_path):
    path = tmp_path / "møde.csv"
    path.write_text(
        "titel;problem;navn;dato;postnr;link\nLys;Mørkt;Ida;2019-03-02;8000;https://a.example\n"
    )
    run(path)
    project = Project.objects.get()
    assert (project.phase, project.moderation) == (Phase.SEEKING, Moderation.CLEAR)
    assert (project.initiator, project.first_reply_due, project.contact) == (None, None, None)
    assert (project.source, project.source_author) == ("møde.csv · https://a.example", "Ida")
    assert project.postal_code == "8000"
    dates = {project.created_at, project.submitted_at, project.published_at, project.phase_since}
    assert [date.isoformat() for date in dates] == ["2019-03-01T23:00:00+00:00"]
    assert list(Entry.objects.values_list("action", "by", "data")) == [
        (
            "project.imported",
            None,
            {"name": "møde.csv", "number": ImportedRow.objects.get().external_id},
        )
    ]
    assert not OutgoingMail.objects.exists()
    assert not Party.objects.exists()


def test_its_page_can_be_read(client):
    project = import_project(row(1, author="Ida", language="es"), by=None)
    assert client.get(project.get_absolute_url()).status_code == 200
    assert client.get(reverse("projects:history", args=[project.slug])).status_code == 200


def test_staff_can_take_an_imported_opgave_on():
    project = import_project(row(1), by=None)
    role = offer_role(project.pk, "convener", by=VerifiedStaffFactory())
    assert role.user.has_perm("projects.invite_party", Project.objects.get(pk=project.pk))


def test_only_administrators_import_by_hand():
    assert import_project(row(1), by=AdministratorFactory()) is not None
    with pytest.raises(NotAllowed):
        import_project(row(2), by=UserFactory())


def test_twice_without_doubling(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("titel;problem\nA;a\nB;b\n")
    run(path)
    path.write_text("titel;problem\nA;a\nC;c\nB;b\n")
    out, errors = run(path)
    assert errors == []
    assert out[0] == "a.csv: 1 importeret, 2 var her i forvejen, 0 ikke taget"
    assert out[-1].startswith("I alt: 1 importeret, 2 var her i forvejen, 0 ikke taget (")
    assert sorted(Project.objects.values_list("title", flat=True)) == ["A", "B", "C"]
    assert import_project(row(1), by=None) is not None
    assert import_project(row(1), by=None) is None


def test_a_bad_row_loses_itself_alone():
    rows = [row(1), row(2, problem="nul\0"), row(3, language="too-long"), Refused(4, "no"), row(5)]
    *_rest, report = import_rows(rows, by=None)
    assert (report.imported, report.known) == (2, 0)
    assert [refused.line for refused in report.refused] == [4, 2, 3]
    assert all(
        refused.why.startswith("Databasen afviste rækken: ") for refused in report.refused[1:]
    )
    assert list(Project.objects.order_by("id").values_list("title", flat=True)) == [
        "Titel 1",
        "Titel 5",
    ]


def test_a_trial_keeps_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("titel;problem\nA;a\n;\n")
    out, _errors = run(path, dry_run=True)
    assert out[0] == "a.csv: 1 importeret, 0 var her i forvejen, 0 ikke taget"
    assert out[-1] == "Det var en prøve: intet er gemt."
    assert not Project.objects.exists()
    assert not Entry.objects.exists()


def test_rows_that_were_not_taken_are_told_with_line_and_reason(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("titel;problem;dato\nA;a;i går\n;;2020-01-01\n")
    _out, errors = run(path)
    assert errors == [
        "a.csv, linje 3, ikke importeret: Rækken har hverken titel eller tekst.",
        "a.csv, linje 2, importeret: Datoen ”i går” kunne ikke læses og er udeladt.",
    ]


def test_nothing_readable_is_an_error_and_not_a_traceback(tmp_path):
    with pytest.raises(CommandError, match=r"no: Filen eller mappen findes ikke\."):
        run(tmp_path / "no")
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(CommandError, match=r"Ingen fil kunne læses\."):
        run(tmp_path)
    with pytest.raises(CommandError, match=r"Ingen fil kunne læses\."):
        run(tmp_path / "a.json", format="madrid")


def test_two_opgaver_with_one_title_have_two_pages():
    first, second = (
        import_project(row(1, title="Ens"), by=None),
        import_project(row(2, title="Ens"), by=None),
    )
    assert first.slug != second.slug


@pytest.mark.skipif(not CIVIC.is_dir(), reason="the shared folder with real input is not here")
def test_every_real_contribution_is_taken_once():
    out, _errors = run(CIVIC)
    assert out[-1].startswith("I alt: 2702 importeret, 0 var her i forvejen, 0 ikke taget (")
    counts = {name: ImportedRow.objects.filter(source=name).count() for name in SOURCES}
    assert counts == SOURCES
    out, _errors = run(CIVIC)
    assert out[-1].startswith("I alt: 0 importeret, 2702 var her i forvejen, 0 ikke taget (")
    assert not OutgoingMail.objects.exists()


SOURCES = {"madrid:proposals": 80, "cimt:dataset_CDB": 2163, "cimt:dataset_CDM": 459}
