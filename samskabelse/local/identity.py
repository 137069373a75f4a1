"""Who the embedded server runs as. PostgreSQL refuses to run as root, so root steps down."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samskabelse.local.cluster import ClusterError, binary

# Bits of /proc/self/status CapEff; either lets the server walk into folders closed to it.
CAPABILITIES = {"dac_read_search": 2, "dac_override": 1}


@dataclass(frozen=True)
class ServerUser:
    """A system user for the server process; `uid` None means: as we are."""

    uid: int | None = None
    gid: int | None = None
    capability: str = ""

    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess that become this user."""
        if self.uid is None or self.capability:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def wrap(self, command: list[str]) -> list[str]:
        """The command itself, or through setpriv when a closed folder is on the way."""
        if not self.capability:
            return command
        setpriv = shutil.which("setpriv") or "setpriv"
        drop = [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        keep = [f"--inh-caps=+{self.capability}", f"--ambient-caps=+{self.capability}"]
        return [setpriv, *drop, *keep, "--", *command]

    def own(self, path: Path) -> None:
        """Give this user the folder or file."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def choose_server_user(folder: Path) -> ServerUser:
    """Ourselves, unless we are root: then the owner of the data, of the checkout, or a servant."""
    if os.geteuid() != 0:
        _refuse_foreign_data(folder)
        return ServerUser()
    entry = _non_root_account(folder)
    plain = ServerUser(entry.pw_uid, entry.pw_gid)
    folder.chmod(folder.stat().st_mode | 0o011)
    if _can_reach(plain, folder):
        return plain
    for name, bit in CAPABILITIES.items():
        able = ServerUser(entry.pw_uid, entry.pw_gid, capability=name)
        if shutil.which("setpriv") and _has_capability(bit) and _can_reach(able, folder):
            return able
    message = (
        f"PostgreSQL does not run as root, and the user {entry.pw_name} cannot enter {folder}. "
        "Put the project in a folder others may enter, such as /srv, or run as a plain user."
    )
    raise ClusterError(message)


def _refuse_foreign_data(folder: Path) -> None:
    data = folder / "data"
    if data.exists() and data.stat().st_uid != os.geteuid():
        message = (
            f"The database in {folder} belongs to another user: the project was first started as "
            "root or by someone else. Run as that user, or remove the folder to begin anew."
        )
        raise ClusterError(message)


def _non_root_account(folder: Path) -> pwd.struct_passwd:
    for path in (folder / "data", folder):
        if path.exists() and path.stat().st_uid != 0:
            try:
                return pwd.getpwuid(path.stat().st_uid)
            except KeyError:
                break
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = "PostgreSQL does not run as root, and there is no user nobody to run it as."
    raise ClusterError(message)


def _has_capability(bit: int) -> bool:
    status = Path("/proc/self/status")
    if not status.exists():
        return False
    line = next(row for row in status.read_text().splitlines() if row.startswith("CapEff:"))
    return bool(int(line.split()[1], 16) >> bit & 1)


def _can_reach(user: ServerUser, folder: Path) -> bool:
    script = 'cd "$1" && exec "$2" --version'
    probe = ["/bin/sh", "-c", script, "sh", str(folder), binary("postgres")]
    done = subprocess.run(  # noqa: S603 our own binary
        user.wrap(probe), cwd="/", capture_output=True, check=False, **user.popen()
    )
    return done.returncode == 0
