"""The right to say no to a mail, as an encrypted word in its link: no account, no expiry."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.sealing import seal, unseal


@dataclass(frozen=True)
class Subscription:
    """What a link is about: one address, one topic, perhaps one thing."""

    address: str
    topic: str
    scope: str


def unsubscribe_url(mail: OutgoingMail) -> str:
    """The link for one mail, on BASE_URL and never on a request's Host header."""
    content = {"a": mail.to_address, "t": mail.topic, "s": mail.scope}
    token = seal(content).decode()
    return settings.BASE_URL + reverse("mail:unsubscribe", args=[token])


def read_token(token: str) -> Subscription:
    """What the link was made for. Raises ValueError when it is not one of ours."""
    content = unseal(token)
    try:
        return Subscription(content["a"], content["t"], content["s"])
    except (KeyError, TypeError) as error:
        raise ValueError("not an unsubscribe token") from error
