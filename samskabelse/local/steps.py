"""What `manage.py up` does before the site answers. Each step returns a short note, or nothing.

Every step is safe to repeat, and costs next to nothing when there is nothing to do.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from samskabelse.local import assets, database, messages, stamps
from samskabelse.local.cluster import ClusterError
from samskabelse.local.problems import StartError, require_free_port, require_writable

UNCHANGED = "unchanged"
# Of what libraries bring, no page of ours asks for these; hashing and compressing them would slow
# down every first start. Patterns are of a file's or a folder's own name.
NOT_SERVED = [
    "scss",
    # htmx comes as its second version in one small file.
    "htmax-*",
    "htmx-4*",
    "htmx-2.js",
    "ext",
    # The API speaks JSON only, and has one viewer.
    "rest_framework",
    "redoc",
    "swagger-ui-es-bundle*",
    "swagger-ui-standalone-preset*",
    "oauth2-redirect*",
]
ROOT: Path = settings.BASE_DIR


def check_machine(host: str, port: int) -> None:
    """The folders can be written and the port is free."""
    for folder in (settings.VAR_DIR, ROOT / "static", ROOT / "locale/da/LC_MESSAGES"):
        require_writable(folder)
    require_free_port(host, port)


def uses_embedded_database() -> bool:
    return not os.environ.get("DATABASE_URL")


def start_database() -> str:
    """Start our own PostgreSQL, or see that the given one answers."""
    connection = connections["default"]
    if uses_embedded_database():
        folder = database_folder()
        try:
            config = database.ensure_started(folder)
        except (ClusterError, OSError) as error:
            raise StartError(str(error)) from error
        settings.DATABASES["default"].update(config)
        connection.settings_dict.update(config)
        return f"port {config['PORT']}"
    try:
        connection.ensure_connection()
    except OperationalError as error:
        message = f"The database of DATABASE_URL does not answer: {error}".strip()
        raise StartError(message) from error
    return f"{connection.settings_dict['HOST']}"


def stop_database() -> None:
    """Stop our own PostgreSQL; a given one is none of our business."""
    connections.close_all()
    if uses_embedded_database():
        database.stop(database_folder())


def database_folder() -> Path:
    return settings.VAR_DIR / os.environ.get("EMBEDDED_DATABASE", "postgres")


def greet_redis() -> str | None:
    """Say whether Redis answers. If not, the site runs and the worker keeps trying."""
    if not settings.REDIS_URL:
        return "none, the worker runs in threads"
    url = urlsplit(settings.REDIS_URL)
    try:
        socket.create_connection((url.hostname or "localhost", url.port or 6379), 2).close()
    except OSError as error:
        return f"does not answer yet ({error.strerror or error}); the worker keeps trying"
    return url.hostname


def migrate() -> str | None:
    """Bring the tables up to date."""
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return UNCHANGED
    call_command("migrate", interactive=False, verbosity=0)
    return f"{len(plan)} migrations"


def create_cache_table() -> str | None:
    """The cache lives in the database where there is no Redis."""
    if settings.REDIS_URL:
        return "in Redis"
    call_command("createcachetable", verbosity=0)
    return None


def compile_translations() -> str | None:
    """The .mo file of the Danish catalog."""
    path = messages.po_path(ROOT)
    return None if path.exists() and messages.compile_catalog(path) else UNCHANGED


def build_assets() -> str | None:
    """The design system's CSS, fonts, icons and script."""
    return None if assets.build(ROOT, settings.VAR_DIR) else UNCHANGED


def collect_static() -> str | None:
    """Every static file under its hashed name, compressed."""
    if settings.DEBUG:
        return "served from their folders"
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    current = stamps.fingerprint([ROOT / "static", ROOT / "requirements.lock"], str(ROOT), backend)
    if settings.STATIC_ROOT.exists() and stamps.is_current(settings.VAR_DIR, "static", current):
        return UNCHANGED
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_SERVED)
    stamps.remember(settings.VAR_DIR, "static", current)
    return None


def load_demo() -> str | None:
    """Nordager Kommune's three opgaver; in a process of its own, with fresh translations."""
    if not settings.DEMO_MODE or "demo" not in get_commands():
        return "off"
    code = [ROOT / "samskabelse/local/demo", *ROOT.glob("*/management/commands/demo.py")]
    config = connections["default"].settings_dict
    place = f"{config['HOST']} {config['NAME']} {config['PASSWORD']}"
    current = stamps.fingerprint(code, place)
    if stamps.is_current(settings.VAR_DIR, "demo", current):
        return UNCHANGED
    command = [sys.executable, "manage.py", "demo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        message = f"manage.py demo failed:\n{(done.stdout + done.stderr).strip()[-700:]}"
        raise StartError(message)
    stamps.remember(settings.VAR_DIR, "demo", current)
    return None
