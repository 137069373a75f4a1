"""Ask squawk whether our migrations are safe on a running site.

An app's first migration makes tables nobody uses yet, so it is left out.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from samskabelse.local.database import ensure_started

# Django's own choices, which no migration of ours can change.
EXCLUDED = (
    "prefer-robust-stmts,prefer-identity,prefer-bigint-over-int,require-timeout-settings,"
    "prefer-text-field,ban-drop-default"
)


def later_migrations() -> Iterator[tuple[str, str]]:
    """App label and name of every migration of ours but the first of its app."""
    for config in apps.get_app_configs():
        folder = Path(config.path) / "migrations"
        if not folder.is_relative_to(settings.BASE_DIR) or ".venv" in folder.parts:
            continue
        for path in sorted(folder.glob("[0-9]*.py")):
            if not path.name.startswith("0001"):
                yield config.label, path.stem


def write_sql(folder: Path) -> list[str]:
    """One .sql file for each later migration; returns their paths."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for label, name in later_migrations():
        out = StringIO()
        call_command("sqlmigrate", label, name, stdout=out)
        (folder / f"{label}.{name}.sql").write_text(out.getvalue(), encoding="utf-8")
    return sorted(map(str, folder.iterdir()))


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskabelse.settings")
    django.setup()
    folder = settings.VAR_DIR / os.environ.get("EMBEDDED_DATABASE", "postgres")
    if not os.environ.get("DATABASE_URL"):
        connections["default"].settings_dict.update(ensure_started(folder, durable=False))
    files = write_sql(settings.VAR_DIR / "squawk")
    if not files:
        return 0
    program = str(Path(sys.executable).parent / "squawk")
    return subprocess.run([program, f"--exclude={EXCLUDED}", *files], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
