"""The secret key of a machine that was given none. Imports no Django."""

import os
import secrets
from pathlib import Path


def ensure_secret_key(var_dir: Path) -> str:
    """The key in `var_dir`/secret-key, made on first use and readable by its owner alone.

    Settings import this, so it never fails: where nothing can be written the key lives only as
    long as the process, and the checks of `manage.py up` say that the folder is not writable.
    """
    path = var_dir / "secret-key"
    fresh = secrets.token_urlsafe(48)
    try:
        var_dir.mkdir(parents=True, exist_ok=True)
        _create(path, fresh)
        return path.read_text().strip() or fresh
    except OSError:
        return fresh


def _create(path: Path, text: str) -> None:
    """Write the whole file or nothing; whoever comes first wins."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
