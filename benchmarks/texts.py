"""Titles and texts: the real ones from beside the checkout, multiplied, or generated ones."""

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from projects.imports.files import files_in, read_file
from projects.imports.rows import ImportRow, Refused, UnreadableFile

DATA = Path(__file__).resolve().parent.parent.parent.parent / "shared/data/civic"
DATA_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared/data/civic"
COMMON, RARE, MISSPELT = "cykelsti", "hængebro", "cykelstii"
COMMON_EVERY, RARE_EVERY = 10, 9_973
TOWNS = ("Nordager", "Søby", "Ærøhavn", "Vestergade", "Rosenhaven", "Skelnæs", "Højby", "Ålum")
THINGS = ("Lys på stien", "Bænke", "En byttebod", "Skygge", "En ø i trafikken", "Fællesspisning")
WHERE = ("ved skolen", "ved åen", "i hallen", "på torvet", "langs stranden", "bag biblioteket")
SENTENCES = (
    "Vi er mange, der bruger stedet hver dag, og det er svært at færdes, når det er mørkt.",
    "Børnene skal over vejen, og bilerne kører stærkt.",
    "Ældre siger, at de bliver hjemme, fordi der ikke er noget sted at sidde.",
    "Foreningen vil gerne hjælpe, men kan ikke gøre det alene.",
    "Det har været talt om i årevis uden at nogen har spurgt dem, det handler om.",
)


class Text(NamedTuple):
    title: str
    problem: str
    place: str


def source() -> str:
    """Where the texts come from, for the report."""
    return f"{len(real_texts())} real ones, multiplied" if real_texts() else "generated"


def texts(start: int, stop: int) -> Iterator[Text]:
    """The texts of opgave number `start` up to `stop`: the same number has the same text."""
    base = real_texts() or generated_texts()
    for number in range(start, stop):
        turn, place = divmod(number, len(base))
        other = base[(place + 7 * turn) % len(base)]
        title = base[place].title if not turn else f"{base[place].title[:100]} ({turn + 1})"
        problem = f"{base[place].problem}\n\n{other.problem}" if turn else base[place].problem
        yield Text(title[:120], _seeded(number, problem)[:4000], TOWNS[number % len(TOWNS)])


def _seeded(number: int, problem: str) -> str:
    """A word that every tenth has, and one that hardly any has, to search for."""
    if number % COMMON_EVERY == 0:
        problem += f"\n\nDer mangler en {COMMON} fra stationen til skolen."
    if number % RARE_EVERY == 5:
        problem += f"\n\nEn {RARE} over åen ville gøre vejen kortere."
    return problem


def real_texts() -> list[Text]:
    """Opgaver imported from elsewhere, or none where the folder is absent."""
    if not _real:
        folder = next((path for path in (DATA, DATA_BESIDE) if path.exists()), None)
        _real.append([_text(row) for row in _rows(folder)] if folder else [])
    return _real[0]


_real: list[list[Text]] = []


def _rows(folder: Path) -> Iterator[ImportRow]:
    for file in files_in(folder):
        try:
            yield from (row for row in read_file(file) if not isinstance(row, Refused))
        except UnreadableFile:
            continue


def _text(row: ImportRow) -> Text:
    return Text(row.title, row.problem, row.place)


def generated_texts() -> list[Text]:
    titles = (f"{thing} {where} i {town}" for town in TOWNS for thing in THINGS for where in WHERE)
    problems = cycle(SENTENCES)
    return [Text(title, " ".join(islice(problems, 4)), "") for title in titles]
