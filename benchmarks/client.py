"""A small load client over persistent connections, bounded by count and by the clock."""

import http.client
import re
import statistics
import threading
import time
from dataclasses import dataclass, field

COST = re.compile(r'app;dur=([\d.]+), cpu;dur=([\d.]+), db;dur=([\d.]+);desc="(\d+)"')
REQUESTS, SECONDS, WARM = 60, 6.0, 4
THREADS, LOAD_SECONDS = 8, 3.0


@dataclass
class Timing:
    """What was measured of one page."""

    status: int = 0
    size: int = 0
    queries: int = 0
    seen: list[float] = field(default_factory=list)  # milliseconds, as the client sees them
    server: list[float] = field(default_factory=list)  # of these, inside Django
    processor: list[float] = field(default_factory=list)  # of these, Python at work
    database: list[float] = field(default_factory=list)  # of these, waiting for queries
    per_second: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.seen)

    @property
    def p95(self) -> float:
        ranked = sorted(self.seen)
        return ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]


class Client:
    """One connection, one person."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Host": f"localhost:{port}"} | ({"Cookie": cookie} if cookie else {})

    def get(self, url: str) -> tuple[http.client.HTTPResponse, bytes]:
        try:
            self.connection.request("GET", url, headers=self.headers)
            response = self.connection.getresponse()
        except (http.client.HTTPException, ConnectionError):
            self.connection.close()  # the server let go of a connection that had been idle
            self.connection.request("GET", url, headers=self.headers)
            response = self.connection.getresponse()
        return response, response.read()


def measure(port: int, url: str, cookie: str = "") -> Timing:
    """One after another for the times, then several at once for the throughput."""
    timing, client = Timing(), Client(port, cookie)
    for _time in range(WARM):
        client.get(url)
    end = time.monotonic() + SECONDS
    while len(timing.seen) < REQUESTS and time.monotonic() < end:
        _measure_once(client, url, timing)
    if timing.status == http.HTTPStatus.OK:
        timing.per_second = throughput(port, url, cookie)
    return timing


def _measure_once(client: Client, url: str, timing: Timing) -> None:
    started = time.perf_counter()
    response, body = client.get(url)
    timing.seen.append((time.perf_counter() - started) * 1000)
    timing.status, timing.size = response.status, len(body)
    if cost := COST.search(response.headers.get("Server-Timing", "")):
        timing.server.append(float(cost[1]))
        timing.processor.append(float(cost[2]))
        timing.database.append(float(cost[3]))
        timing.queries = int(cost[4])


def throughput(port: int, url: str, cookie: str) -> float:
    """Requests a second that several connections get answered."""
    counts = [0] * THREADS
    end = time.monotonic() + LOAD_SECONDS

    def ask(place: int) -> None:
        client = Client(port, cookie)
        while time.monotonic() < end:
            client.get(url)
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=[place]) for place in range(THREADS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - started)
