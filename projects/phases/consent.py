"""The last line of every gate: consent."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import SETTLED_POSITIONS, Position
from projects.phases.gate import Fact, Situation


def consent_fact(now: Situation) -> Fact:
    """Every party that decides consents or stands aside, and at least one consents."""
    answers = list(now.open_round.answers.all()) if now.open_round else []
    said = {answer.party_id: answer.position for answer in answers}
    met = Position.CONSENT in said.values() and all(
        said.get(party.pk) in SETTLED_POSITIONS for party in now.parties
    )
    return Fact("consent", _("All parties consent"), met, _missing_consent(now, said))


def _missing_consent(now: Situation, said: dict[int, str]) -> str | Promise:
    """Who objects, and who has not answered: two different things to do something about."""
    if not now.open_round:
        return _("The parties must be asked for their consent.")
    against = [party.name for party in now.parties if said.get(party.pk) == Position.OBJECTION]
    silent = [
        party.name
        for party in now.parties
        if said.get(party.pk) not in SETTLED_POSITIONS | {Position.OBJECTION}
    ]
    sentences = []
    if against:
        text = _("%(names)s objects. Talk about the objection.")
        sentences.append(text % {"names": ", ".join(against)})
    if silent:
        sentences.append(_("%(names)s has not answered.") % {"names": ", ".join(silent)})
    return " ".join(map(str, sentences)) or _("At least one party must consent.")
