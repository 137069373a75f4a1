"""Kill mail workers with `kill -9` while they send, and count what arrived.

    python tests/chaos/mail_kill.py --mails 2000 --kills 50 --journal on
    python tests/chaos/mail_kill.py --mails 2000 --kills 50 --journal off

Needs DATABASE_URL of an empty, migrated database. Prints `lost / doubled / unknown`; ends with 1
when the promise is broken, or when too few kills hit a mail under way to prove anything.
"""

import argparse
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PATIENCE = 80  # seconds until a run counts as stuck


@dataclass(frozen=True)
class Result:
    mails: int
    kills: int
    hits: int  # kills that left a mail between claimed and sent
    lost: int
    doubled: int
    unknown: int
    most_copies: int
    seconds: float

    @property
    def has_power(self) -> bool:
        """Whether the kills fell where it hurts: else the run proves nothing."""
        return self.hits >= 0.3 * self.kills

    def __str__(self) -> str:
        return (
            f"{self.mails} mails, {self.kills} kills ({self.hits} hit a mail under way), "
            f"{self.seconds:.0f} s: lost {self.lost} / doubled {self.doubled} "
            f"/ unknown {self.unknown} (at most {self.most_copies} copies)"
        )


def run(
    *, database_url: str, mails: int, kills: int, journal: bool, latency: float = 0.02
) -> Result:
    """One experiment in the database that Django is connected to, which `database_url` names."""
    from samskabelse.mail.models import OutgoingMail  # noqa: PLC0415

    began = time.monotonic()
    OutgoingMail.objects.all().delete()
    queue_invitations(mails)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "sink.log"
        log.touch()
        with running_sink(log, latency) as port:
            env = worker_environment(database_url, port, log if journal else None)
            with running_workers(folder, env):
                hits = kill_along_the_way(folder, log, mails, kills)
                wait_until_settled()
        arrived = Counter(log.read_text().split())
    ids = list(OutgoingMail.objects.values_list("message_id", flat=True))
    return Result(
        mails=mails,
        kills=kills,
        hits=hits,
        lost=sum(arrived[message_id] == 0 for message_id in ids),
        doubled=sum(count - 1 for count in arrived.values()),
        unknown=OutgoingMail.objects.filter(state="unknown").count(),
        most_copies=max(arrived.values()),
        seconds=time.monotonic() - began,
    )


def queue_invitations(count: int) -> None:
    from django.db import transaction  # noqa: PLC0415

    from samskabelse.mail.queue import Order, queue_many  # noqa: PLC0415

    orders = [
        Order(key=f"chaos:{n}", to=f"person{n}@chaos.example", params={"n": n})
        for n in range(count)
    ]
    with transaction.atomic():
        assert queue_many("chaos", orders) == count


@contextlib.contextmanager
def running_sink(log: Path, latency: float) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, HERE / "mail_sink.py", str(port), log, str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as sink:
        assert sink.stdout is not None
        sink.stdout.readline()
        try:
            yield port
        finally:
            sink.kill()


def worker_environment(database_url: str, port: int, journal: Path | None) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "samskabelse.settings"),
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "DEMO_MODE": "0",
        "MAIL_TRANSPORT": "smtp",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(port),
        "SMTP_USER": "",
        "SMTP_STARTTLS": "0",
        "MAIL_QUIET_HOURS": "",
        "MAIL_HOLD": "0",
        "MAIL_JOURNAL": f"sink:{journal}" if journal else "",
        "LOG_LEVEL": "ERROR",
    }


@contextlib.contextmanager
def running_workers(folder: Path, env: dict[str, str], count: int = 4) -> Iterator[None]:
    command = [sys.executable, HERE / "mail_worker.py", str(folder), str(count)]
    with subprocess.Popen(command, env=env, start_new_session=True) as parent:
        try:
            yield
        finally:
            (folder / "stop").touch()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(parent.pid, signal.SIGKILL)


def kill_along_the_way(folder: Path, log: Path, mails: int, kills: int) -> int:
    """Spread the kills over the whole mailing; returns how many hit a mail under way."""
    hits = 0
    for number in range(1, kills + 1):
        wait_for(lambda goal=mails * number // (kills + 2): lines_in(log) >= goal)
        time.sleep(random.uniform(0, 0.05))
        hits += kill_one(folder)
    return hits


def kill_one(folder: Path) -> bool:
    """Kill a random worker; whether a mail of its was claimed or handed at that moment."""
    from samskabelse.mail.models import OutgoingMail  # noqa: PLC0415
    from tests.chaos.mail_worker import worker_id  # noqa: PLC0415

    pid = int(random.choice(list(folder.glob("pid.*"))).read_text())
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.02)
    under_way = OutgoingMail.objects.filter(state__in=["claimed", "handed"])
    return under_way.filter(worker=worker_id(pid)).exists()


def lines_in(log: Path) -> int:
    return log.read_bytes().count(b"\n")


def wait_until_settled() -> None:
    from samskabelse.mail.enums import FINAL_STATES  # noqa: PLC0415
    from samskabelse.mail.models import OutgoingMail  # noqa: PLC0415

    wait_for(lambda: not OutgoingMail.objects.exclude(state__in=FINAL_STATES).exists())


def wait_for(condition) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the mails are stuck")
        time.sleep(0.02)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--latency", type=float, default=0.02, help="seconds before the 250")
    parser.add_argument("--journal", choices=["on", "off"], default="on")
    options = parser.parse_args()
    import django  # noqa: PLC0415

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskabelse.settings")
    django.setup()
    from tests.chaos.mail_worker import register_kind  # noqa: PLC0415

    register_kind()
    result = run(
        database_url=os.environ["DATABASE_URL"],
        mails=options.mails,
        kills=options.kills,
        journal=options.journal == "on",
        latency=options.latency,
    )
    print(result)  # noqa: T201
    promised = result.lost == 0 and (options.journal == "off" or result.doubled == 0)
    return 0 if promised and result.has_power else 1


if __name__ == "__main__":
    sys.exit(main())
