"""Thirty Danish searches with what they must find, in this order."""

import pytest

from projects.queries import Filters, stretch_of
from projects.services.raising import Place
from projects.services.words import learn_words
from tests.factories.projects import citizen, raised

pytestmark = pytest.mark.django_db

# key: title, problem, place, postal code
TEXTS = {
    "sti": (
        *("En cykelsti til skolen", "Børn bliver kørt i bil, fordi vejen er farlig."),
        *("Søby", "8990"),
    ),
    "slip": (
        *("Huller i vejen", "Ved kanten af cyklestien er der store huller, når det regner."),
        *("Nordager", "8970"),
    ),
    "ryttere": (
        *("Cyklister og gående i parken", "De er bange for hinanden, når det bliver mørkt."),
        *("Bytoften", "8970"),
    ),
    "leg": (
        *("Legepladsen ved Åkrogen er slidt", "Gyngerne er gået i stykker."),
        *("Åkrogen 3", "8990"),
    ),
    "have": (
        *("Skolehave i Ørsted", "Børnehaven vil gerne dyrke grøntsager sammen med de ældre."),
        *("Ørsted", "8950"),
    ),
    "ensom": (
        *("Ensomhed blandt ældre mænd", "Mange ældre spiser alene hver dag."),
        *("Nordager", "8970"),
    ),
    "bus": (
        *("Busserne kører ikke om aftenen", "De unge kan ikke komme hjem fra hallen i Søby."),
        *("Aarhusvej", "8970"),
    ),
    "vand": (
        *("Oversvømmelser i kældrene", "Når det regner, løber kloakkerne over ved fjorden."),
        *("Strandby", "8950"),
    ),
}

# What is searched for, and what is found in this order. A set may come in any order.
SEARCHES = [
    # Inflections.
    ("cykelstier", ["sti", "slip", "ryttere"]),
    ("cykelsti", ["sti", "slip", "ryttere"]),
    ("legepladser", ["leg"]),
    ("legeplads", ["leg"]),
    ("oversvømmelse", ["vand"]),
    ("oversvømmet", ["vand"]),
    ("bussen", ["bus"]),
    ("kloak", ["vand"]),
    ("gynge", ["leg"]),
    ("cykel", {"sti", "slip", "ryttere"}),
    # Compounds, and words that are written apart.
    ("haver", ["have"]),
    ("lege plads", ["leg"]),
    ("kælder", ["vand"]),
    ("skole", ["sti", "have"]),
    ("sti", ["sti", "slip"]),
    # Typing errors.
    ("cyklestier", ["slip", "sti"]),
    ("legeplasd", ["leg"]),
    ("ensomed", ["ensom"]),
    ("oversvomelse", ["vand"]),
    ("skoelhave", ["have"]),
    # æ, ø and å on a keyboard without them.
    ("boernehave", ["have"]),
    ("aeldre", ["ensom", "have"]),
    ("aakrogen", ["leg"]),
    ("århusvej", ["bus"]),
    # Stop words, places and postal codes.
    ("have", ["have"]),
    ("Søby", ["sti", "bus"]),
    ("8950", {"vand", "have"}),
    # Several words, quotation marks, minus, nonsense.
    ("de ældre i Nordager", ["ensom"]),
    ('"huller i vejen"', ["slip"]),
    ("vejen -skolen", ["slip", "bus"]),
    ("vejen", ["slip", "sti", "bus"]),
    ("der er en", []),
    ("kvantefysik", []),
    ("gynger kvantefysik", ["leg"]),
]


@pytest.fixture
def known(db) -> dict[str, int]:
    by = citizen()
    made = {}
    for key, (title, problem, place, code) in TEXTS.items():
        told = {"title": title, "problem": problem, "place": Place(place, code)}
        made[key] = raised(by, **told).pk
    learn_words()
    return made


@pytest.mark.parametrize(("text", "expected"), SEARCHES, ids=[text for text, _found in SEARCHES])
def test_a_search_finds_what_is_meant(known, text, expected):
    keys = {pk: key for key, pk in known.items()}
    found = [keys[project.pk] for project in stretch_of(Filters(text=text), size=20).projects]
    assert (set(found) if isinstance(expected, set) else found) == expected
