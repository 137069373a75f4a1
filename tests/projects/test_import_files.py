"""Files of every shape and every oddity, as rows."""

import json
from pathlib import Path

import pytest

from projects.imports.files import files_in, read_file
from projects.imports.rows import ImportRow, Refused, UnreadableFile

EDGE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "edge" / "csv"


def read(path: Path, content: str | bytes, **options) -> list:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_file(path, **options))


def said(rows: list) -> list[tuple]:
    """Line, title and problem of rows taken; line and reason of others."""
    return [
        (row.line, row.title, row.problem) if isinstance(row, ImportRow) else (row.line, row.why)
        for row in rows
    ]


@pytest.mark.parametrize(
    "content",
    [
        "titel,problem\nÆblehaven,Vi mangler æbler\n".encode(),
        "titel;problem\r\nÆblehaven;Vi mangler æbler\r\n".encode(),
        "titel\tproblem\nÆblehaven\tVi mangler æbler\n".encode(),
        "\ufefftitel;problem\nÆblehaven;Vi mangler æbler\n".encode(),
        "titel;problem\nÆblehaven;Vi mangler æbler\n".encode("latin-1"),
        "titel;problem\nÆblehaven;Vi mangler æbler\n".encode("utf-16"),
        "titel;problem\nÆble\0haven;Vi mangler æbler\0\n".encode(),
        "\n\ntitel;problem\n\nÆblehaven;Vi mangler æbler\n".encode(),
        b'"titel","problem"\r"\xc3\x86blehaven","Vi mangler \xc3\xa6bler"\r',
    ],
    ids=["comma", "semicolon", "tab", "bom", "latin-1", "utf-16", "nul", "blank lines", "old mac"],
)
def test_every_encoding_and_delimiter(tmp_path, content):
    rows = read(tmp_path / "a.csv", content)
    assert [(row.title, row.problem) for row in rows] == [("Æblehaven", "Vi mangler æbler")]


def test_every_column_by_its_danish_name(tmp_path):
    content = (
        "Nr;Overskrift;Beskrivelse;Sted;Postnr;Navn;Dato;Link;Sprog\n"
        "7;Lys;Der er mørkt;Åvej;8000;Ida;03-02-2024;https://a.example/7;da\n"
    )
    row = read(tmp_path / "borgermoede.csv", content)[0]
    assert row.created.isoformat() == "2024-02-03T00:00:00+01:00"
    assert {**row.__dict__, "created": None} == {
        "line": 2,
        "source": "csv:borgermoede",
        "external_id": "7",
        "title": "Lys",
        "problem": "Der er mørkt",
        "source_name": "borgermoede.csv",
        "source_url": "https://a.example/7",
        "author": "Ida",
        "place": "Åvej",
        "postal_code": "8000",
        "created": None,
        "language": "da",
        "themes": (),
        "remarks": (),
    }


def test_rows_that_cannot_be_taken_say_where_and_why(tmp_path):
    content = (
        'titel;problem;dato\nA;a;2024-01-01\n;;\n ;;x\nB;b;c;d\n"C\nc";c;i går\nA;a;2024-01-01\n'
    )
    rows = read(tmp_path / "a.csv", content)
    assert said(rows) == [
        (2, "A", "a"),
        (4, "Rækken har hverken titel eller tekst."),
        (5, "Rækken har 4 felter, men der er 3 kolonner."),
        (6, "C c", "c"),
        (8, "Rækken gentager linje 2."),
    ]
    assert rows[3].remarks == ("Datoen ”i går” kunne ikke læses og er udeladt.",)


def test_a_quotation_mark_that_never_closes_is_refused_and_not_a_traceback(tmp_path):
    rows = read(tmp_path / "a.csv", 'titel;problem\nA;a\nB;"' + "b" * 2_100_000)
    assert [type(row) for row in rows] == [ImportRow, Refused]


def test_json_of_both_kinds(tmp_path):
    items = [{"title": "A", "text": "a\ud800", "zip": 8000}, "B", {"x": 1}, {"title": ["no"]}]
    path = tmp_path / "a.json"
    for content in (items, {"proposals": items, "count": 4}):
        rows = read(path, json.dumps(content))
        assert said(rows) == [
            (1, "A", "a\N{REPLACEMENT CHARACTER}"),
            (2, "Det er ikke et objekt med en titel eller et problem."),
            (3, "Rækken har hverken titel eller tekst."),
            (4, "Rækken har hverken titel eller tekst."),
        ]
        assert rows[0].postal_code == "8000"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", "", "Filen er tom."),
        ("a.csv", " \n\n", "Filen er tom."),
        (
            "a.csv",
            "a,b\n1,2\n",
            "Ingen kolonne hedder title, titel, problem eller tekst. Fundet: a, b.",
        ),
        ("a.csv", "id,parentId,text\n1,2,3\n", "Det er kommentarer til noget andet, ikke opgaver."),
        ("a.json", "[", "Det er ikke gyldig JSON: linje 1, kolonne 2."),
        ("a.json", '"x"', "JSON-filen skal være en liste af objekter."),
        ("a.json", "[" * 100_000, "Der er for mange lag i JSON-filen."),
        (
            "a.csv",
            "\ufefftitel\n".encode("utf-16-le") + b"a",
            "Teksten har en tegnkodning, vi ikke kender.",
        ),
    ],
)
def test_files_that_are_none_of_ours_get_a_sentence(tmp_path, name, content, sentence):
    with pytest.raises(UnreadableFile) as error:
        read(tmp_path / name, content)
    assert str(error.value) == sentence


def test_a_missing_file_gets_a_sentence(tmp_path):
    with pytest.raises(UnreadableFile, match=r"Filen eller mappen findes ikke\."):
        list(files_in(tmp_path / "no.csv"))


CIMT = "id\tdocument_id\tsentence_nr\tcontent\tcode\ttitle/text\tcurated/single\tdataset\turl\n"


def test_cimt_joins_sentences_and_reads_quotation_marks_as_they_are(tmp_path):
    content = CIMT + (
        '1\tB1\t1\tEin "Titel\tx\ttitle\tc\tCD_B\thttps://b.example/1\n'
        "2\tB1\t2\tErster Satz.\tx\ttext\tc\tCD_B\thttps://b.example/1\n"
        '3\tB1\t3\t"Zweiter Satz.\t\t\t\t"\tx\ttext\tc\tCD_B\thttps://b.example/1\n'
        "4\tB2\t1\tKein Titel. \tx\ttext\tc\tCD_M\t\n"
        "5\tB2\t2\tNoch mehr.\tx\ttext\tc\tCD_M\t\n"
        "6\tkurz\n"
    )
    rows = read(tmp_path / "a.tsv", content)
    assert said(rows) == [
        (2, 'Ein "Titel', "Erster Satz. Zweiter Satz."),
        (5, "Kein Titel.", "Kein Titel. Noch mehr."),
        (7, "Rækken har 2 felter, men der er 9 kolonner."),
    ]
    assert [(row.place, row.language, row.external_id) for row in rows[:2]] == [
        ("Bonn", "de", "B1"),
        ("Moers", "de", "B2"),
    ]


MADRID = (
    ",id,url,code,title,userId,date,summary,text,numComments,status,numSupports,isAssociation\n"
)


def test_madrid_falls_back_on_the_summary(tmp_path):
    content = (
        MADRID + '0,7,/proposals/7-l,M-7,Limpiar,98,2015-09-15,"Algo,\xa0tan básico.",  ,1,a,2,0\n'
    )
    row = read(tmp_path / "p.csv", content)[0]
    assert (row.title, row.problem) == ("Limpiar", "Algo,\xa0tan básico.")
    assert (row.author, row.source_url, row.language) == (
        "Decide Madrid 98",
        "https://decide.madrid.es/proposals/7-l",
        "es",
    )


@pytest.mark.skipif(not EDGE.is_dir(), reason="the shared folder with CSV oddities is not here")
def test_csv_oddities_are_read_or_refused_with_a_sentence():
    outcomes = {}
    for path in files_in(EDGE):
        try:
            outcomes[path.name] = len(list(read_file(path)))
        except UnreadableFile as error:
            outcomes[path.name] = str(error).split(":")[0]
    none = "Ingen kolonne hedder title, titel, problem eller tekst. Fundet"
    assert outcomes == dict.fromkeys((path.name for path in files_in(EDGE)), none)
    assert len(outcomes) == 12


@pytest.mark.skipif(not EDGE.is_dir(), reason="the shared folder with CSV oddities is not here")
@pytest.mark.parametrize("path", sorted(EDGE.glob("*.csv")), ids=lambda path: path.stem)
def test_csv_oddities_under_our_headings(tmp_path, path):
    content = path.read_bytes().split(b"\n", 1)
    headings = content[0].strip().split(b",")
    ours = [b"title", b"problem", b"place", b"author", b"id"][: len(headings)]
    rows = read(tmp_path / "a.csv", b",".join(ours) + b"\n" + content[1], shape="csv")
    assert rows
    assert all(isinstance(row, ImportRow) for row in rows)
