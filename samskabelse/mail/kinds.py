"""The kinds of mail. Each app registers its own in its `emails.py`, which is found by itself.

A kind is a function that runs when the mail is about to leave, minutes or a night after it was
queued. It asks again whether the mail should go, and returns the letter or the reason why not.
It runs in a short transaction of its own that is committed before SMTP begins, so it may write:
an invitation's token is minted there and only its hash is stored. It must be safe to run twice.
What must be written down only when the mail has gone belongs in the kind's `settled`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils.functional import Promise

from samskabelse.mail.enums import Ambiguous, Lane, Topic
from samskabelse.mail.models import OutgoingMail

# What a mail is about (the part of `scope` before the colon), for whoever says no to it.
SCOPE_LABELS: dict[str, str | Promise] = {}


@dataclass(frozen=True)
class Action:
    """A button in the HTML part, `label: url` in the text part."""

    label: str | Promise
    url: str
    primary: bool = False


@dataclass(frozen=True)
class CalendarPart:
    """What a calendar program reads: an iCalendar object and its iTIP method (RFC 6047)."""

    method: str
    content: str


@dataclass(frozen=True)
class Letter:
    """What to say. Either a template folder `templates/emails/<template>/` with `subject.txt` and
    `body.txt` (plain text, blank line between paragraphs), or `subject` and `body` ready-made."""

    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    actions: Sequence[Action] = ()
    signature_name: str = ""
    signature_phone: str = ""
    footer_reason: str | Promise = ""
    subject: str = ""
    body: str = ""
    html: str = ""
    about: str = ""  # the title under which a summary tells it
    calendar: CalendarPart | None = None


@dataclass(frozen=True)
class Skip:
    """The mail should not go any more: the row is cancelled with this reason."""

    reason: str


@dataclass(frozen=True)
class Later:
    """The mail should not go now, but may later: the row waits until then and asks again.

    Where it has expired by then it is cancelled, and so it is when it has waited for 60 days.
    """

    when: datetime
    reason: str


Outcome = Letter | Skip | Later
Render = Callable[[OutgoingMail], Outcome]
Settled = Callable[[OutgoingMail], None]
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Kind:
    name: str
    lane: Lane
    topic: Topic
    ambiguous: Ambiguous
    render: Render
    settled: Settled | None = None
    asked_for: bool = False


KINDS: dict[str, Kind] = {}


def mail_kind(
    name: str,
    *,
    lane: Lane,
    topic: Topic,
    ambiguous: Ambiguous | str = Ambiguous.RESEND,
    settled: Settled | None = None,
    asked_for: bool = False,
) -> Callable[[Render], Render]:
    """Register the function that writes this kind of mail.

    `ambiguous` says what happens to a mail that the server may or may not have taken, when no
    journal can tell: "resend" once with the same Message-ID, or "park" it for staff to decide.
    `settled` runs in the transaction that makes the row final: sent (also when only the journal
    knows it), failed, unknown or cancelled, as the row's `state` and `reason` say.
    `asked_for`: it answers the receiver's own act, or follows from their own yes; no stranger can
    cause it. It is not one of the three a week that may come unasked (docs/mail.md has the table).
    """

    def register(render: Render) -> Render:
        if name in KINDS and KINDS[name].render.__qualname__ != render.__qualname__:
            raise ValueError(f"two kinds of mail are called {name}")
        KINDS[name] = Kind(name, lane, topic, Ambiguous(ambiguous), render, settled, asked_for)
        return render

    return register


def kind_named(name: str) -> Kind:
    """The registered kind. Raises ValueError for a name that no `emails.py` registered."""
    if name not in KINDS:
        raise ValueError(f"no kind of mail is called {name}")
    return KINDS[name]


def tell_settled(mail: OutgoingMail) -> None:
    """Tell the kind that its mail has come to an end. Call in the transaction that writes it, with
    the row as it was written.

    A mistake in a kind is logged and must not undo what is known: a mail that is out is out.
    """
    kind = KINDS.get(mail.kind)
    if kind is None or kind.settled is None:
        return
    try:
        with transaction.atomic():
            kind.settled(mail)
    except Exception as error:  # noqa: BLE001
        log.error("mail.settled_badly", mail=mail.pk, kind=mail.kind, error=type(error).__name__)
