"""An SMTP server in a process of its own: logs each Message-ID, waits, answers 250.

The wait after the log is the window in which nobody but the log knows that the mail was taken.
"""

import asyncio
import re
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class LoggingSink:
    def __init__(self, log: Path, latency: float) -> None:
        self._log = log.open("a", buffering=1)
        self._latency = latency

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        match = re.search(rb"(?mi)^message-id: *(\S+)", envelope.content)
        self._log.write(f"{match[1].decode() if match else 'none'}\n")
        await asyncio.sleep(self._latency)
        return "250 taken"


def main(port: str, log: str, latency: str) -> None:
    sink = LoggingSink(Path(log), float(latency))
    controller = Controller(sink, hostname="127.0.0.1", port=int(port))
    controller.start()
    print("ready", flush=True)  # noqa: T201
    sys.stdin.read()  # until whoever started us goes
    controller.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
