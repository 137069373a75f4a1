"""The figures section of docs/performance.md."""

import os
import platform
import statistics
from collections.abc import Iterable
from pathlib import Path

import django
import gunicorn
import psycopg
from django.db import connection
from django.utils import timezone

from benchmarks.client import Timing
from benchmarks.pages import Page
from benchmarks.texts import source

PATH = Path(__file__).resolve().parent.parent / "docs/performance.md"
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
HEAD = (
    "| Page | Bytes | Queries | Median ms | p95 ms | Python ms | Database ms | × floor "
    "| Requests/s |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def machine() -> str:
    """What it ran on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0].split()[0]
    day = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    load = os.getloadavg()[0]
    return (
        f"{day} · {os.cpu_count()} cores ({_processor()}), load {load:.1f} · "
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"gunicorn {gunicorn.__version__}, psycopg {psycopg.__version__}, PostgreSQL {postgres} · "
        f"texts: {source()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def row(page: Page, timing: Timing, floor: float) -> str:
    return (
        f"| {page.title} | {timing.size:,} | {timing.queries} | {timing.median:.1f} "
        f"| {timing.p95:.1f} | {middle(timing.processor):.1f} | {middle(timing.database):.1f} "
        f"| {timing.median / floor:.1f} | {timing.per_second:.0f} |"
    )


def middle(numbers: list[float]) -> float:
    return statistics.median(numbers) if numbers else 0.0


def table(size: int, seconds: float, rows: Iterable[str]) -> str:
    return "\n".join([f"### {size:,} opgaver (loaded in {seconds:.0f} s)", "", HEAD, *rows])


def memory_table(found: Iterable[tuple[str, float, float]]) -> str:
    lines = ["### Memory", "", "| Process | RSS, MB | PSS, MB |", "|---|--:|--:|"]
    return "\n".join([*lines, *(f"| {n} | {rss:.0f} | {pss:.0f} |" for n, rss, pss in found)])


def write(sections: list[str]) -> None:
    """Replace what stands between the two marks; everything else in the page stays."""
    before, _begin, rest = PATH.read_text(encoding="utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    body = "\n\n".join(sections)
    PATH.write_text(f"{before}{BEGIN}\n\n{body}\n\n{END}{after}", encoding="utf-8")
