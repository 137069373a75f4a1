"""Django's EMAIL_BACKEND: mails that libraries send end up in the outbox like all others."""

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from samskabelse.mail.queue import queue_account_mail


class OutboxBackend(BaseEmailBackend):
    """Seals each message into the outbox, one row per recipient, so nobody sees the others."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            html = _html_of(message)
            for to in message.recipients():
                queue_account_mail(
                    to,
                    str(message.subject),
                    str(message.body),
                    html,
                    key=f"library:{uuid4()}",
                    language=get_language() or "da",
                )
        return len(email_messages)


def _html_of(message: EmailMessage) -> str | None:
    parts = getattr(message, "alternatives", [])
    return next((str(content) for content, kind in parts if kind == "text/html"), None)
