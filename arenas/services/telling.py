"""Keep each person's calendar true: what was sent to them last, and what must be sent now.

Every person has a copy of their own with only themselves in it, so every sign-up has its own
SEQUENCE (RFC 5546 §2.1.4). It rises with each mail; the row knows the last number, and a mail that
carries an older one does not leave any more. So nothing old comes after something new.
"""

from django.utils import timezone

from arenas.emails import calendar as mails
from arenas.enums import ON_CALENDAR_STATES, SignUpState
from arenas.models import Gathering, SignUp


def tell(row: SignUp, gathering: Gathering, about: str, *, was: str | None) -> None:
    """Tell one person where they stand; `was` is the state they were in, None for nobody yet."""
    stood = was in ON_CALENDAR_STATES and row.sequence is not None
    stands = row.state in ON_CALENDAR_STATES and gathering.is_planned
    if stands:
        _send(row, gathering, "REQUEST", about)
    elif stood:
        _send(row, gathering, "CANCEL", about)
    elif row.state == SignUpState.WAITING:
        # The mail that takes it out of their calendar may still wait: this one goes instead.
        _send(row, gathering, "CANCEL" if row.is_calendared else "", about)


def tell_everybody(gathering: Gathering, about: str) -> None:
    """A change or the end, to everybody in whose calendar it stands and to those who wait."""
    rows = gathering.sign_ups.filter(state__in=[*ON_CALENDAR_STATES, SignUpState.WAITING])
    for row in rows.select_related("user").order_by("pk"):
        tell(row, gathering, about, was=row.state)


def _send(row: SignUp, gathering: Gathering, method: str, about: str) -> None:
    last = row.sequence
    row.sequence = gathering.sequence if last is None else max(last + 1, gathering.sequence)
    row.told_at = timezone.now()
    row.is_calendared = row.is_calendared or method == "REQUEST"
    row.save(update_fields=["sequence", "told_at", "is_calendared"])
    if row.address:
        mails.queue_calendar(row, gathering, method=method, about=about)
