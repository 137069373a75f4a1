"""What every test run needs: a test database, and a browser and Redis where they are found."""

import importlib
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.db.models.signals import post_migrate  # noqa: TID251  no rule of business: tables

from tests import machine

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop beside the ORM


def pytest_configure(config: pytest.Config) -> None:
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Factories make rows without an act, so a kept page would not know. `kept_pages` turns it on.
    settings.CACHES["pages"]["BACKEND"] = "django.core.cache.backends.dummy.DummyCache"
    # WhiteNoise warns about a folder that only a started site has.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    machine.start_test_database()
    post_migrate.connect(_bring_themes_back, sender=apps.get_app_config("projects"))


def _bring_themes_back(**_sent: Any) -> None:
    """A test that commits empties every table afterwards, also of what a migration wrote."""
    importlib.import_module("projects.migrations.0002_themes_and_searches").add_usual_themes(
        apps, None
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        machine.stop_test_database()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who reads the notes of the tour runs in one process, so that no other waits for them."""
    for item in items:
        if "tour" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("tour"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Browser and Redis tests run when their program is found, and must run when CI=true."""
    for marker, program in (("e2e", machine.chromium()), ("redis", machine.redis_binary())):
        if item.get_closest_marker(marker) is None or program:
            continue
        reason = machine.MISSING[marker]
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason} CI=true makes these tests compulsory.", pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool) -> Iterator[None]:
    """The database goes at the end also when a session was left in it; the warning names it."""
    yield
    if not django_db_keepdb:
        connections.close_all()
        for session in machine.end_other_sessions(connections["default"].settings_dict):
            warnings.warn(f"Left in the test database: {session}", stacklevel=1)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of Chromium; tests that ask for it carry the marker e2e."""
    return machine.chromium() or pytest.skip(machine.MISSING["e2e"])


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium_path: str
) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": chromium_path,
        "args": machine.CHROMIUM_FLAGS,
    }


@pytest.fixture
def kept_pages(settings: Any) -> Iterator[None]:
    """Pages are kept for visitors, as on a running site."""
    pages = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": f"pages {uuid4()}",
    }
    settings.CACHES = settings.CACHES | {"pages": pages}
    yield
    caches["pages"].clear()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis of this run's own; yields its URL. Its tests carry the marker redis."""
    folder: Path = tmp_path_factory.mktemp("redis")
    with machine.running_redis(folder) as url:
        yield url
