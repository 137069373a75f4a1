"""`python -m benchmarks.one_opgave`: a small opgave against a huge one, page by page, in process.

Both stand in the same database in the same phase; the huge one has 200 parties, 500 delopgaver,
2,000 comments, and versions, solutions, tries and history to match. It prints a table.
"""

import sys
import time
from collections.abc import Iterator
from http import HTTPStatus

from benchmarks.__main__ import prepare_environment

PAGES = [
    "detail", "parties", "define", "views", "resources", "missing", "frame", "statement",
    "contributions", "design", "deck", "recommendations", "consent", "implement", "assignments",
    "balance", "gains", "timeline", "timeline_feed", "cocreation", "history", "stakeholders",
]  # fmt: skip
PHASES = ("define", "design", "implement")
TIMES = 15
MOST = 1.5


def main() -> int:
    prepare_environment(8799)
    import django  # noqa: PLC0415 - after the environment

    django.setup()
    from benchmarks import server  # noqa: PLC0415 - after Django
    from benchmarks.crowded import both  # noqa: PLC0415
    from samskabelse.local import steps  # noqa: PLC0415

    server.prepare()
    slow = 0
    try:
        say("| phase | page | who | small ms | huge ms | times | queries | kB |")
        say("|---|---|---|--:|--:|--:|--:|--:|")
        for phase in PHASES:
            with both(phase) as (small, huge):
                for line, ratio in compared(phase, small, huge):
                    say(line)
                    slow += ratio > MOST
    finally:
        steps.stop_database()
    say(f"\n{slow} slower than {MOST} times")
    return 0


def compared(phase: str, small, huge) -> Iterator[tuple[str, float]]:
    """Each page for anybody and for a party that speaks, small beside huge in the same minute."""
    for page in PAGES:
        for who in ("visitor", "party"):
            one, other = measured(small, page, who), measured(huge, page, who)
            if one is None or other is None:
                continue
            ratio = other[0] / one[0]
            sizes = f"{one[2] // 1000} → {other[2] // 1000}"
            cells = [phase, page, who, f"{one[0]:.1f}", f"{other[0]:.1f}", f"{ratio:.2f}"]
            yield f"| {' | '.join([*cells, f'{one[1]} → {other[1]}', sizes])} |", ratio


def measured(made, page: str, who: str) -> tuple[float, int, int] | None:
    """Milliseconds of the quickest, queries and bytes; None where this person may not come."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    if who == "party":
        client.force_login(made.person, backend="django.contrib.auth.backends.ModelBackend")
    else:  # a query of its own, so that no kept page is shown
        client.cookies["django_language"] = "da"
    url = reverse(f"projects:{page}", args=[made.slug])
    asked: list[str] = []

    def count(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    client.get(url)
    with connection.execute_wrapper(count):
        answer = client.get(url)
    if answer.status_code != HTTPStatus.OK:
        return None
    seen = []
    for number in range(TIMES):
        started = time.perf_counter()
        answer = client.get(url, {"mål": number})
        seen.append((time.perf_counter() - started) * 1000)
    questions = sum(sql.startswith("SELECT") for sql in asked)
    return min(seen), questions, len(answer.content)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
