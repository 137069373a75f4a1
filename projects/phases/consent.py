"""When parties agree, and the last line of every gate: that they do."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import SETTLED_POSITIONS, Position
from projects.models import ConsentAnswer, Party
from projects.phases.gate import Fact, Situation


def is_agreed(parties: Iterable[Party], answers: Iterable[ConsentAnswer]) -> bool:
    """Every party that decides consents or stands aside, and at least one consents."""
    said = {answer.party_id: answer.position for answer in answers}
    return Position.CONSENT in said.values() and all(
        said.get(party.pk) in SETTLED_POSITIONS for party in parties
    )


def consent_fact(now: Situation) -> Fact:
    """The parties consent to move on."""
    answers = list(now.open_round.answers.all()) if now.open_round else None
    return Fact(
        "consent",
        _("All parties consent"),
        is_agreed(now.parties, answers or []),
        missing_consent(now.parties, answers),
    )


def missing_consent(parties: list[Party], answers: list[ConsentAnswer] | None) -> str | Promise:
    """Who objects, and who has not answered: two different things to do something about.

    `answers` is None while nobody has been asked.
    """
    if answers is None:
        return _("The parties must be asked for their consent.")
    said = {answer.party_id: answer.position for answer in answers}
    against = [party.name for party in parties if said.get(party.pk) == Position.OBJECTION]
    silent = [
        party.name
        for party in parties
        if said.get(party.pk) not in SETTLED_POSITIONS | {Position.OBJECTION}
    ]
    sentences = []
    if against:
        text = _("%(names)s objects. Talk about the objection.")
        sentences.append(text % {"names": ", ".join(against)})
    if silent:
        sentences.append(_("%(names)s has not answered.") % {"names": ", ".join(silent)})
    return " ".join(map(str, sentences)) or _("At least one party must consent.")
