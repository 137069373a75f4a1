"""Two people who change the same thing: what each of them changed is kept, or they are told.

A form carries a mark of each value that it showed. What somebody has not touched is left as it
stands now, also when another has changed it meanwhile; what both have changed is refused.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from samskabelse.web.errors import ActError

MARK_LENGTH = 12


class Overtaken(ActError):
    """Somebody else has changed the same fields. `names` are those; `now` is what all say now.

    `untouched` are those that only the other has changed.
    """

    def __init__(
        self, names: Sequence[str], untouched: Sequence[str], now: Mapping[str, Any]
    ) -> None:
        self.names, self.untouched, self.now = names, untouched, now
        sentence = _("Somebody has changed this meanwhile. What you wrote is still here.")
        super().__init__(sentence, code="newer_version", field=names[0])


def mark_of(value: Any) -> str:
    """By which a value is known again, however a browser breaks its lines."""
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, list | tuple):
        value = ",".join(sorted(str(item) for item in value))
    text = "\n".join(str("" if value is None else value).split("\r\n")).strip()
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:MARK_LENGTH]


def settled(
    said: Mapping[str, Any], now: Mapping[str, Any], was_shown: Mapping[str, str] | None
) -> dict[str, Any]:
    """What is to be saved of what was said; `Overtaken` where two have changed the same.

    `was_shown` holds the mark of what the person read in each field. None is a program that names
    only what it changes: all of it counts.
    """
    kept = dict(said)
    names, untouched = [], []
    for name, value in said.items():
        if was_shown is None or name not in was_shown:
            continue
        was, mine, theirs = was_shown[name], mark_of(value), mark_of(now[name])
        if mine == theirs:
            kept[name] = now[name]
        elif mine == was:
            kept[name] = now[name]
            untouched.append(name)
        elif theirs != was:
            names.append(name)
    if names:
        raise Overtaken(names, untouched, now)
    return kept
