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
            one, other = Opened(small, page, who), Opened(huge, page, who)
            if not (one.is_shown and other.is_shown):
                continue
            # In turn, so that a machine that is slow for a while is slow for both.
            pairs = [(one.timed(), other.timed()) for _number in range(TIMES)]
            quick, slow = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
            sizes = f"{one.size // 1000} → {other.size // 1000}"
            asked = f"{one.queries} → {other.queries}"
            cells = [phase, page, who, f"{quick:.1f}", f"{slow:.1f}", f"{slow / quick:.2f}"]
            yield f"| {' | '.join([*cells, asked, sizes])} |", slow / quick


class Opened:
    """One page for one person: queries and bytes, and how long it takes each time."""

    def __init__(self, made, page: str, who: str) -> None:
        from django.db import connection  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415
        from django.urls import reverse  # noqa: PLC0415

        client = Client(SERVER_NAME="localhost")
        if who == "party":
            client.force_login(made.person, backend="django.contrib.auth.backends.ModelBackend")
        else:  # a query of its own, so that no kept page is shown
            client.cookies["django_language"] = "da"
        self.client, self.url = client, reverse(f"projects:{page}", args=[made.slug])
        self.times = 0
        asked: list[str] = []

        def count(execute, sql, *rest):
            asked.append(sql)
            return execute(sql, *rest)

        client.get(self.url)
        with connection.execute_wrapper(count):
            answer = client.get(self.url)
        self.is_shown = answer.status_code == HTTPStatus.OK
        self.queries = sum(sql.startswith("SELECT") for sql in asked)
        self.size = len(answer.content)

    def timed(self) -> float:
        """Milliseconds of one more time."""
        self.times += 1
        started = time.perf_counter()
        self.client.get(self.url, {"mål": self.times})
        return (time.perf_counter() - started) * 1000


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
