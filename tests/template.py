"""A database with every migration applied, made once and copied for each run and worker."""

import fcntl
import hashlib
import os
import subprocess
import sys
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings

PREFIX = "template_samskabelse_"
PACKAGES = ("arenas", "participants", "projects", "samskabelse")
LOCK = "requirements-dev.lock"


def migrated_template(entry: dict[str, Any]) -> str:
    """Name of the template on the server of `entry`; made now if the migrations have changed.

    Django then finds nothing left to apply in the copies, which takes a tenth of the time.
    """
    name = PREFIX + _fingerprint()
    with (settings.VAR_DIR / "test-template.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with psycopg.connect(**login(entry), dbname="postgres", autocommit=True) as connection:
            query = "SELECT datname FROM pg_database WHERE datname ^@ %s"
            names = {row[0] for row in connection.execute(query, [PREFIX])}
            for old in names - {name}:
                connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            if name not in names:
                _make(connection, entry, name)
    return name


def _make(connection: psycopg.Connection, entry: dict[str, Any], name: str) -> None:
    draft = f"{PREFIX}draft"
    connection.execute(f'CREATE DATABASE "{draft}" TEMPLATE template0')
    who = login(entry)
    user = f"{quote(who['user'])}:{quote(who['password'])}"
    url = f"postgres://{user}@{who['host']}:{who['port']}/{draft}"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url},
        check=True,
    )
    connection.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


def _fingerprint() -> str:
    """Of all that a migrated database depends on: the migrations, here and in the libraries."""
    folders = [settings.BASE_DIR / package for package in PACKAGES]
    migrations = [path for folder in folders for path in folder.glob("**/migrations/*.py")]
    paths = [*sorted(migrations), settings.BASE_DIR / LOCK]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def login(entry: dict[str, Any]) -> dict[str, Any]:
    """How psycopg reaches the server of a Django database setting."""
    return {key: entry[key.upper()] for key in ("host", "port", "user", "password")}
