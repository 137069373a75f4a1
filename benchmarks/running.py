"""One run: sizes one after another, each page beside the floor of the same minute."""

import argparse
import sys
from collections.abc import Iterator

from benchmarks import heavy, report, server
from benchmarks.client import Client, Timing, measure
from benchmarks.loading import load
from benchmarks.pages import PAGES, Page, World, address
from participants.models import User
from samskabelse.local import steps


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(wanted: argparse.Namespace) -> int:
    server.prepare()
    try:
        sections = [report.machine(), *measured(wanted)]
        if wanted.write:
            report.write(sections)
            say(f"Written to {report.PATH}")
    finally:
        steps.stop_database()
    return 0


def measured(wanted: argparse.Namespace) -> Iterator[str]:
    """A section of the report for each size, then the heavy opgave, then memory."""
    sizes = [min(wanted.sizes)] if wanted.heavy else sorted(wanted.sizes)
    for size in sizes:
        seconds = load(size, say)
        say(f"\n{size:,} opgaver, loaded in {seconds:.0f} s\n{report.HEAD}")
        with server.running(wanted.port):
            rows = [] if wanted.heavy else list(size_rows(wanted, World(size)))
            if size == sizes[0]:
                with heavy.loaded() as slug:
                    last = heavy.section(list(heavy_rows(wanted, slug)))
        if rows:
            yield report.table(size, seconds, rows)
    yield last
    if not wanted.only:
        yield weighed(wanted)


def weighed(wanted: argparse.Namespace) -> str:
    """What each process holds after it has shown every page, and the worker beside them."""
    with server.running(wanted.port, worker=True) as children:
        for page in PAGES:
            url = address(page, World(max(wanted.sizes)))
            for _time in range(8 if url else 0):
                Client(wanted.port).get(url)
        table = report.memory_table(server.memory(children))
    say(table)
    return table


def size_rows(wanted: argparse.Namespace, world: World) -> Iterator[str]:
    cookies = {role: cookie_of(world.person(role)) for role in ("", "party", "staff")}
    pages = [page for page in PAGES if page.floor or page.title.startswith(wanted.only)]
    floor = 1.0
    for page in pages:
        url = address(page, world)
        if url is None:
            say(f"({page.title}: this version has no such page)")
            continue
        timing = measure(wanted.port, url, cookies[page.role])
        floor = timing.median if page.floor else floor
        yield told(page, timing, floor)


def heavy_rows(wanted: argparse.Namespace, slug: str) -> Iterator[str]:
    """Every tab of the heavy opgave, for anybody and for its facilitator."""
    floor = measure(wanted.port, PAGES[1].url(World(0))).median
    for role, person in (("", None), ("facilitator", heavy.facilitator(slug))):
        cookie = cookie_of(person)
        for url in heavy.addresses(slug):
            page = Page(f"{url.removeprefix('/opgaver/')} {role}".strip(), lambda _world: "")
            yield told(page, measure(wanted.port, url, cookie), floor)


def cookie_of(person: int | None) -> str:
    return server.cookie_for(User.objects.get(pk=person)) if person else ""


def told(page: Page, timing: Timing, floor: float) -> str:
    line = report.row(page, timing, floor)
    say(line if timing.status == 200 else f"{line} status {timing.status}")
    return line
