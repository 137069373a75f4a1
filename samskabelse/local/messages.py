"""Translations without GNU gettext: extract, compare and compile with Babel.

The file is locale/da/LC_MESSAGES/django.po: sorted, without line numbers, English msgids. Only our
own folders are read.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import allauth
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from samskabelse.local.extraction import Found, found_in

FOLDERS = ["samskabelse", "participants", "projects", "arenas", "templates"]
LIBRARIES = [Path(allauth.__file__).parent / "locale/da/LC_MESSAGES/django.po"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|(?<!\{)\{\w*\}")


def po_path(root: Path) -> Path:
    return root / "locale/da/LC_MESSAGES/django.po"


def extract(root: Path) -> set[Found]:
    """Every message the code of the project can ask for."""
    return {found for path in sources(root) for found in found_in(path)}


def sources(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def read_catalog(path: Path) -> Catalog:
    """The catalog in `path`, or an empty one."""
    if not path.exists():
        return Catalog(locale="da", project="Samskabelse", version="0.1", charset="utf-8")
    with path.open("rb") as handle:
        return read_po(handle, locale="da")


def borrowed_names() -> set[tuple[str, str | None]]:
    """Texts of libraries that we may say better: ours win, because our folder is asked first."""
    return {_name(message) for path in LIBRARIES for message in _entries(read_catalog(path))}


def write_catalog(path: Path, catalog: Catalog) -> None:
    catalog.obsolete.clear()
    draft = path.with_suffix(".draft")
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as handle:
        write_po(
            handle, catalog, width=100, sort_output=True, no_location=True, ignore_obsolete=True
        )
    draft.replace(path)


def merge(catalog: Catalog, wanted: set[Found]) -> None:
    """Add what the code asks for, drop what it no longer does, keep every translation."""
    for found in wanted:
        known = catalog.get(found.key, found.context)
        if known is None:
            catalog.add(found.key, "", context=found.context, flags=_flags(found))
        elif found.plural and not known.pluralizable:
            catalog.delete(found.singular, found.context)
            catalog.add(found.key, ("", ""), context=found.context, flags=_flags(found))
    names = {(found.singular, found.context) for found in wanted} | borrowed_names()
    for message in _entries(catalog):
        if _name(message) not in names:
            catalog.delete(_name(message)[0], message.context)


def compile_catalog(path: Path) -> bool:
    """Write the .mo beside the .po when it is missing or older; True when it was written."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    draft = path.with_suffix(".mo-draft")
    with draft.open("wb") as handle:
        write_mo(handle, read_catalog(path))
    draft.replace(target)
    return True


def problems(catalog: Catalog, wanted: set[Found]) -> list[str]:
    """What stands between the catalog and a complete Danish site, one sentence each, sorted."""
    names = {(found.singular, found.context) for found in wanted}
    entries = {_name(message): message for message in _entries(catalog)}
    missing = [
        f"No Danish for: {found.singular}" for found in wanted if not _translated(found, entries)
    ]
    unused = [f"No longer used: {name[0]}" for name in entries.keys() - names - borrowed_names()]
    fuzzy = [f"Marked fuzzy: {name[0]}" for name, message in entries.items() if message.fuzzy]
    broken = [f"Placeholders differ: {_name(m)[0]}" for m in entries.values() if _differs(m)]
    return sorted(missing) + sorted(unused) + sorted(fuzzy) + sorted(broken)


def _entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _name(message: Message) -> tuple[str, str | None]:
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return singular, message.context


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def _translated(found: Found, entries: dict[tuple[str, str | None], Message]) -> bool:
    message = entries.get((found.singular, found.context))
    if message is None or (found.plural and not message.pluralizable):
        return False
    return all(_strings(message))


def _differs(message: Message) -> bool:
    """A Danish text may leave a placeholder out of its singular only ("én", not "1")."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    given = [set(PLACEHOLDER.findall(text)) for text in _strings(message) if text]
    if not given:
        return False
    return given[-1] != wanted or any(not names <= wanted for names in given)


def _flags(found: Found) -> list[str]:
    return ["python-format"] if re.search(r"%\(|%s|%d", found.singular) else []
