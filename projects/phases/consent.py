"""When parties agree, and the last line of every gate: that they do."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import SETTLED_POSITIONS, Position
from projects.models import Party
from projects.phases.gate import Fact, Situation
from projects.phases.parties import PartyRow

MOST_NAMES = 8


def named(names: list[str]) -> str:
    """The first few by name; two hundred would hide the rest of the page."""
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    text = _("%(names)s and %(more)s more")
    return str(text % {"names": shown, "more": more}) if more > 0 else shown


def is_agreed(parties: Iterable[Party | PartyRow], said: Mapping[int, str]) -> bool:
    """Every party that decides consents or stands aside, and at least one consents.

    `said` is the position of each party, by its id (`ConsentRound.said`).
    """
    return Position.CONSENT in said.values() and all(
        said.get(party.pk) in SETTLED_POSITIONS for party in parties
    )


def consent_fact(now: Situation) -> Fact:
    """The parties consent to move on."""
    said = now.open_round.said if now.open_round else None
    return Fact(
        "consent",
        _("All parties consent"),
        is_agreed(now.parties, said or {}),
        missing_consent(now.parties, said),
    )


def missing_consent(parties: list[PartyRow], said: Mapping[int, str] | None) -> str | Promise:
    """Who objects, and who has not answered: two different things to do something about.

    `said` is None while nobody has been asked.
    """
    if said is None:
        return _("The parties must be asked for their consent.")
    against = [party.name for party in parties if said.get(party.pk) == Position.OBJECTION]
    silent = [
        party.name
        for party in parties
        if said.get(party.pk) not in SETTLED_POSITIONS | {Position.OBJECTION}
    ]
    sentences = []
    if against:
        text = _("%(names)s objects. Talk about the objection.")
        sentences.append(text % {"names": named(against)})
    if silent:
        sentences.append(_("%(names)s has not answered.") % {"names": named(silent)})
    return " ".join(map(str, sentences)) or _("At least one party must consent.")
