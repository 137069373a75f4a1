"""May this mail go? Asked once, at send time, for every kind of mail."""

from django.db.models import Q

from samskabelse.mail.enums import Topic
from samskabelse.mail.models import OptOut, OutgoingMail


def may_send(mail: OutgoingMail) -> str | None:
    """None when it may, else the reason why not. Mute means mute; account mails always go."""
    if mail.topic == Topic.ACCOUNT:
        return None
    refusal = (
        OptOut.objects.filter(address=mail.to_address)
        .filter(Q(topic="") | Q(topic=mail.topic), Q(scope="") | Q(scope=mail.scope))
        .first()
    )
    return f"opted out of {refusal}" if refusal else None
