"""What the tab "Er det samskabelse?" reads: a fixed number of questions, whatever has happened."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from projects.enums import UNHANDLED_CASES, CaseState, Honest, Phase, PulseReply
from projects.findings import FINDINGS, Finding, Told, told
from projects.forms.cocreation import PULSE_QUESTIONS
from projects.models import Challenge, FindingCase, FindingWord, HonestAnswer, Project, Pulse

MOST_WORDS = 40
MOST_CHALLENGES = 20
MOST_PULSES = 10


@dataclass(frozen=True)
class Card:
    """One finding as the page shows it."""

    kind: Finding
    case: FindingCase
    evidence: list[Told]
    words: list[FindingWord]

    @property
    def is_gone(self) -> bool:
        return self.case.state == CaseState.GONE


def finding_cards(project: Project) -> list[Card]:
    """Every finding the opgave has ever had, those that wait first: two questions."""
    words = FindingWord.objects.select_related("by", "party__organisation", "party__user")
    cases = {
        case.code: case for case in project.findings.prefetch_related(Prefetch("words", words))
    }
    cards = [
        Card(
            kind,
            cases[code],
            told(cases[code].evidence),
            list(cases[code].words.all())[-MOST_WORDS:],
        )
        for code, kind in FINDINGS.items()
        if code in cases
    ]
    order = list(CaseState)
    return sorted(cards, key=lambda card: order.index(CaseState(card.case.state)))


@dataclass(frozen=True)
class Said:
    """One of N1–N3 as answered at one gate, with what belies it."""

    question: str | Promise
    answer: str | Promise
    belied_by: list[Card]


@dataclass(frozen=True)
class GateAnswers:
    gate: str | Promise
    answer: HonestAnswer
    said: list[Said]


def gate_words(gate: str) -> str:
    """What a gate is called: by the phase it opens; the first is the publishing."""
    if gate == Phase.SEEKING:
        return _("At the publishing")
    return _("At the gate to “%(phase)s”") % {"phase": Phase(gate).label}


def honest_answers(project: Project, cards: list[Card]) -> list[GateAnswers]:
    """The last answer at each gate, the newest first. A no that the facts belie says so."""
    rows = project.honest_answers.select_related("by", "party__organisation", "party__user")
    latest = rows.order_by("gate", "-id").distinct("gate")
    found = sorted(latest, key=lambda row: row.pk, reverse=True)
    standing = [card for card in cards if card.case.state in UNHANDLED_CASES | {CaseState.HANDLED}]
    return [
        GateAnswers(gate_words(row.gate), row, [_said(row, name, standing) for name in row.said])
        for row in found
    ]


def _said(row: HonestAnswer, name: str, standing: list[Card]) -> Said:
    field: Any = HonestAnswer._meta.get_field(name)
    denied = row.said[name] == Honest.NO
    against = [card for card in standing if denied and card.kind.belies == name]
    return Said(field.verbose_name, Honest(row.said[name]).label, against)


def challenges_of(project: Project) -> list[Challenge]:
    """Those that wait first, then the newest."""
    rows = project.challenges.select_related(
        "party__organisation", "party__user", "answered_by"
    ).order_by("answered_at", "-id")
    return sorted(rows[:MOST_CHALLENGES], key=lambda row: row.answered_at is not None)


@dataclass(frozen=True)
class Bar:
    """One answer of the pulse: how many, and how long its bar is."""

    label: str | Promise
    number: int
    width: float
    y: int


@dataclass(frozen=True)
class Sums:
    question: str | Promise
    bars: list[Bar]


def sums_of(pulse: Pulse) -> list[Sums]:
    """What five or more said, question by question. Empty while fewer have."""
    if not pulse.shown_count:
        return []
    return [
        Sums(label, [_bar(pulse, name, place, reply) for place, reply in enumerate(PulseReply)])
        for name, label in PULSE_QUESTIONS.items()
    ]


def _bar(pulse: Pulse, name: str, place: int, reply: PulseReply) -> Bar:
    number = pulse.shown.get(name, {}).get(reply.value, 0)
    return Bar(reply.label, number, round(200 * number / pulse.shown_count, 1), 4 + 24 * place)


def pulses_of(project: Project) -> list[Pulse]:
    """The last occasions. Sums that are not shown yet are not even read."""
    return list(project.pulses.defer("tally", "count")[:MOST_PULSES])
