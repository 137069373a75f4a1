"""Ten thousand people say yes at once: through the web server, and through the act alone.

    nice -n -10 .venv/bin/python -m benchmarks.accepts --answers 10000 --connections 64

Each answer is the one click in a mail, by somebody without an account, who gets one by it. The
answers fall on one opgave (each waits for the one before it) or are spread over more.
"""

import argparse
import statistics
import sys
import threading
import time
from collections.abc import Callable
from queue import Empty, Queue

from benchmarks import mail_site as site

Answer = Callable[[str], None]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--opgaver", type=int, default=1)
    wanted = parser.parse_args()
    web = site.free_port()
    site.set_up(site.free_port())
    try:
        run(wanted, web)
    finally:
        site.tear_down()
    return 0


def run(wanted: argparse.Namespace, web: int) -> None:
    half = wanted.answers
    tokens = invitations(half, wanted.opgaver)
    with site.running("Web server", port=web):
        told("HTTP", tokens, at_once(tokens, wanted.connections, lambda: over_http(web)))
    tokens = invitations(half, wanted.opgaver)
    told("service", tokens, at_once(tokens, wanted.connections, by_the_act))


def invitations(count: int, opgaver: int) -> list[str]:
    """Tokens of open invitations, as they stand in the mails."""
    from benchmarks.mail_people import an_opgave, forget_mails  # noqa: PLC0415
    from projects.services.inviting_many import invite_parties  # noqa: PLC0415

    forget_mails()
    tokens: list[str] = []
    for number in range(opgaver):
        project, staff = an_opgave()
        asked = invite_parties(project.pk, people(count, opgaver, number, project.pk), by=staff)
        tokens += mint(list(asked.batch.invitations.all()))
    return tokens


def people(count: int, opgaver: int, number: int, pk: int) -> list:
    from projects.services.invitations import Invitee  # noqa: PLC0415

    return [
        Invitee(email=f"p{n}@opgave{pk}.example", name=f"Borger {n}", why_you="Du bor der.")
        for n in range(number, count, opgaver)
    ]


def mint(rows: list) -> list[str]:
    import secrets  # noqa: PLC0415

    from projects.models import MailToken  # noqa: PLC0415
    from projects.models.invitation import hash_of  # noqa: PLC0415

    tokens = [secrets.token_urlsafe(32) for _row in rows]
    MailToken.objects.bulk_create(
        [
            MailToken(token_hash=hash_of(token), invitation=row, expires_at=row.expires_at)
            for token, row in zip(tokens, rows, strict=True)
        ],
        batch_size=1000,
    )
    return tokens


def over_http(web: int) -> Answer:
    browser = site.Browser(web)

    def answer(token: str) -> None:
        status = browser.post(f"/svar/{token}/", {"svar": "yes", "brings": "Tid"})
        if status not in (200, 303):
            raise RuntimeError(f"status {status}")

    return answer


def by_the_act() -> Answer:
    from projects.models import MailToken  # noqa: PLC0415
    from projects.models.invitation import hash_of  # noqa: PLC0415
    from projects.services.answering import answer_by_mail  # noqa: PLC0415

    def answer(token: str) -> None:
        link = MailToken.objects.get(token_hash=hash_of(token))
        answer_by_mail(link.invitation_id or 0, "yes", brings="Tid")

    return answer


def at_once(
    tokens: list[str], connections: int, make: Callable[[], Answer]
) -> tuple[list[float], list[str], float]:
    """Every token answered by one of so many at a time: each one's seconds, failures, the whole."""
    queue: Queue[str] = Queue()
    for token in tokens:
        queue.put(token)
    took: list[float] = []
    failed: list[str] = []
    threads = [
        threading.Thread(target=work, args=(queue, make, took, failed)) for _ in range(connections)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, failed, time.perf_counter() - began


def work(
    queue: "Queue[str]", make: Callable[[], Answer], took: list[float], failed: list[str]
) -> None:
    from django.db import connection  # noqa: PLC0415

    answer = make()
    while True:
        try:
            token = queue.get_nowait()
        except Empty:
            break
        began = time.perf_counter()
        try:
            answer(token)
        except Exception as error:  # noqa: BLE001  each failure is counted and shown
            failed.append(f"{type(error).__name__}: {error}"[:200])
        took.append(time.perf_counter() - began)
    connection.close()


def told(name: str, tokens: list[str], result: tuple[list[float], list[str], float]) -> None:
    from projects.models import Invitation, Party  # noqa: PLC0415
    from projects.models.invitation import hash_of  # noqa: PLC0415

    took, failed, seconds = result
    rows = Invitation.objects.filter(tokens__token_hash__in=[hash_of(token) for token in tokens])
    accepted = rows.filter(state="accepted").count()
    parties = Party.objects.filter(invitations__in=rows).distinct().count()
    took.sort()
    say(
        f"{name}: {len(tokens):,} answers in {seconds:.1f} s, {len(tokens) / seconds:.0f}/s, "
        f"median {statistics.median(took) * 1000:.0f} ms, "
        f"p95 {took[int(len(took) * 0.95)] * 1000:.0f} ms; "
        f"{accepted:,} accepted, {parties:,} parties, {len(failed)} failed {set(failed) or ''}"
    )


if __name__ == "__main__":
    sys.exit(main())
