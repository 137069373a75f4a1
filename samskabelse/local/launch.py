"""The site as processes: gunicorn and the worker, started together and stopped together."""

import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from django.conf import settings

from samskabelse.local.children import Child, Supervisor

READY_SECONDS = 60


def children(host: str, port: int) -> list[Child]:
    """The web server and the workers."""
    scratch = settings.VAR_DIR / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    gunicorn = [
        *(sys.executable, "-m", "gunicorn", "samskabelse.wsgi", "--bind", bind),
        *("--workers", "2", "--threads", "4", "--log-level", "warning", "--graceful-timeout", "5"),
        *("--worker-tmp-dir", str(scratch), "--no-control-socket", "--preload"),
    ]
    env = {"DJANGO_SETTINGS_MODULE": "samskabelse.settings"}
    # Two, since Python works on one thing at a time: every job is safe to do by many at once.
    workers = ("Worker", "Second worker")
    return [
        Child("Web server", gunicorn, env),
        *(Child(name, [sys.executable, "manage.py", "work"], env) for name in workers),
    ]


def serve(host: str, port: int, say: Callable[[str], None]) -> None:
    """Run the site until SIGTERM or Ctrl-C; `say` gets the address once it answers."""
    supervisor = Supervisor(children(host, port), say)

    def announce() -> None:
        if _answers(supervisor, f"http://{_reachable(host)}:{port}/livez"):
            say(welcome())

    supervisor.run(ready=announce)


def welcome() -> str:
    """The addresses to open."""
    lines = ["", f"Samskabelse is running:  {settings.BASE_URL}/"]
    if settings.DEMO_MODE:
        lines.append(f"Step into each role:     {settings.BASE_URL}/demo/")
    return "\n".join([*lines, "Stop with Ctrl-C.", ""])


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 not bound here


def _answers(supervisor: Supervisor, url: str) -> bool:
    """Wait until the web server says something, whatever it is."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not supervisor.children[0].ended():
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 our own address
        except urllib.error.HTTPError:
            return True
        except OSError:
            if supervisor.asked_to_stop.wait(0.1):
                return False
        else:
            return True
    return False
