"""The mail to whoever found an event full and wanted to hear of the next one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from arenas.emails.common import (
    TEXTS,
    facts_of,
    gathering_mail,
    language_of,
    scope_of,
    see_button,
    whole,
)
from arenas.models import Event, SignUp
from projects.emails.common import letter
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_many

KIND = "next_event"


def queue_next_event(event: Event, rows: Sequence[SignUp]) -> int:
    """One to each address, however many events it found full."""
    orders = {
        row.address: Order(
            key=f"{KIND}:{event.pk}:{row.address}",
            to=row.address,
            to_user=row.user,
            language=language_of(row),
            scope=scope_of(event),
            expires_at=event.starts_at,
            params={"event": event.pk, "sign_up": row.pk},
        )
        for row in rows
    }
    return queue_many(KIND, list(orders.values())) if orders else 0


@gathering_mail(KIND, lane=Lane.INVITATION, topic=Topic.MEETING, asked_for=True)
def next_event(mail: OutgoingMail) -> Outcome:
    row = SignUp.objects.select_related("user").filter(pk=mail.params["sign_up"]).first()
    event = whole(mail.params["event"])
    if row is None or not event.is_planned:
        return Skip("it is cancelled, or the wish is gone")
    facts = facts_of(event)
    return letter(
        f"{TEXTS}next_event",
        None,
        to=row.shown_name if row.user is None or row.user.name else "",
        signed_by=event.created_by,
        context=facts,
        actions=[see_button(event, facts["page"])],
        about=event.title,
        reason=_("You get this mail because you asked to hear of the next event."),
    )
