"""What can be wrong with a machine, said in plain sentences before anything is started."""

import contextlib
import errno
import fcntl
import getpass
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path


class StartError(Exception):
    """The site cannot start; the message says what is wrong and what to do."""


def require_writable(folder: Path) -> None:
    """Raise when we cannot put a file into `folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        message = (
            f"The folder {folder} is not writable for {_who()} ({reason}). "
            f"Give yourself the right to it: sudo chown -R {_who()} '{folder}'"
        )
        raise StartError(message) from error


def require_free_port(host: str, port: int) -> None:
    """Raise when `port` cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(_port_sentence(host, port, error)) from error


def _port_sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program. "
            f"Stop it, or choose another port: PORT={port + 1} make run"
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"{_who()} may not use port {port}. Choose one above 1023: PORT=8000 make run"
    return f"Cannot listen on {host}, port {port}: {error.strerror or error}. See HOST and PORT."


@contextlib.contextmanager
def only_one(var_dir: Path, address: str) -> Iterator[None]:
    """Hold var/up.lock. Raises when another `manage.py up` of this folder holds it."""
    with (var_dir / "up.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            message = f"Samskabelse already runs from this folder: {handle.read().strip()}"
            raise StartError(message) from error
        handle.truncate(0)
        handle.write(address)
        handle.flush()
        yield


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
