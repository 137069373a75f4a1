"""The programs a test run uses on this machine, and how runs beside each other share them."""

import fcntl
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.conf import settings
from django.db import connections

from samskabelse.local.database import ensure_started, stop
from tests.template import login, migrated_template

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = {
    "e2e": "Chromium was not found (looked for chromium, chromium-browser and google-chrome).",
    "redis": "redis-server was not found on the PATH.",
}
PREFIX = "test_samskabelse_"
SESSIONS = """
SELECT pid, application_name, state, wait_event, backend_start, left(query, 200)
FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'
"""


def chromium() -> str:
    """Path of an installed Chromium, or an empty string. CHROMIUM names another."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), "")


def redis_binary() -> str:
    return shutil.which("redis-server") or ""


def start_test_database() -> None:
    """Point Django at the test server and at a database name that belongs to this run alone.

    The controller of pytest-xdist names the run; its workers inherit the name.
    """
    run = int(os.environ.setdefault("SAMSKABELSE_TEST_RUN", str(os.getpid())))
    entry = settings.DATABASES["default"]
    entry["TEST"] = {**entry.get("TEST", {}), "NAME": f"{PREFIX}{run}"}
    if not os.environ.get("DATABASE_URL"):
        with _runs() as runs:
            (runs / str(run)).touch()
            entry.update(ensure_started(_folder(), durable=False))
            if run == os.getpid():
                _drop_databases_of_dead_runs(entry)
            entry["TEST"]["TEMPLATE"] = migrated_template(entry)
    connections["default"].settings_dict.update(entry)


def stop_test_database() -> None:
    """Stop the test server, unless another run on this checkout still uses it."""
    run = os.environ.get("SAMSKABELSE_TEST_RUN")
    if os.environ.get("DATABASE_URL") or run != str(os.getpid()):
        return
    connections.close_all()
    with _runs() as runs:
        (runs / run).unlink(missing_ok=True)
        others = [path for path in runs.iterdir() if psutil.pid_exists(int(path.name))]
        if not others:
            stop(_folder())


def end_other_sessions(entry: dict[str, Any], patience: float = 2) -> list[str]:
    """End what is still connected to the database of `entry`; says what each was.

    PostgreSQL drops no database that somebody is connected to. A program that was killed, or a
    thread that a busy machine has not let end yet, gets `patience` seconds to go by itself.
    """
    with psycopg.connect(**login(entry), dbname="postgres", autocommit=True) as connection:
        deadline = time.monotonic() + patience
        while rows := connection.execute(SESSIONS, [entry["NAME"]]).fetchall():
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        for pid, *_what in rows:
            connection.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    return [" | ".join(map(str, what)) for _pid, *what in rows]


@contextmanager
def running_redis(folder: Path, port: int = 0) -> Iterator[str]:
    """A redis-server of our own, on a free port unless one is given; yields its URL."""
    port = port or free_port()
    command = [redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--dir", str(folder)], stdout=log, stderr=log)
    try:
        wait_for_port(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _folder() -> Path:
    return settings.VAR_DIR / "postgres-test"


@contextmanager
def _runs() -> Iterator[Path]:
    runs = settings.VAR_DIR / "test-runs"
    runs.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / "test-runs.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield runs


def _drop_databases_of_dead_runs(entry: dict) -> None:
    with psycopg.connect(**login(entry), dbname="postgres", autocommit=True) as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname ^@ %s", [PREFIX])
        for (name,) in names.fetchall():
            if not psutil.pid_exists(int(name.removeprefix(PREFIX).split("_")[0])):
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
