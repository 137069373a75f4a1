"""One SMTP connection, one step at a time, so that we know how far a mail came (RFC 5321).

Until the fence nothing has left; between the final dot and the server's answer nobody can know.
"""

import contextlib
import re
import smtplib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

from django.conf import settings

SOCKET_TIMEOUT = 25.0  # shorter than half a lease: DATA has two waits
RETRIED = frozenset({421, 432, 450, 451, 452, 454, 471})


class ServerAway(Exception):
    """The server cannot be used at all now: no mail's fault."""


class Refused(Exception):
    """The server said no to this mail. `later` tells whether asking again makes sense."""

    def __init__(self, code: int, text: bytes | str) -> None:
        self.code = code
        self.later = code in RETRIED
        words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        super().__init__(f"{code} {words}")


class Lost(Exception):
    """The mail is not ours any more: it was put back or settled by somebody else."""


class Ambiguity(Exception):
    """The talk broke off after the mail was on its way: only a journal can know."""


@dataclass(frozen=True)
class Envelope:
    sender: str
    to: str
    content: bytes  # CRLF line ends
    message_id: str


class SmtpSession:
    """A connection that is opened by the first mail and used for the rest of the run."""

    def __init__(self, host: str, port: int, *, timeout: float = SOCKET_TIMEOUT) -> None:
        self._host, self._port, self._timeout = host, port, timeout
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> "SmtpSession":
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(politely=kind is None)

    def deliver(self, envelope: Envelope, fence: Callable[[], bool], *, lease: float) -> str:
        """Send one mail; returns the server's answer.

        Raises ServerAway or Refused when it has certainly not gone, Lost when the fence fails,
        Ambiguity when nobody can know.
        """
        client = self._introduce(envelope)
        if not fence():
            self._reset()
            raise Lost
        return self._hand_over(client, envelope.content, time.monotonic() + lease * 0.85)

    def close(self, *, politely: bool = True) -> None:
        """End the talk: with QUIT, or by hanging up."""
        client, self._client = self._client, None
        if client is None:
            return
        with contextlib.suppress(smtplib.SMTPException, OSError):
            if politely:
                client.quit()
        client.close()

    def _introduce(self, envelope: Envelope) -> smtplib.SMTP:
        """MAIL and RCPT. A connection that went stale since the last mail is opened once more."""
        reused = self._client is not None
        try:
            return self._mail_and_rcpt(self._connected(), envelope)
        except (smtplib.SMTPException, OSError) as error:
            self.close(politely=False)
            if not reused:
                raise ServerAway(f"{type(error).__name__}: {error}") from error
        return self._introduce(envelope)

    def _connected(self) -> smtplib.SMTP:
        if self._client is None:
            name = urlsplit(settings.BASE_URL).hostname or "localhost"
            client = smtplib.SMTP(
                self._host, self._port, local_hostname=name, timeout=self._timeout
            )
            self._client = client
            client.ehlo_or_helo_if_needed()
            if settings.SMTP_STARTTLS:
                # Verified against the system's authorities; SSL_CERT_FILE names others.
                client.starttls(context=ssl.create_default_context())
                client.ehlo()
            if settings.SMTP_USER:
                client.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
        return self._client

    def _mail_and_rcpt(self, client: smtplib.SMTP, envelope: Envelope) -> smtplib.SMTP:
        options = []
        if not envelope.to.isascii():
            if not client.has_extn("smtputf8"):
                raise Refused(553, "the mail server does not take addresses with these letters")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code, text = client.mail(envelope.sender, options)
        if code == 421 or code >= 500:
            # A sender that is refused is refused for every mail: the set-up is wrong, not the mail.
            raise smtplib.SMTPResponseException(code, text)
        if code == 250:
            code, text = client.rcpt(envelope.to)
        if code in (250, 251):
            return client
        self._end_after_refusal(code)
        raise Refused(code, text)

    def _hand_over(self, client: smtplib.SMTP, content: bytes, deadline: float) -> str:
        """DATA, the text, the dot. A worker that slept past its lease hangs up."""
        try:
            code, text = client.docmd("DATA")
        except (smtplib.SMTPException, OSError) as error:
            self.close(politely=False)
            raise ServerAway(f"{type(error).__name__}: {error}") from error
        if code != 354:
            self._end_after_refusal(code)
            raise Refused(code, text)
        if time.monotonic() > deadline:
            self.close(politely=False)
            raise Lost
        try:
            client.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
            code, text = client.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close(politely=False)
            raise Ambiguity(f"{type(error).__name__}: {error}") from error
        if code != 250:
            self._end_after_refusal(code)
            raise Refused(code, text)
        return f"250 {text.decode('utf-8', 'replace')}"

    def _end_after_refusal(self, code: int) -> None:
        if code == 421:
            self.close(politely=False)
        else:
            self._reset()

    def _reset(self) -> None:
        try:
            if self._client is not None:
                self._client.rset()
        except (smtplib.SMTPException, OSError):
            self.close(politely=False)
