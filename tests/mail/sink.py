"""A real SMTP server for tests, whose answers a test can choose."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """What arrived, and what to answer: `rcpt[address]`, `mail` and `data` are SMTP replies."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.sessions: set[int] = set()
        self.rcpt: dict[str, str] = {}
        self.data: list[str] = []
        self.mail = ""
        self.hang_up_after_data = 0
        self.port = 0

    @property
    def receivers(self) -> list[str]:
        return [str(message["To"]) for message in self.messages]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mail:
            return self.mail
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.sessions.add(id(session))
        if self.data:
            return self.data.pop(0)
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hang_up_after_data:
            self.hang_up_after_data -= 1
            server.transport.abort()
        return "250 taken"


@contextmanager
def running_sink(**options: Any) -> Iterator[Sink]:
    sink = Sink()
    controller = Controller(
        sink, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=True, **options
    )
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
