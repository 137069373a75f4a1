"""Files of what a person may see: whole, harmless in a spreadsheet, and read in pieces."""

import csv
import io
import json
from unittest.mock import patch

import pytest
from django.db import connection

from projects.enums import Phase
from projects.models import Project
from projects.services.raising import Place
from samskabelse.rest import exports
from samskabelse.rest.exports import csv_lines, harmless
from tests.api.caller import Caller, text_of
from tests.api.test_problems import problem
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import invited, raised, team_in

pytestmark = pytest.mark.django_db
LIST_CSV, LIST_JSON = "exports/projects.csv", "exports/projects.json"


def rows_of(response) -> list[list[str]]:
    text = text_of(response)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_the_list_as_a_spreadsheet_opens_it():
    project = raised(place=Place("Søby", "8990"))
    raised(title="Noget helt andet", problem="Bussen går ikke.")
    response = Caller().get(f"{LIST_CSV}?postal_code=8990", **{"Accept-Language": "da"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="opgaver.csv"'
    head, row = rows_of(response)
    shown = dict(zip(head, row, strict=True))
    assert (shown["Titel"], shown["Fase"], shown["Postnummer"]) == (
        project.title, "Søger parter", "8990")  # fmt: skip
    assert shown["Adresse"].endswith(project.get_absolute_url())


def test_the_list_as_json_has_the_fields_of_the_list():
    for _ in range(3):
        raised()
    whole = json.loads(text_of(Caller().get(LIST_JSON)))
    assert whole["results"] == Caller().get("projects/").json()["results"]
    assert json.loads(text_of(Caller().get(f"{LIST_JSON}?phase=closed"))) == {"results": []}


def test_an_empty_list_is_a_file_with_headings():
    assert len(rows_of(Caller().get(LIST_CSV))) == 1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_pieces_make_the_whole(count: int):
    slugs = [raised().slug for _ in range(count)]
    with patch.object(exports, "PIECE", 2):
        listed = json.loads(text_of(Caller().get(LIST_JSON)))["results"]
        lines = rows_of(Caller().get(LIST_CSV))
    assert [row["slug"] for row in listed] == slugs[::-1]
    assert len(lines) == count + 1


@pytest.mark.django_db(transaction=True)
def test_each_piece_is_read_in_a_read_only_transaction_of_its_own(monkeypatch):
    """That of the request is over when the rest is sent; between pieces there is none at all."""
    for _ in range(5):
        raised()
    seen = []

    def watching(rows):
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            seen.append((cursor.fetchone()[0], connection.in_atomic_block))
        return csv_lines(rows)

    monkeypatch.setattr(exports, "PIECE", 2)
    monkeypatch.setattr("projects.api.exports.csv_lines", watching)
    response = Caller().get(LIST_CSV)
    assert len(seen) == 1  # read before the answer began
    between = [connection.in_atomic_block for _part in response.streaming_content]
    assert seen == [("on", True)] * 3
    assert not any(between)


def test_the_language_holds_to_the_last_piece(monkeypatch):
    for _ in range(5):
        raised()
    monkeypatch.setattr(exports, "PIECE", 2)
    response = Caller().get(LIST_CSV, **{"Accept-Language": "en"})
    Caller().get("projects/", **{"Accept-Language": "da"})  # the thread serves somebody else
    assert {row[2] for row in rows_of(response)[1:]} == {"Seeking parties"}


def test_what_cannot_be_read_is_refused_before_the_file_begins():
    problem(Caller().get(f"{LIST_CSV}?phase=draft"), 400, "invalid_parameter")
    problem(Caller().get(f"{LIST_CSV}?limit=3"), 400, "unknown_parameter")
    problem(Caller().get("exports/projects/nej.csv"), 404, "not_found")


@pytest.mark.parametrize("accept", ["text/csv", "*/*", "text/html,application/xhtml+xml"])
def test_a_file_is_sent_whatever_the_browser_prefers(accept: str):
    assert Caller().get(LIST_CSV, Accept=accept).status_code == 200


def test_one_opgave_whole_for_everybody_and_for_the_team():
    team = team_in(Phase.DEFINE)
    guest = UserFactory(name="Hemmelige Hans")
    invited(team.project, guest)
    url = f"exports/projects/{team.project.slug}"
    public = json.loads(text_of(Caller().get(f"{url}.json")))
    assert set(public) == {"project", "parties", "rounds", "history"}
    assert public["project"]["slug"] == team.project.slug
    assert len(public["parties"]) == 3
    assert {"project.published", "round.opened"} <= {e["action"] for e in public["history"]}
    inside = json.loads(text_of(Caller(team.committer).get(f"{url}.json")))
    assert set(inside) == {*public, "invitations"}
    assert [row["name"] for row in inside["invitations"]] == ["Hemmelige Hans"]
    assert "Hemmelige Hans" not in json.dumps(public)
    rows = rows_of(Caller().get(f"{url}.csv"))
    assert {row[0] for row in rows[1:]} == {
        "opgave", "det mangler", "part", "samtykke", "historik"}  # fmt: skip
    assert len({len(row) for row in rows}) == 1


def test_no_file_names_an_address_or_a_number():
    team = team_in(Phase.DEFINE)
    guest = UserFactory(phone="23 45 67 89")
    invited(team.project, guest)
    everyone = set(type(guest).objects.values_list("email", flat=True))
    url = f"exports/projects/{team.project.slug}"
    for person in (None, team.committer, AdministratorFactory()):
        for address in (LIST_CSV, LIST_JSON, f"{url}.csv", f"{url}.json"):
            text = text_of(Caller(person).get(address))
            assert [email for email in everyone if email in text] == []
            assert "23 45 67 89" not in text


FORMULAS = [
    "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1",
    "＝1", "＋1", "－1", "＠A", "|x", "%x", '=HYPERLINK("https://ond.example","Klik")',
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Lys på stien", "a=b", "3-4 bænke", "", 7, None, "55,676098"])
def test_other_cells_stay_as_they_are(value):
    assert harmless(value) == value


@pytest.mark.parametrize("text", [*FORMULAS, 'x";=1', "x;=1+1", "linje\r\n=1", '"'])
def test_hostile_text_stays_in_its_cell(text: str):
    project = raised()
    Project.objects.filter(pk=project.pk).update(title=f"{text}"[:120], problem=text, place=text)
    rows = rows_of(Caller().get(LIST_CSV))
    assert [len(row) for row in rows] == [len(rows[0])] * 2
    assert not any(harmless(cell) != cell for cell in rows[1])
    assert csv_lines([[text]]).count(";") == text.count(";")
