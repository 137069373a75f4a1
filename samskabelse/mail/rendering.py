"""From a row and its letter to the mail as bytes: one text, shown as text and as HTML."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.base import Template
from django.template.loader import get_template
from django.utils import timezone, translation

from samskabelse.mail.addresses import wire
from samskabelse.mail.enums import Topic
from samskabelse.mail.kinds import CalendarPart, Letter
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.smtp import Envelope
from samskabelse.mail.tokens import unsubscribe_url

# Machines read these. RFC 2047 §5 allows no encoded words in them, which is what folding makes of
# a word that is longer than a line; one line may have 998 characters (RFC 5322 §2.1.1).
NEVER_FOLDED = frozenset({"list-unsubscribe", "message-id"})


class WirePolicy(EmailPolicy):
    """Headers as mail servers want them."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in NEVER_FOLDED:
            return f"{name}: {value}{self.linesep}".encode()
        return super().fold_binary(name, value)


WIRE = WirePolicy(linesep="\r\n")


def render(mail: OutgoingMail, letter: Letter) -> Envelope:
    """Build the mail in the receiver's language. Call inside `translation.override`."""
    context = _context(mail, letter)
    html = letter.html or get_template("emails/layout.html").render(context)
    message = _message(mail, context["subject"], context["unsubscribe_url"])
    text = re.sub(r"\n{3,}", "\n\n", _text("emails/layout.txt", context)).strip()
    message.set_content(f"{text}\n", cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    if letter.calendar:
        _add_calendar(message, letter.calendar)
    to = wire(mail.to_address)
    content = message.as_bytes(policy=WIRE.clone(utf8=not to.isascii()))
    sender = parseaddr(settings.MAIL_FROM)[1]
    return Envelope(sender=sender, to=to, content=content, message_id=mail.message_id)


def _add_calendar(message: EmailMessage, calendar: CalendarPart) -> None:
    """The last of the alternatives, so that programs that know calendars choose it (RFC 6047)."""
    message.add_alternative(
        calendar.content,
        subtype="calendar",
        charset="utf-8",
        cte="base64",
        params={"method": calendar.method},
    )


def one_line(text: str) -> str:
    """A subject on one line, whatever a title contained: headers cannot be added through it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def text_of(letter: Letter) -> tuple[str, str]:
    """Subject and body as plain text, in the language that is active."""
    folder = f"emails/{letter.template}"
    subject = _text(f"{folder}/subject.txt", letter.context) if letter.template else letter.subject
    body = _text(f"{folder}/body.txt", letter.context) if letter.template else letter.body
    return one_line(subject), body.strip()


def _context(mail: OutgoingMail, letter: Letter) -> dict[str, Any]:
    subject, body = text_of(letter)
    return {
        "subject": subject,
        "body": body,
        "actions": list(letter.actions),
        "signature_name": letter.signature_name,
        "signature_phone": letter.signature_phone,
        "footer_reason": letter.footer_reason,
        "unsubscribe_url": "" if mail.topic == Topic.ACCOUNT else unsubscribe_url(mail),
        "municipality": settings.MUNICIPALITY_NAME,
        "language": translation.get_language(),
    }


def _text(template: str, context: dict[str, Any]) -> str:
    """Plain text is not HTML: an ampersand in a title stays one."""
    return _plain(template).render(Context(context, autoescape=False))


def _plain(name: str) -> Template:
    found: Any = get_template(name)  # Django's wrapper always escapes; what it wraps can be told
    return found.template


def _message(mail: OutgoingMail, subject: str, unsubscribe: str) -> EmailMessage:
    message = EmailMessage(policy=WIRE)
    name, address = parseaddr(settings.MAIL_FROM)
    message["From"] = _address(address, name)
    message["To"] = _address(mail.to_address)
    message["Subject"] = subject
    message["Date"] = format_datetime(timezone.localtime())
    message["Message-ID"] = mail.message_id
    message["Content-Language"] = mail.language
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return message


def _address(address: str, name: str = "") -> Address:
    local, _, domain = wire(address).rpartition("@")
    return Address(name, username=local, domain=domain)
