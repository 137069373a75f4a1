"""What many mails of one batch have in common is asked once, and written once.

A batch is written in one short transaction, in which an opgave and its parties do not change.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models

from samskabelse.mail.models import OutgoingMail

Value = TypeVar("Value")


@dataclass
class _Batch:
    mails: Sequence[OutgoingMail]
    known: dict[Hashable, object] = field(default_factory=dict)
    rows: dict[Callable[[list], object], list[models.Model]] = field(default_factory=dict)


_current: ContextVar[_Batch | None] = ContextVar("mail_batch", default=None)


@contextmanager
def batch(mails: Sequence[OutgoingMail]) -> Iterator[None]:
    """Remember what `once` makes until the end, and write then what `together` was given."""
    own = _Batch(mails)
    token = _current.set(own)
    try:
        yield
        for write, rows in own.rows.items():
            write(rows)
    finally:
        _current.reset(token)


def once(key: Hashable, make: Callable[[], Value]) -> Value:
    """The value for this key, made at most once in a batch; outside of one, made each time."""
    own = _current.get()
    if own is None:
        return make()
    if key not in own.known:
        own.known[key] = make()
    return own.known[key]  # type: ignore[return-value]  # what was put there under this key


def one_of_many(
    mail: OutgoingMail, load: Callable[[list[OutgoingMail]], Mapping[int, Value]]
) -> Value | None:
    """What `load` finds for a mail, by its id, asked once for all of its kind in the batch."""
    own = _current.get()
    if own is None or mail not in own.mails:
        return load([mail]).get(mail.pk)
    same = [other for other in own.mails if other.kind == mail.kind]
    return once((load, mail.kind), lambda: load(same)).get(mail.pk)


def together(write: Callable[[list], object], row: models.Model) -> None:
    """Call `write` with this row and others at the end of the batch; outside of one at once."""
    own = _current.get()
    if own is None:
        write([row])
    else:
        own.rows.setdefault(write, []).append(row)
