"""An SMTP server in a process of its own that writes down when each mail arrived, and to whom."""

import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class TimingSink:
    def __init__(self, log: Path) -> None:
        self._log = log.open("a", buffering=1)

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self._log.write(f"{time.time():.3f} {envelope.rcpt_tos[0]}\n")
        return "250 taken"


def main(port: str, log: str) -> None:
    controller = Controller(TimingSink(Path(log)), hostname="127.0.0.1", port=int(port))
    controller.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()  # until whoever started us goes
    controller.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
