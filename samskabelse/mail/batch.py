"""What many mails of one batch have in common is asked once.

A batch is written in one short transaction, in which an opgave and its parties do not change.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Value = TypeVar("Value")
_known: ContextVar[dict[Hashable, object] | None] = ContextVar("mail_batch", default=None)


@contextmanager
def batch() -> Iterator[None]:
    """Remember what `once` makes until the end."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, make: Callable[[], Value]) -> Value:
    """The value for this key, made at most once in a batch; outside of one, made each time."""
    known = _known.get()
    if known is None:
        return make()
    if key not in known:
        known[key] = make()
    return known[key]  # type: ignore[return-value]  # what was put there under this key
