"""Reading PostgreSQL's own postmaster.pid, and not being fooled by one left behind."""

from pathlib import Path

import psutil

STATUS_LINE = 7


def running_pid(data: Path, *, clear_stale: bool = False) -> int | None:
    """The process id of the server on `data`, or None.

    After kill -9 or a reboot the file stays, and its number may by then belong to another
    program; PostgreSQL would refuse to start. With `clear_stale` such a file is removed.
    """
    lines = _lines(data)
    if not lines or not lines[0].strip("-").isdigit():
        return None
    pid = abs(int(lines[0]))
    if _is_postgres_on(pid, data):
        return pid
    if clear_stale and psutil.pid_exists(pid):
        (data / "postmaster.pid").unlink(missing_ok=True)
    return None


def is_ready(data: Path) -> bool:
    """Whether the server on `data` runs and accepts connections."""
    if running_pid(data) is None:
        return False
    lines = _lines(data)
    return len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"


def _lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _is_postgres_on(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and str(data) in process.cmdline()
    except psutil.Error:
        return False
