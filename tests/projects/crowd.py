"""Many at once: every thread has its own connection, and all start together."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from threading import Barrier, Thread

from django.db import OperationalError, connection


def at_once(acts: Sequence[Callable[[], object]]) -> Counter[str]:
    """Run the acts in a thread each, at the same moment; how often each outcome came."""
    barrier, outcomes = Barrier(len(acts), timeout=60), []

    def run(act: Callable[[], object]) -> None:
        try:
            _connect()
            barrier.wait()
            act()
            outcomes.append("ok")
        except Exception as error:  # noqa: BLE001  whatever came is the finding
            outcomes.append(getattr(error, "code", None) or repr(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return Counter(outcomes)


def _connect() -> None:
    """A connection of one's own; the test server may be busy with other runs for a moment."""
    deadline = time.monotonic() + 30
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
