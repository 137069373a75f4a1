"""What must be told before anybody is invited to an arena.

The page shows it as a checklist, and the acts that invite refuse with the same sentences.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arenas.enums import ArenaTemplate, HatKind
from arenas.hats import Worn, worn_at
from arenas.models import Arena
from participants.enums import Sector
from projects.phases import Fact
from samskabelse.web.errors import Blocked


def readiness(arena: Arena, worn: Worn | None = None) -> list[Fact]:
    """Every fact, met or not, each with the page where it is mended."""
    return [*_frame(arena), *_people(arena, worn or worn_at(arena)), *_of_template(arena)]


def require_ready(arena: Arena) -> None:
    """Refuse to invite anybody while something is missing (`Blocked`, code `arena_not_ready`)."""
    missing = [fact.blocker for fact in readiness(arena) if not fact.met]
    if missing:
        raise Blocked(
            _("Something is missing before anybody can be invited."),
            code="arena_not_ready",
            blockers=missing,
        )


def _frame(arena: Arena) -> Iterator[Fact]:
    """What it is for, and how far it reaches: nobody should find out at the meeting."""
    url = reverse("arenas:change_arena", args=[arena.project.slug, arena.pk])
    told = [
        (
            "purpose",
            arena.purpose,
            _("It is said what the arena is for"),
            _("Say what the arena is for: define, design, implement or evaluate."),
        ),
        (
            "question",
            arena.question,
            _("The question to settle is written"),
            _("Write the question you want to settle."),
        ),
        (
            "reach",
            arena.can_decide and arena.cannot_decide,
            _("It is written what can and what cannot be decided here"),
            _("Write both what can and what cannot be decided here."),
        ),
        (
            "decision_rule",
            arena.decision_rule,
            _("It is said how you decide"),
            _("Say how you decide: consent, advice, majority, or not at all."),
        ),
        (
            "mandate",
            arena.mandate,
            _("It is written who has given the mandate"),
            _("Write who has given the mandate, and what happens to what you agree on."),
        ),
        (
            "frame",
            arena.frame,
            _("It is written what makes it easy to come"),
            _("Write what makes it easy to come: time of day, food, interpreter, child care."),
        ),
    ]
    for code, is_told, label, missing in told:
        yield Fact(code, label, bool(is_told), missing, url)


def _people(arena: Arena, worn: Worn) -> Iterator[Fact]:
    slug = arena.project.slug
    change = reverse("arenas:change_arena", args=[slug, arena.pk])
    yield Fact(
        "composition",
        _("It is said who must be there"),
        bool(arena.composition or arena.needed_parties),
        _("Say who must be there for the meeting to make sense."),
        change,
    )
    yield Fact(
        "ground_rules",
        _("There are ground rules to agree on"),
        arena.rules_now is not None,
        _("Write ground rules that the parties can accept."),
        reverse("arenas:ground_rules", args=[slug, arena.pk]),
    )
    for kind, label, missing in (
        (
            HatKind.CONVENER,
            _("Somebody is convener"),
            _("Somebody must say yes to be convener of the arena."),
        ),
        (
            HatKind.FACILITATOR,
            _("Somebody is facilitator"),
            _("Somebody must say yes to be facilitator of the arena."),
        ),
    ):
        url = reverse("arenas:ask_hat", args=[slug, arena.pk])
        yield Fact(kind.value, label, worn[kind] is not None, missing, url)


def _of_template(arena: Arena) -> Iterator[Fact]:
    """A community of practice needs two departments and somebody who lives with it (R21)."""
    if arena.template != ArenaTemplate.COMMUNITY:
        return
    parties = list(arena.project.parties.active().with_names())
    public = sum(party.counts_as_public for party in parties)
    civil = any(party.sector == Sector.CIVIL for party in parties)
    yield Fact(
        "community",
        _("At least two departments and one user take part"),
        public >= 2 and civil,
        _("A community of practice needs at least two departments and one user."),
        reverse("projects:invite", args=[arena.project.slug]),
    )
