"""The kinds of mail. Each app registers its own in its `emails.py`, which is found by itself.

A kind is a function that runs when the mail is about to leave, minutes or a night after it was
queued. It asks again whether the mail should go, and returns the letter or the reason why not.
It runs in a short transaction of its own that is committed before SMTP begins, so it may write:
an invitation's token is minted there and only its hash is stored. It must be safe to run twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from samskabelse.mail.enums import Ambiguous, Lane, Topic
from samskabelse.mail.models import OutgoingMail


@dataclass(frozen=True)
class Action:
    """A button in the HTML part, `label: url` in the text part."""

    label: str | Promise
    url: str
    primary: bool = False


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


@dataclass(frozen=True)
class Skip:
    """The mail should not go any more: the row is cancelled with this reason."""

    reason: str


Render = Callable[[OutgoingMail], Letter | Skip]


@dataclass(frozen=True)
class Kind:
    name: str
    lane: Lane
    topic: Topic
    ambiguous: Ambiguous
    render: Render


KINDS: dict[str, Kind] = {}


def mail_kind(
    name: str, *, lane: Lane, topic: Topic, ambiguous: Ambiguous | str = Ambiguous.RESEND
) -> Callable[[Render], Render]:
    """Register the function that writes this kind of mail.

    `ambiguous` says what happens to a mail that the server may or may not have taken, when no
    journal can tell: "resend" once with the same Message-ID, or "park" it for staff to decide.
    """

    def register(render: Render) -> Render:
        if name in KINDS and KINDS[name].render.__qualname__ != render.__qualname__:
            raise ValueError(f"two kinds of mail are called {name}")
        KINDS[name] = Kind(name, lane, topic, Ambiguous(ambiguous), render)
        return render

    return register


def kind_named(name: str) -> Kind:
    """The registered kind. Raises ValueError for a name that no `emails.py` registered."""
    if name not in KINDS:
        raise ValueError(f"no kind of mail is called {name}")
    return KINDS[name]
