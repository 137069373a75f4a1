"""Facts about solutions, the choice between them, the catalyst's cards and what is tried first."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.enums import ConsentAbout, Phase
from projects.models import ConsentRound
from projects.phases.consent import missing_consent
from projects.phases.gate import Fact, Situation, gate


@gate(Phase.IMPLEMENT)
def two_solutions_were_considered(now: Situation) -> Iterable[Fact]:
    """Two or more are open to judgement with what they take and their risks (`considered`)."""
    count = now.designed.considered
    yield Fact(
        "solutions",
        _("At least two solutions have been considered"),
        count >= 2,
        ngettext(
            "At least two solutions must be described, with what they take and their risks. "
            "So far %(count)s is.",
            "At least two solutions must be described, with what they take and their risks. "
            "So far %(count)s are.",
            count,
        )
        % {"count": count},
        now.url("projects:design"),
    )


@gate(Phase.IMPLEMENT)
def somebody_disturbed(now: Situation) -> Iterable[Fact]:
    """One card of the deck was used, or it is written why none was (R62)."""
    reason = now.project.undisturbed_reason
    yield Fact(
        "disturbance",
        _("It is written why no card of the deck was used")
        if reason
        else _("A card of the deck has been used"),
        bool(reason) or now.designed.has_disturbed,
        _("Use at least one card of the deck, or write why you use none."),
        now.url("projects:deck"),
    )


@gate(Phase.IMPLEMENT)
def a_solution_is_chosen(now: Situation) -> Iterable[Fact]:
    """The parties consented to one version, in a round about that version."""
    choice = now.open_choice
    asked = f"{now.url('projects:consent')}?om={ConsentAbout.SOLUTION}"
    yield Fact(
        "chosen",
        _("The parties have chosen a solution, with everybody's consent"),
        now.project.chosen_id is not None,
        _missing_choice(now, choice)
        if choice
        else _("The parties must be asked for their consent to one of the solutions."),
        asked if choice else now.url("projects:design"),
    )


def _missing_choice(now: Situation, choice: ConsentRound) -> str | Promise:
    """Who has not answered, and who objects, while the parties are asked."""
    missing = missing_consent(now.parties, choice.said)
    return _("Consent to %(solution)s: %(missing)s") % {
        "solution": choice.label,
        "missing": missing,
    }


@gate(Phase.IMPLEMENT)
def the_first_try_is_safe(now: Situation) -> Iterable[Fact]:
    """What is tried first has a size limit, a stop rule and an owner who said yes (R64).

    The limit and the rule the database demands of every try, so the owner is what can be missing.
    """
    yield Fact(
        "probe",
        _("What is tried first has a size limit, a stop rule and an owner"),
        now.designed.has_owned_probe,
        _("The party that is asked to own what is tried first must say yes.")
        if now.designed.has_planned_probe
        else _("Plan what is tried first: how big at most, when it stops, and who owns it."),
        now.url("projects:design"),
    )
