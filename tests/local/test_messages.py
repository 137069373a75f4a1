"""Translations: what is found, what is kept, and what the check calls wrong."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from samskabelse.local import messages
from samskabelse.local.extraction import KEYWORDS, Found, found_in, in_template

TEMPLATE = """
{% translate "A 100% thing" %} it's {% translate 'May' context "month" %}
{% blocktranslate trimmed count n=rows with who=by.name %}
  {{ n }} row of {{ who }}'s
  is "done"
{% plural %}{{ n }} rows{% endblocktranslate %}
{% button label=_("Save it") %}{{ value|default:_("none") }}
{% blocktranslate trimmed context "link" %}
  See <a href="{{ url }}">this</a>
{% endblocktranslate %}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
A = _("One " "text")
B = ngettext("%(n)s day", "%(n)s days", 3)
C = pgettext_lazy("verb", "Open")
D = not_gettext("Not this")
"""


def test_a_template_gives_its_messages():
    assert set(in_template(TEMPLATE)) == {
        Found("A 100%% thing"),
        Found("May", context="month"),
        Found("""%(n)s row of %(who)s's is "done\"""", "%(n)s rows"),
        Found("Save it"),
        Found("none"),
        Found('See <a href="%(url)s">this</a>', context="link"),
    }


def test_a_module_gives_its_messages(tmp_path: Path):
    (tmp_path / "module.py").write_text(PYTHON)
    assert set(found_in(tmp_path / "module.py")) == {
        Found("One text"),
        Found("%(n)s day", "%(n)s days"),
        Found("Open", context="verb"),
    }


def test_no_module_asks_for_words_by_a_name_that_is_not_read():
    named = {
        (path.relative_to(settings.BASE_DIR).as_posix(), name)
        for path in messages.sources(settings.BASE_DIR)
        if path.suffix == ".py"
        for name in re.findall(r"\bn?p?gettext\w* as (\w+)", path.read_text(encoding="utf-8"))
    }
    assert named
    assert {place for place in named if place[1] not in KEYWORDS} == set()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return messages.po_path(tmp_path)


def test_merging_keeps_danish_adds_what_is_new_and_drops_what_is_gone(path: Path):
    catalog = messages.read_catalog(path)
    catalog.add("Save", "Gem")
    catalog.add("Gone", "Væk")
    messages.merge(catalog, {Found("Save"), Found("%(n)s day", "%(n)s days"), Found("Open")})
    messages.write_catalog(path, catalog)
    again = messages.read_catalog(path)
    assert {message.id: message.string for message in again if message.id} == {
        "Save": "Gem",
        "Open": "",
        ("%(n)s day", "%(n)s days"): ("", ""),
    }
    assert "#:" not in path.read_text()


def test_every_kind_of_problem_has_its_sentence(path: Path):
    catalog = messages.read_catalog(path)
    catalog.add("Hello %(name)s", "Hej %(navn)s")
    catalog.add("Unused", "Ubrugt")
    catalog.add("Guess", "Gæt", flags=["fuzzy"])
    catalog.add(("%(n)s day", "%(n)s days"), ("én dag", "%(n)s dage"))
    wanted = {Found("Hello %(name)s"), Found("Guess"), Found("New")}
    assert messages.problems(catalog, wanted | {Found("%(n)s day", "%(n)s days")}) == [
        "No Danish for: New",
        "No longer used: Unused",
        "Marked fuzzy: Guess",
        "Placeholders differ: Hello %(name)s",
    ]


def test_compiling_is_done_once_until_the_catalog_changes(path: Path):
    catalog = messages.read_catalog(path)
    catalog.add("Save", "Gem")
    messages.write_catalog(path, catalog)
    assert [messages.compile_catalog(path) for _ in range(2)] == [True, False]
    assert b"Gem" in path.with_suffix(".mo").read_bytes()


def test_danish_quotes_in_one_way():
    catalogue = messages.po_path(settings.BASE_DIR).read_text(encoding="utf-8")
    danish = [entry.partition("msgstr")[2] for entry in catalogue.split("\n\n")]
    assert len(danish) > 4000
    assert [text for text in danish if "“" in text or "„" in text] == []


def test_quotes_are_set_by_the_language_and_not_by_the_code():
    rooms = ("samskabelse", "participants", "projects", "arenas")
    found = [
        f"{path.name}: {line.strip()}"
        for room in rooms
        for path in (settings.BASE_DIR / room).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "“{" in line
    ]
    assert found == []  # use `quoted`
