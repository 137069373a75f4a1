"""`make check`: style, types, imports, migrations, translations and deployment, each on a line."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from samskabelse.local.database import ensure_started, stop

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var/postgres-check"
PYTHON = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
OURS = ["samskabelse", "participants", "projects", "arenas"]
# Typed are what decides and what promises; forms, views and admin follow Django's own looseness.
TYPED = [
    "samskabelse",
    "participants/listings.py",
    "participants/models",
    "participants/queries.py",
    "participants/services",
    "projects/models",
    "projects/invitees.py",
    "projects/personal.py",
    "projects/phases",
    "projects/queries",
    "projects/services",
    "arenas/models",
    "arenas/services",
]
CODE = [*OURS, "benchmarks", "tests", "manage.py"]
# What a careful municipality would set; the checks for a server must have nothing to say to it.
PRODUCTION = {
    "BASE_URL": "https://samskabelse.kommune.dk",
    "ALLOWED_HOSTS": "samskabelse.kommune.dk",
    "SECRET_KEY": "only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
    "DATABASE_URL": "postgres://samskabelse:secret@127.0.0.1:1/samskabelse",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DEMO_MODE": "false",
    "DEBUG": "false",
    "MAIL_TRANSPORT": "smtp",
    "MUNICIPALITY_MAIL_DOMAINS": "kommune.dk",
    "CONTACT_EMAIL": "samskabelse@kommune.dk",
    "ACCESSIBILITY_STATEMENT_URL": "https://www.was.digst.dk/kommune-dk",
}
WARNINGS_FAIL = ["--fail-level", "WARNING"]


class Check(NamedTuple):
    """A command that must end with 0."""

    name: str
    command: list[str]
    env: dict[str, str] = {}


def checks() -> Iterator[Check]:
    here = {"EMBEDDED_DATABASE": FOLDER.name}
    yield Check("Style (ruff)", [*PYTHON, "ruff", "check", *CODE])
    yield Check("Format (ruff)", [*PYTHON, "ruff", "format", "--check", *CODE])
    yield Check("Templates (djlint)", [*PYTHON, "djlint", "--lint", "--quiet", "templates"])
    yield Check("Types (mypy)", [*PYTHON, "mypy", *TYPED])
    yield Check("Imports (import-linter)", [sys.executable, *LINTER])
    yield Check("System checks", [*MANAGE, "check", *WARNINGS_FAIL], here)
    yield Check("Deployment", [*MANAGE, "check", "--deploy", *WARNINGS_FAIL], PRODUCTION)
    yield Check("Migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], here)
    yield Check("Migrations are safe (squawk)", [*PYTHON, "samskabelse.local.squawking"], here)
    yield Check("Templates compile", [*MANAGE, "compile_templates"], here)
    yield Check("Translations", [*MANAGE, "messages", "--check"], here)


LINTER = ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]


def run(check: Check) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Run one check; returns its seconds and what it said."""
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603 our own programs
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return time.monotonic() - started, done


def main() -> int:
    """Run all, two at a time, and say everything that is wrong. Returns how many failed."""
    todo = list(checks())
    failed = 0
    ensure_started(FOLDER, durable=False)
    try:
        with ThreadPoolExecutor(2) as pool:
            for check, (seconds, done) in zip(todo, pool.map(run, todo), strict=True):
                mark = "✗" if done.returncode else "✓"
                say(f"{mark} {check.name:<30}{seconds:>6.1f} s")
                if done.returncode:
                    failed += 1
                    say(done.stdout.rstrip())
    finally:
        stop(FOLDER)
    say("All checks passed." if not failed else f"{failed} of {len(todo)} checks failed.")
    return failed


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
