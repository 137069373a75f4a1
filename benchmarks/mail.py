"""Ten thousand invitations in one request, until the last has arrived; and a code meanwhile.

    nice -n -10 .venv/bin/python -m benchmarks.mail --mails 10000

Starts the site's own web server and worker on a database of its own, and an SMTP server that writes
down when each mail came. Prints the sender's seconds, the seconds of the delivery counted from when
the mails may leave, and how long sign-in codes took that were asked for meanwhile.
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from benchmarks import mail_site as site

PATIENCE = 600


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=10_000)
    wanted = parser.parse_args()
    smtp, web = site.free_port(), site.free_port()
    site.set_up(smtp)
    try:
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "sink.log"
            log.touch()
            with site.running_sink(smtp, log):
                run(wanted.mails, web, log)
    finally:
        site.tear_down()
    return 0


def run(mails: int, web: int, log: Path) -> None:
    from benchmarks.mail_people import an_opgave, forget_mails  # noqa: PLC0415
    from projects.models import Invitation  # noqa: PLC0415
    from samskabelse.mail.models import OutgoingMail  # noqa: PLC0415

    forget_mails()
    project, staff = an_opgave()
    with site.running("Web server", port=web):
        for count in (mails // 10, mails):
            seconds, status = invite(web, project, staff, count)
            say(f"{count:,} invitations in one request: {seconds:.2f} s (status {status})")
    OutgoingMail.objects.all().delete()
    waiting = Invitation.objects.filter(batch__project=project).count()
    with site.running("Worker", "Second worker", port=web):
        time.sleep(3)  # the workers have started and found nothing
        began = time.time()
        say(f"{let_go():,} mails queued in {time.time() - began:.1f} s")
        codes = ask_for_codes(log, waiting)
    arrived = arrivals(log)
    took = max(at for at, _to in arrived) - began
    bulk = sum("@town" in to for _at, to in arrived)
    say(f"{bulk:,} of {waiting:,} mails delivered in {took:.1f} s: {bulk / took:.0f} a second")
    waits = sorted(at - codes[to] for at, to in arrived if to in codes)
    say(
        f"{len(waits)} of {len(codes)} codes meanwhile: median {statistics.median(waits):.2f} s, "
        f"p99 {waits[int(len(waits) * 0.99)]:.2f} s, slowest {waits[-1]:.2f} s"
    )


def invite(web: int, project, staff, count: int) -> tuple[float, int]:
    """The request that a person waits for, from the button of the preview to the answer."""
    browser = site.Browser(web, site.session_of(staff))
    lines = [f"p{n}@town{count}.example;Borger {n}" for n in range(count)]
    fields = {
        "rows": "\n".join(["email;name", *lines]),
        "why_you": "Du kender stedet, og du kan fortælle, hvad der skal til.",
        "role_promise": "cocreate",
        "confirm": "yes",
    }
    began = time.perf_counter()
    status = browser.post(f"/opgaver/{project.slug}/inviter/mange/", fields)
    return time.perf_counter() - began, status


def let_go() -> int:
    """The ten minutes in which they could be taken back are over; the clock finds them."""
    from projects.models import InvitationBatch  # noqa: PLC0415
    from projects.services.reminders import tick  # noqa: PLC0415

    long_ago = timezone.now() - timedelta(minutes=1)
    InvitationBatch.objects.filter(queued_at=None).update(leaves_at=long_ago)
    return tick()["queue_batches"]


def ask_for_codes(log: Path, mails: int) -> dict[str, float]:
    """A code each second until all mails have come; when each was asked for, by address."""
    from samskabelse.mail.queue import queue_account_mail  # noqa: PLC0415

    asked: dict[str, float] = {}
    end = time.monotonic() + PATIENCE
    while sum("@town" in to for _at, to in arrivals(log)) < mails and time.monotonic() < end:
        to = f"code{len(asked)}@codes.example"
        queue_account_mail(to, "Din kode", "ABCD-EFGH", key=f"{to}:{time.time()}")
        asked[to] = time.time()
        time.sleep(1)
    time.sleep(3)
    return asked


def arrivals(log: Path) -> list[tuple[float, str]]:
    lines = [line.split() for line in log.read_text().splitlines()]
    return [(float(at), to) for at, to in lines]


if __name__ == "__main__":
    sys.exit(main())
