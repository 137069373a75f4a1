"""Every column of a CSV file takes whatever stands in it: many invitations, and the import."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from projects.imports.plain import COLUMNS as IMPORTED
from projects.invitees import COLUMNS, read_invitees
from projects.models import Project
from tests.access.addresses import fields_of, url_of
from tests.access.tour import quick
from tests.access.world import World
from tests.hostile.asking import answer
from tests.hostile.words import EDGE, addresses, naughty, payloads, share

pytestmark = pytest.mark.django_db
GOOD = {
    "email": "ny@mail.example",
    "name": "Ny",
    "organisation": "",
    "kind": "",
    "why": "Du bor der",
}
ODD_FILES = [
    b"", b"\xff\xfe", b"\xff\xfe\x00", b"\xfe\xff\xd8\x00", b"\xef\xbb\xbf", b"\x00" * 50,
    b'"', b'a;"b\r\nc', b"\x80\x81;\xff", b";;;;;\n" * 500, b"email\n" + b"a" * 200_000,
    "email;name\nny@mail.example;Bø".encode("utf-16"), b"\r\r\r", b"\x1c\x1d\x1e\x85",
]  # fmt: skip


def table(columns: list[str], rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def texts(column: str) -> list[str]:
    every = [*(addresses() if column == "email" else []), *naughty()]
    return share(every, 12) + share(payloads(), 4)


@quick()
@pytest.mark.parametrize("step", ["look", "send"])
def test_many_are_invited_whatever_the_cells_hold(world: World, step: str):
    rows = [
        GOOD | {"email": f"ny{column}{number}@mail.example", column: text}
        for column in COLUMNS
        for number, text in enumerate(texts(column))
    ]
    data = fields_of("projects:invite_many", world) | {"rows": table(COLUMNS, rows)}
    data = data if step == "send" else {k: v for k, v in data.items() if k != "confirm"}
    data["rows"] = data["rows"].encode(errors="replace").decode()
    found = answer(world, "initiator", url_of("projects:invite_many", world), data)
    assert not isinstance(found, str), found
    assert found.status_code in {200, 303, 422}


@quick()
def test_any_file_is_read_or_refused(world: World):
    files = [*ODD_FILES, *(path.read_bytes() for path in sorted((EDGE / "csv").glob("*.csv")))]
    data = {k: v for k, v in fields_of("projects:invite_many", world).items() if k != "rows"}
    wrong = []
    for content in files:
        sent = data | {"file": SimpleUploadedFile("folk.csv", content)}
        found = answer(world, "initiator", url_of("projects:invite_many", world), sent)
        if isinstance(found, str) or found.status_code not in {200, 303, 422}:
            wrong.append((content[:30], found))
    assert wrong == []


def test_a_line_is_an_invitee_or_has_a_sentence():
    rows = [GOOD | {"email": f"n{i}@a.dk", "name": text} for i, text in enumerate(naughty())]
    asked = {"why_you": "x", "role_promise": "cocreate", "language": "da"}
    read = read_invitees(table(COLUMNS, rows), **asked)
    assert len(read.invitees) + len(read.errors) >= len(rows) // 2
    assert all(error.message for error in read.errors)


def test_an_import_takes_whatever_the_cells_hold(tmp_path: Path):
    columns = list(IMPORTED)
    rows = [
        {"id": f"{column}{number}", "title": "Lys", "problem": "Mørkt", column: text}
        for column in columns
        for number, text in enumerate(texts(column))
    ]
    path = tmp_path / "fremmed.csv"
    path.write_bytes(table(columns, rows).encode(errors="replace"))
    said = io.StringIO()
    call_command("import_projects", str(path), "--format", "csv", stdout=said, stderr=said)
    assert Project.objects.exclude(source="").count() >= len(rows) // 2
