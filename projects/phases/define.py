"""Facts about a problem that is defined together."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from projects.enums import Phase
from projects.phases.consent import is_agreed, missing_consent, named
from projects.phases.gate import Fact, Situation, gate


@gate(Phase.DESIGN)
def every_party_has_its_view(now: Situation) -> Iterable[Fact]:
    """Each party that decides has written how it sees the problem (peers §2.2)."""
    silent = [party.name for party in now.parties if not party.has_shared_view]
    yield Fact(
        "views",
        _("Every party has written how it sees the problem"),
        not silent,
        _("%(names)s must write how they see the problem.") % {"names": named(silent)},
        now.url("projects:views"),
    )


@gate(Phase.DESIGN)
def the_statement_is_agreed(now: Situation) -> Iterable[Fact]:
    """The newest version of the shared statement has everyone's consent, also the newcomers'."""
    said = now.statement_round.said if now.statement_round else None
    missing = missing_consent(now.parties, said)
    yield Fact(
        "statement",
        _("All parties consent to the shared statement of the problem"),
        is_agreed(now.parties, said or {}),
        _("The shared statement of the problem: %(missing)s") % {"missing": missing}
        if now.statement
        else _("The parties must write a shared statement of the problem."),
        now.url("projects:statement"),
    )


@gate(Phase.DESIGN)
def every_party_needs_and_offers(now: Situation) -> Iterable[Fact]:
    """Whoever neither gives nor needs is audience, and whoever only gives is used (R31)."""
    silent = [p.name for p in now.parties if not (p.has_need or p.has_offer)]
    givers = [p.name for p in now.parties if p.has_offer and not p.has_need]
    yield Fact(
        "needs_and_offers",
        _("Every party has written what it needs or offers"),
        not silent,
        _("%(names)s must write what they need or offer.") % {"names": named(silent)},
        now.url("projects:resources"),
    )
    yield Fact(
        "no_party_only_gives",
        _("No party only gives: each has something it needs"),
        not givers,
        _("%(names)s only gives. What do they need in return?") % {"names": named(givers)},
        now.url("projects:resources"),
    )
