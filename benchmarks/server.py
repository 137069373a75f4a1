"""The real web server on the benchmark's database, as `manage.py up` starts it."""

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from django.conf import settings

from samskabelse.local import launch, steps
from samskabelse.local.children import Child

MEGABYTE = 1024 * 1024


def prepare() -> None:
    """Database, tables and static files, as on the first start of the site."""
    for act in (
        steps.start_database,
        steps.migrate,
        steps.create_cache_table,
        steps.compile_translations,
        steps.build_assets,
        steps.collect_static,
    ):
        act()


@contextmanager
def running(port: int, *, worker: bool = False) -> Iterator[list[Child]]:
    """The web server, and the worker when it is asked for."""
    children = launch.children("127.0.0.1", port)[: 2 if worker else 1]
    for child in children:
        child.env["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        child.start()
    try:
        _wait(port)
        yield children
    finally:
        for child in children:
            _stop(child)


def _wait(port: int) -> None:
    end = time.monotonic() + launch.READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=5).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def _stop(child: Child) -> None:
    if child.process is None:
        return
    child.process.terminate()
    try:
        child.process.wait(20)
    except subprocess.TimeoutExpired:
        child.process.kill()


def memory(children: list[Child]) -> list[tuple[str, float, float]]:
    """Name, resident and proportional megabytes of each process, the database as one."""
    found = []
    for child in children:
        parent = psutil.Process(child.process.pid)
        for place, process in enumerate([parent, *parent.children(recursive=True)]):
            found.append((f"{child.name}{f', child {place}' if place else ''}", *_sizes(process)))
    return [*found, _database()]


def _sizes(process: psutil.Process) -> tuple[float, float]:
    used = process.memory_full_info()
    return used.rss / MEGABYTE, used.pss / MEGABYTE


def _database() -> tuple[str, float, float]:
    postmaster = int((steps.database_folder() / "data/postmaster.pid").read_text().split()[0])
    parent = psutil.Process(postmaster)
    sizes = [_sizes(process) for process in [parent, *parent.children(recursive=True)]]
    name = f"PostgreSQL, {len(sizes)} processes"
    return name, sum(rss for rss, _pss in sizes), sum(pss for _rss, pss in sizes)


def cookie_for(user) -> str:
    """A session as somebody has who signed in."""
    from django.test import Client  # noqa: PLC0415 - the only use of it

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
