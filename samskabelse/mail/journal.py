"""Ask the mail server's own log whether it took a mail. It is what makes 0 lost and 0 doubled.

MAIL_JOURNAL names it: "postfix:/var/log/mail.log" for the Postfix on this machine, "" for none.
An answer of False must be sure: `settle` is how long after the hand-over the log may lag.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings

from samskabelse.mail.models import KeptMail


class Journal(Protocol):
    settle: timedelta

    def seen(self, message_id: str) -> bool | None:
        """True: the server took it. False: it certainly did not. None: cannot tell."""


class NullJournal:
    settle = timedelta(0)

    def seen(self, message_id: str) -> bool | None:
        return None


class KeptJournal:
    """The demo's mailbox is its own journal."""

    settle = timedelta(0)

    def seen(self, message_id: str) -> bool | None:
        return KeptMail.objects.filter(message_id=message_id).exists()


class SinkJournal:
    """The log of the SMTP sink of the tests: one Message-ID per accepted mail."""

    settle = timedelta(0)

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._ids: frozenset[str] | None = None

    def seen(self, message_id: str) -> bool | None:
        if self._ids is None:
            self._ids = frozenset(self._path.read_text().split("\n"))
        return message_id in self._ids


class PostfixLogJournal:
    """Postfix's mail.log and its first rotation.

    `cleanup` names the Message-ID while the text still comes in; only `qmgr … queue active` says
    that Postfix took the mail, so both lines of one queue id are needed. An unreadable log, or one
    without a line of Postfix, answers None. The log is read once, when first asked.
    """

    settle = timedelta(seconds=60)
    _cleanup = re.compile(r"postfix\S*/cleanup\[\d+\]: (\w+): message-id=(<[^>]+>)")
    _queued = re.compile(r"postfix\S*/qmgr\[\d+\]: (\w+): from=.*\(queue active\)")

    def __init__(self, path: str) -> None:
        self._paths = [Path(f"{path}.1"), Path(path)]
        self._taken: set[str] | None = None
        self._readable = False

    def seen(self, message_id: str) -> bool | None:
        if self._taken is None:
            self._taken = self._read(line for path in self._paths for line in _lines(path))
        if message_id in self._taken:
            return True
        return False if self._readable else None

    def _read(self, lines: Iterable[str]) -> set[str]:
        named: dict[str, str] = {}
        taken = set()
        for line in lines:
            self._readable = self._readable or "postfix" in line
            if match := self._cleanup.search(line):
                named[match[1]] = match[2]
            elif (match := self._queued.search(line)) and match[1] in named:
                taken.add(named[match[1]])
        return taken


def _lines(path: Path) -> Iterable[str]:
    try:
        with path.open(errors="replace") as file:
            yield from file
    except OSError:
        return


def get_journal() -> Journal:
    """A fresh look into the journal that the settings name. Make one per sweep."""
    if settings.MAIL_TRANSPORT == "browser":
        return KeptJournal()
    name, _, path = settings.MAIL_JOURNAL.partition(":")
    match name:
        case "postfix":
            return PostfixLogJournal(path)
        case "sink":
            return SinkJournal(path)
    return NullJournal()
