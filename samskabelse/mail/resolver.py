"""May this mail go? Asked once, at send time, for every kind of mail."""

from django.db.models import Q

from samskabelse.mail.enums import State, Topic
from samskabelse.mail.models import OptOut, OutgoingMail

OPTED_OUT = "opted out of"


def may_send(mail: OutgoingMail) -> str | None:
    """None when it may, else the reason why not. Mute means mute; account mails always go."""
    if mail.topic == Topic.ACCOUNT:
        return None
    refusal = (
        OptOut.objects.filter(address=mail.to_address)
        .filter(Q(topic="") | Q(topic=mail.topic), Q(scope="") | Q(scope=mail.scope))
        .first()
    )
    return f"{OPTED_OUT} {refusal}" if refusal else None


def was_refused(mail: OutgoingMail) -> bool:
    """Whether a cancelled mail stayed behind because its receiver had said no to it."""
    return mail.state == State.CANCELLED and mail.reason.startswith(OPTED_OUT)
