"""Child processes that live and die with their parent, and are restarted when they die alone."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 20
RESTART_PAUSE = 2
LOOK_EVERY = 0.3


@dataclass
class Child:
    """One program. `env` is added to our own environment."""

    name: str
    command: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we stop the children in order.
        self.process = subprocess.Popen(  # noqa: S603 our own programs
            self.command,
            env={**os.environ, **self.env},
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 we are single-threaded when we fork
        )

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


class Supervisor:
    """Starts children, restarts those that die, stops all of them on SIGTERM or Ctrl-C."""

    def __init__(self, children: list[Child], say: Callable[[str], None] | None = None) -> None:
        self.children = children
        self.say = say or (lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201
        self.asked_to_stop = threading.Event()

    def run(self, *, ready: Callable[[], None] | None = None) -> int:
        """Blocks until a signal comes, and returns 0. Calls `ready` once all have been started."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            if ready:
                ready()
            while not self.asked_to_stop.wait(LOOK_EVERY):
                self._restart_dead()
        finally:
            self._stop_children()
        return 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop.set()

    def _restart_dead(self) -> None:
        for child in self.children:
            if child.ended() and child.process:
                self.say(f"{child.name} stopped (code {child.process.returncode}), starts again")
                if not self.asked_to_stop.wait(RESTART_PAUSE):
                    child.start()

    def _stop_children(self) -> None:
        """Ask nicely, all at once; after STOP_SECONDS no longer nicely."""
        running = [child.process for child in self.children if child.process]
        for process in running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _die_with_parent() -> None:
    """Linux: have the kernel stop the child when its parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
