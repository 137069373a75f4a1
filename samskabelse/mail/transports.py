"""Where a mail goes: to the mail server, or into the database for the demo's mailbox."""

import contextlib
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Protocol

from django.conf import settings
from django.db import transaction

from samskabelse.mail.models import KeptMail
from samskabelse.mail.smtp import Envelope, Lost, SmtpSession


class Session(Protocol):
    def deliver(self, envelope: Envelope, fence: Callable[[], bool], *, lease: float) -> str: ...


class BrowserSession:
    """Keeps the mail for `/demo/post/`. Fence and mail are one transaction."""

    def deliver(self, envelope: Envelope, fence: Callable[[], bool], *, lease: float) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        with transaction.atomic():
            if not fence():
                raise Lost
            KeptMail.objects.get_or_create(
                message_id=envelope.message_id,
                defaults={
                    "to_address": envelope.to,
                    "subject": str(message["Subject"])[:400],
                    "text": _part(message, "plain"),
                    "html": _part(message, "html"),
                },
            )
        return "kept for the browser"


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return part.get_content() if part is not None else ""


def open_session() -> contextlib.AbstractContextManager[Session]:
    """The session that MAIL_TRANSPORT names."""
    if settings.MAIL_TRANSPORT == "browser":
        return contextlib.nullcontext(BrowserSession())
    return SmtpSession(settings.SMTP_HOST, settings.SMTP_PORT)
