"""Two hundred phones in one meeting: how soon the screen shows an answer, and who else waits.

    .venv/bin/python -m benchmarks.room --phones 200 --seconds 40

Every phone asks for news every two and a half seconds and answers each question once, at a moment
of its own; the screen asks every second. Beside them somebody looks at the list of opgaver.
"""

import argparse
import os
import random
import re
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

PHONE_EVERY, SCREEN_EVERY = 2.5, 1.0  # seconds, as the pages ask
LIST = "/opgaver/"
COUNT = re.compile(rb'class="room-count"><strong>(\d+)')
NEWS = re.compile(rb'hx-get="([^"]+)"')
ANSWER = re.compile(rb'action="([^"]+/svar/\d+/)"')


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def p95(seen: list[float]) -> float:
    ranked = sorted(seen)
    return ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]


class Browser:
    """One connection with its cookies."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        from benchmarks.client import Client  # noqa: PLC0415

        self.client = Client(port)
        self.cookies = dict(cookies or {})

    def ask(self, method: str, url: str, **told: str) -> tuple[int, bytes]:
        from django.conf import settings  # noqa: PLC0415

        told |= {"csrfmiddlewaretoken": self.cookies.get(settings.CSRF_COOKIE_NAME, "")}
        body = urlencode(told) if method == "POST" else None
        headers = self.client.headers | {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Room": "script",
        }
        connection = self.client.connection
        try:
            connection.request(method, url, body=body, headers=headers)
            response = connection.getresponse()
        except OSError:
            connection.close()
            connection.request(method, url, body=body, headers=headers)
            response = connection.getresponse()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _is, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.read()


@dataclass
class Meeting:
    """What the threads share."""

    port: int
    code: str
    sent: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    shown: dict[int, list[tuple[float, int]]] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)
    round: int = 0
    ending: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def phone(self, number: int, window: float) -> None:
        browser = Browser(self.port)
        browser.ask("GET", f"/rum/{self.code}/")
        browser.ask("POST", f"/rum/{self.code}/", name=f"Telefon {number}")
        _status, page = browser.ask("GET", f"/rum/{self.code}/")
        news, answered = NEWS.search(page), set()
        self.ending.wait(random.uniform(0, PHONE_EVERY))  # noqa: S311 no secret
        while not self.ending.is_set() and news:
            status, page = browser.ask("GET", news[1].decode())
            if status == 200:
                news = NEWS.search(page) or news
                form = ANSWER.search(page)
                if form and form[1] not in answered:
                    answered.add(form[1])
                    self.ending.wait(random.uniform(0, window))  # noqa: S311 no secret
                    self._answer(browser, form[1].decode(), number)
            self.ending.wait(PHONE_EVERY)

    def _answer(self, browser: Browser, url: str, number: int) -> None:
        mark, started = int(url.rstrip("/").rpartition("/")[2]), time.monotonic()
        status, _page = browser.ask("POST", url, text=f"Svar fra telefon {number}")
        with self.lock:
            if status == 200:
                self.sent.setdefault(mark, []).append((time.monotonic(), started))
            else:
                self.lost.append(status)

    def screen(self, cookie: str, url: str) -> None:
        name, _is, value = cookie.partition("=")
        browser = Browser(self.port, {name: value})
        _status, page = browser.ask("GET", url)
        news = NEWS.search(page)
        while not self.ending.is_set() and news:
            status, page = browser.ask("GET", news[1].decode())
            if status == 200:
                news = NEWS.search(page) or news
                if count := COUNT.search(page):
                    told = (time.monotonic(), int(count[1]))
                    self.shown.setdefault(self.round, []).append(told)
            self.ending.wait(SCREEN_EVERY)

    def waits(self) -> list[float]:
        """Seconds from each answer's sending to the first screen that counted it."""
        found = []
        for mark, sent in self.sent.items():
            for place, (_done, started) in enumerate(sorted(sent), start=1):
                seen = (at for at, count in self.shown.get(mark, []) if count >= place)
                if (at := next(seen, None)) is not None:
                    found.append(at - started)
        return found


def look_at_the_list(port: int, seconds: float) -> list[float]:
    """Milliseconds of one page of the site, asked for a few times a second."""
    from benchmarks.client import Client  # noqa: PLC0415

    client, seen, end = Client(port), [], time.monotonic() + seconds
    for _time in range(4):
        client.get(LIST)
    while time.monotonic() < end:
        started = time.perf_counter()
        client.get(LIST)
        seen.append((time.perf_counter() - started) * 1000)
        time.sleep(0.15)
    return seen


def a_room():
    """An open room in the town, and whoever leads it."""
    from django.utils import timezone  # noqa: PLC0415

    from arenas.models import Arena, Meeting  # noqa: PLC0415
    from arenas.services.room import open_room  # noqa: PLC0415
    from benchmarks.mail_people import an_opgave  # noqa: PLC0415

    project, staff = an_opgave()
    now = timezone.now()
    held = Meeting.objects.create(
        arena=Arena.objects.create(project=project, title="Salen"),
        title="To hundrede telefoner",
        place="Hallen",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        created_by=staff,
    )
    return open_room(held.pk, by=staff), held, staff


def run(wanted: argparse.Namespace, port: int) -> None:
    from django.urls import reverse  # noqa: PLC0415

    from arenas.services.room_rounds import ask_room  # noqa: PLC0415
    from benchmarks import server  # noqa: PLC0415

    opened, held, staff = a_room()
    quiet = look_at_the_list(port, 6)
    meeting = Meeting(port, opened.code)
    url = reverse("arenas:screen", args=[held.arena.project.slug, held.pk])
    window = max(2.0, wanted.seconds / wanted.rounds - 2 * PHONE_EVERY - 2)
    threads = [
        threading.Thread(target=meeting.phone, args=[number, window], daemon=True)
        for number in range(wanted.phones)
    ]
    threads.append(
        threading.Thread(target=meeting.screen, args=[server.cookie_for(staff), url], daemon=True)
    )
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    end = time.monotonic() + 90
    while opened.people.count() < wanted.phones and time.monotonic() < end:
        time.sleep(0.5)
    time.sleep(PHONE_EVERY * 2)
    busy: list[float] = []
    for number in range(wanted.rounds):
        asked = ask_room(held.pk, "silent", f"Spørgsmål {number}", by=staff)
        meeting.round = asked.pk
        busy += look_at_the_list(port, wanted.seconds / wanted.rounds)
    time.sleep(2 * SCREEN_EVERY)
    meeting.ending.set()
    for thread in threads:
        thread.join(20)
    tell(wanted, meeting, quiet, busy)


def tell(
    wanted: argparse.Namespace, meeting: Meeting, quiet: list[float], busy: list[float]
) -> None:
    waits = meeting.waits()
    answers = sum(len(sent) for sent in meeting.sent.values())
    say(f"{wanted.phones} phones, {answers} answers, {len(waits)} seen, lost: {meeting.lost}")
    say(f"answer to screen: p50 {statistics.median(waits):.2f} s, p95 {p95(waits):.2f} s (bar 2)")
    before, during = statistics.median(quiet), statistics.median(busy)
    say(f"{LIST} without phones: p50 {before:.1f} ms, p95 {p95(quiet):.1f} ms")
    say(f"{LIST} with phones:    p50 {during:.1f} ms, p95 {p95(busy):.1f} ms")
    say(f"the list takes {during / before:.2f} times its usual time (bar 1.5)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--size", type=int, default=1000, help="opgaver in the town")
    wanted = parser.parse_args()
    from benchmarks.__main__ import prepare_environment  # noqa: PLC0415
    from benchmarks.mail_site import free_port  # noqa: PLC0415

    port = free_port()
    prepare_environment(port)
    os.environ["LOG_LEVEL"] = "ERROR"
    import django  # noqa: PLC0415

    django.setup()
    from benchmarks import server  # noqa: PLC0415
    from benchmarks.loading import load  # noqa: PLC0415

    server.prepare()
    try:
        say(f"{wanted.size} opgaver, loaded in {load(wanted.size, say):.0f} s")
        with server.running(port):
            run(wanted, port)
    finally:
        from samskabelse.local import steps  # noqa: PLC0415

        steps.stop_database()
    return 0


if __name__ == "__main__":
    sys.exit(main())
