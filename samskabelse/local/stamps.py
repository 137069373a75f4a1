"""Skip a step whose inputs have not changed: their fingerprint is kept in var/stamps."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """One hash over names and contents of files and folders, and over any further words."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"\n{file}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(var_dir: Path, name: str, print_: str) -> bool:
    """Whether the step `name` was last done with this fingerprint."""
    try:
        return (var_dir / "stamps" / name).read_text() == print_
    except OSError:
        return False


def remember(var_dir: Path, name: str, print_: str) -> None:
    """Note that the step `name` is done with this fingerprint."""
    (var_dir / "stamps").mkdir(parents=True, exist_ok=True)
    (var_dir / "stamps" / name).write_text(print_)
