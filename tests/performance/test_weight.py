"""The first view of a page, as a browser fetches it from a server with compressed static files."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPResponse
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser

from samskabelse.local import assets
from tests import machine
from tests.factories.projects import team_in

MOST = 200_000  # bytes
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@dataclass
class View:
    """Bytes over the wire of each address, and what the browser saw painted."""

    sizes: dict[str, int] = field(default_factory=dict)
    painted: float = 0.0

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


@pytest.fixture
def site(tmp_path) -> Iterator[str]:
    """Gunicorn on the test's database, with static files as a started site serves them."""
    assets.build(settings.BASE_DIR, settings.VAR_DIR)
    port = machine.free_port()
    database = connection.settings_dict
    env = os.environ | {
        "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database),
        "VAR_DIR": str(tmp_path),
        "PLAIN_STATIC": "false",
        "DEBUG": "false",
        "DEMO_MODE": "false",
        "BASE_URL": f"http://localhost:{port}",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"]
    subprocess.run(collect, cwd=settings.BASE_DIR, env=env, check=True)
    command = [sys.executable, "-m", "gunicorn", "samskabelse.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--threads", "4", "--log-level", "error", "--no-control-socket"]
    server = subprocess.Popen([*command, *options], cwd=settings.BASE_DIR, env=env)
    try:
        machine.wait_for_port(port)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(20)


def first_view(browser: Browser, url: str) -> View:
    """What a browser with nothing in its cache fetches, without what it asks for by itself."""
    view, names = View(), {}
    context = browser.new_context()
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.requestWillBeSent",
        lambda event: names.__setitem__(event["requestId"], event["request"]["url"]),
    )
    wire.on(
        "Network.loadingFinished",
        lambda event: view.sizes.__setitem__(
            names[event["requestId"]], int(event["encodedDataLength"])
        ),
    )
    page.goto(url, wait_until="networkidle", timeout=60_000)
    context.close()
    return view


def test_first_views_are_light_and_come_from_one_host(site, browser):
    project = team_in("define").project
    for url in (reverse("home"), reverse("projects:list"), project.get_absolute_url()):
        view = first_view(browser, f"{site}{url}")
        hosts = {urlsplit(name).hostname for name in view.sizes} - {None}
        assert hosts == {"localhost"}, url
        assert any(".woff2" in name for name in view.sizes), "the fonts were counted"
        assert view.total <= MOST, f"{url}: {view.total} bytes: {view.sizes}"


def test_pages_are_painted_without_any_script(site, browser):
    """With every script refused the heading still stands in its own font on the page."""
    context = browser.new_context()
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(site, wait_until="load", timeout=60_000)
    assert page.locator("h1").is_visible()
    blocking = page.evaluate(
        "[...document.scripts].filter(s => s.src && !s.defer && !s.async && s.type !== 'module')"
        ".map(s => s.src)"
    )
    assert blocking == []
    context.close()


def test_static_files_are_compressed_and_kept(site):
    home = fetch(site).read().decode()
    style = home.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = fetch(f"{site}{style}")
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]


def fetch(url: str) -> HTTPResponse:
    asked = urllib.request.Request(url)  # noqa: S310 - our own server
    if "/static/" in url:
        asked.add_header("Accept-Encoding", "br")
    return urllib.request.urlopen(asked, timeout=30)  # noqa: S310
