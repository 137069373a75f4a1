"""Facts about who takes part and who brings them together."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.enums import Phase
from projects.phases.consent import named
from projects.phases.gate import Affected, Fact, Situation, gate
from projects.phases.parties import PartyRow


@gate(Phase.DEFINE)
@gate(Phase.DESIGN)
@gate(Phase.IMPLEMENT)
def has_public_and_private_party(now: Situation) -> Iterable[Fact]:
    """Two or more take part, one public and one not (R14); also later, when some have left."""
    count = len(now.parties)
    yield Fact(
        "two_parties",
        _("At least two parties have said yes"),
        count >= 2,
        ngettext(
            "At least two parties must say yes. So far %(count)s has.",
            "At least two parties must say yes. So far %(count)s have.",
            count,
        )
        % {"count": count},
    )
    yield Fact(
        "public_party",
        _("A public party takes part"),
        any(party.counts_as_public for party in now.parties),
        _missing_public(now.parties),
    )
    yield Fact(
        "private_party",
        _("A party that is not public takes part"),
        any(party.counts_as_private for party in now.parties),
        _("A citizen, an association or a company must say yes."),
    )


def _missing_public(parties: list[PartyRow]) -> str | Promise:
    waiting = [party.name for party in parties if not party.counts_as_private]
    if not waiting:
        return _("A public party must say yes, such as a department of the municipality.")
    return _("%(names)s must be verified as public by the municipality.") % {
        "names": named(waiting)
    }


@gate(Phase.DEFINE)
def has_convener(now: Situation) -> Iterable[Fact]:
    """Somebody has agreed to bring the team together (R60)."""
    yield Fact(
        "convener",
        _("A convener has said yes"),
        now.has_convener,
        _("Somebody must say yes to be convener, the one who brings the team together."),
    )


@gate(Phase.DEFINE)
def has_recipient_and_deadline(now: Situation) -> Iterable[Fact]:
    """It is known who answers the result, and by when (practice §0.2)."""
    yield Fact(
        "recipient",
        _("Decision recipient and answer deadline are named"),
        now.project.has_recipient,
        _("The convener must name the decision recipient and the answer deadline."),
    )


@gate(Phase.DESIGN)
def every_affected_group_is_here(now: Situation) -> Iterable[Fact]:
    """Each affected group has a party, or a written reason and plan; one is listed (R22)."""
    absent = [row.label for row in now.affected if not _is_represented(row)]
    yield Fact(
        "affected_present",
        _("Everybody who lives with the result is a party, or there is a reason and a plan"),
        bool(now.affected) and not absent,
        _("Missing: %(names)s. Invite them, or write why not and what you do instead.")
        % {"names": named(absent)}
        if absent
        else _("Write who lives with the result."),
        now.url("projects:missing"),
    )


def _is_represented(row: Affected) -> bool:
    return bool(row.missing_reason) or row.takes_part
