"""The site as it runs, on a database of its own, with a mail server that only counts."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

HERE = Path(__file__).resolve().parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def set_up(smtp_port: int) -> None:
    """Settings for this process and those it starts; then the database with its tables."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "samskabelse.settings",
        "VAR_DIR": str(HERE.parent / "var" / "benchmark-mail"),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "DEMO_MODE": "false",
        "MAIL_TRANSPORT": "smtp",
        "MAIL_QUIET_HOURS": "",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp_port),
        "LOG_LEVEL": "ERROR",
        "PLAIN_STATIC": "true",
    }
    import django  # noqa: PLC0415

    django.setup()
    from samskabelse.local import steps  # noqa: PLC0415

    for act in (steps.start_database, steps.migrate, steps.create_cache_table):
        act()
    steps.compile_translations()
    Path(os.environ["VAR_DIR"], "static").mkdir(exist_ok=True)


def tear_down() -> None:
    from samskabelse.local import steps  # noqa: PLC0415

    steps.stop_database()


@contextmanager
def running_sink(port: int, log: Path) -> Iterator[None]:
    command = [sys.executable, str(HERE / "mail_sink.py"), str(port), str(log)]
    with subprocess.Popen(  # noqa: S603  our own file
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as sink:
        sink.stdout.readline()  # type: ignore[union-attr]  # it says that it is ready
        try:
            yield
        finally:
            sink.terminate()


@contextmanager
def running(*names: str, port: int) -> Iterator[None]:
    """ "Web server" and "Worker", as `manage.py up` starts them."""
    from samskabelse.local import launch  # noqa: PLC0415

    children = [child for child in launch.children("127.0.0.1", port) if child.name in names]
    for child in children:
        child.start()
    try:
        if "Web server" in names:
            _wait(port)
        yield
    finally:
        for child in children:
            if child.process is not None:
                child.process.terminate()
                child.process.wait(20)


def _wait(port: int) -> None:
    end = monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=5).close()
        except OSError:
            if monotonic() > end:
                raise
            sleep(0.1)
        else:
            return


class Browser:
    """One connection that is signed in, with the token that forms carry."""

    CSRF = "c" * 32

    def __init__(self, port: int, session: str = "") -> None:
        from django.conf import settings  # noqa: PLC0415

        self._talk = HTTPConnection("127.0.0.1", port, timeout=120)
        cookies = {settings.CSRF_COOKIE_NAME: self.CSRF, settings.SESSION_COOKIE_NAME: session}
        self._cookie = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)

    def post(self, path: str, fields: dict[str, str]) -> int:
        from urllib.parse import urlencode  # noqa: PLC0415

        body = urlencode(fields | {"csrfmiddlewaretoken": self.CSRF})
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self._talk.request("POST", path, body, headers)
        answer = self._talk.getresponse()
        answer.read()
        return answer.status


def session_of(user: object) -> str:
    """The cookie of a signed-in person."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client.cookies[settings.SESSION_COOKIE_NAME].value
