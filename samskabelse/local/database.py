"""The embedded PostgreSQL: where it lives, how it starts and stops. Imports no Django.

A folder such as `var/postgres` holds `data/`, `port`, `password`, `lock` and `log`. The server
listens on 127.0.0.1 only, has no unix socket, and touches nothing outside the folder.
"""

import fcntl
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from samskabelse.local.cluster import ClusterError, initialise, server_command, terminate
from samskabelse.local.identity import ServerUser, choose_server_user
from samskabelse.local.postmaster import is_ready, running_pid

if TYPE_CHECKING:
    import psycopg

HOST = "127.0.0.1"
NAME = USER = "samskabelse"
NOT_STARTED_PORT = "1"
START_SECONDS = 60
ATTEMPTS = 10

_children: dict[Path, subprocess.Popen[bytes]] = {}


def embedded_database_config(folder: Path) -> dict:
    """The DATABASES entry for the server in `folder`. Starts nothing, works on a fresh clone."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": USER,
        "PASSWORD": _read(folder / "password"),
        "HOST": HOST,
        "PORT": _read(folder / "port") or NOT_STARTED_PORT,
    }


def ensure_started(folder: Path, *, durable: bool = True) -> dict:
    """Create the server in `folder` if need be, start it if it is not running.

    Returns the DATABASES entry. `durable=False` trades safety for speed and is for tests.
    Raises ClusterError with a plain sentence, and OSError when the folder cannot be written.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        user = choose_server_user(folder)
        _ensure_password(folder)
        if not (folder / "data").exists():
            initialise(folder, user=user, superuser=USER)
        if not (is_ready(folder / "data") and _answers(folder)):
            _start(folder, user, durable=durable)
        config = embedded_database_config(folder)
        _ensure_database(config)
    return config


def _answers(folder: Path) -> bool:
    """Whether the server takes a connection. One that was just killed still looks alive."""
    import psycopg  # noqa: PLC0415 settings import this module and need no driver

    config = embedded_database_config(folder)
    for _attempt in range(ATTEMPTS):
        with suppress(psycopg.OperationalError):
            _connect(config).close()
            return True
        if running_pid(folder / "data") is None:
            return False
        time.sleep(0.2)
    return True  # alive and unwilling: what it says comes up with the next question


def stop(folder: Path) -> None:
    """Stop the server in `folder`, ending its connections; harmless when it is not running."""
    folder = folder.resolve()
    if not folder.exists():
        return
    with _locked(folder):
        pid = running_pid(folder / "data")
        if pid is not None:
            terminate(pid, child=_children.pop(folder, None))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def _ensure_password(folder: Path) -> None:
    if _read(folder / "password"):
        return
    descriptor = os.open(folder / "password", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_urlsafe(32))


def _choose_port(folder: Path) -> str:
    """The port of last time while it is free, else any free one. It stays between starts."""
    for wanted in (int(_read(folder / "port") or 0), 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, wanted))
            port = str(probe.getsockname()[1])
            (folder / "port").write_text(port)
            return port
    message = "No port is free on 127.0.0.1 for the database."
    raise ClusterError(message)


def _start(folder: Path, user: ServerUser, *, durable: bool) -> None:
    """Start the server and wait for it. Orphans of a killed server may need some seconds to go."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        running_pid(folder / "data", clear_stale=True)
        child = _spawn(folder, user, durable=durable)
        while child.poll() is None and time.monotonic() < deadline:
            if is_ready(folder / "data"):
                _children[folder] = child
                return
            time.sleep(0.02)
        time.sleep(0.5)
        if "still in use" not in _tail(folder / "log"):
            break
    message = f"PostgreSQL did not start. Its log, {folder / 'log'}, ends:\n{_tail(folder / 'log')}"
    raise ClusterError(message)


def _spawn(folder: Path, user: ServerUser, *, durable: bool) -> subprocess.Popen[bytes]:
    command = server_command(folder, port=_choose_port(folder), durable=durable)
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 our own binary
            user.wrap(command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            **user.popen(),
        )


def _tail(path: Path) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-8:])


def _connect(config: dict) -> "psycopg.Connection":
    import psycopg  # noqa: PLC0415 settings import this module and need no driver

    return psycopg.connect(
        host=HOST,
        port=config["PORT"],
        user=USER,
        password=config["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )


def _ensure_database(config: dict) -> None:
    with _connect(config) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if known.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{NAME}"')


if __name__ == "__main__":  # python -m samskabelse.local.database start|stop var/postgres
    if sys.argv[1] == "start":
        ensure_started(Path(sys.argv[2]))
    else:
        stop(Path(sys.argv[2]))
