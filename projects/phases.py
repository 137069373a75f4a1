"""When: the order of phases, what each allows, and the facts that must hold at each gate.

A gate is a list of facts. The page shows them as "Det mangler", and `advance_project` refuses with
the same sentences, because both ask `checklist()`. Further gates plug in with `@gate(Phase.X)`
from another module that its app imports when it starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.enums import (
    OPEN_PHASES,
    OWNED_OUTCOMES,
    REOPENABLE_PHASES,
    SETTLED_POSITIONS,
    Moderation,
    Phase,
    Position,
    ProjectRoleKind,
    RoundState,
)
from projects.models import ConsentRound, Party, Project, Stakeholder
from samskabelse.web.errors import Blocked, Blocker

ORDER = [
    Phase.DRAFT,
    Phase.SEEKING,
    Phase.DEFINE,
    Phase.DESIGN,
    Phase.IMPLEMENT,
    Phase.CLOSED,
]

ALLOWS: dict[str, frozenset[Phase]] = {
    "change": OPEN_PHASES | {Phase.DRAFT},
    "invite": OPEN_PHASES,
    "answer_invitation": OPEN_PHASES,
    "join": OPEN_PHASES,
    "leave": OPEN_PHASES,
    "map": OPEN_PHASES | {Phase.DRAFT},
    "ask_role": OPEN_PHASES,
    "name_recipient": OPEN_PHASES,
    "record_verdict": OPEN_PHASES,
    "consent": OPEN_PHASES,
    "prepare_closing": frozenset({Phase.IMPLEMENT}),
    "reopen": REOPENABLE_PHASES,
}


# While moderators keep an opgave hidden its author can still mend it, and anybody can leave.
ALLOWED_WHILE_HIDDEN = frozenset({"change", "leave"})


def require_phase(project: Project, act: str) -> None:
    """Refuse an act that this phase does not allow (`Blocked`, code `wrong_phase`).

    A hidden opgave stands still until it is shown again (code `hidden`).
    """
    if project.moderation == Moderation.HIDDEN and act not in ALLOWED_WHILE_HIDDEN:
        raise Blocked(
            _("A moderator has hidden the project. It stands still until it is shown again."),
            code="hidden",
        )
    if project.phase not in ALLOWS[act]:
        raise Blocked(
            _("This cannot be done while the project is in the phase “%(phase)s”.")
            % {"phase": Phase(project.phase).label},
            code="wrong_phase",
        )


def next_phase(phase: str) -> Phase | None:
    """The phase after this one, or None at the end."""
    place = ORDER.index(Phase(phase))
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


@dataclass(frozen=True)
class Fact:
    """One line of a gate: what must hold, whether it does, and what is missing if not."""

    code: str
    label: str | Promise
    met: bool
    missing: str | Promise = ""

    @property
    def message(self) -> str | Promise:
        return self.label if self.met else (self.missing or self.label)

    @property
    def blocker(self) -> Blocker:
        return Blocker(self.code, self.message)


class Situation:
    """What the gates look at, each part read once."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def parties(self) -> list[Party]:
        """Those that decide together. Whoever was asked for less is heard, and stops nothing."""
        return list(self.project.parties.deciding().with_names())

    @cached_property
    def has_convener(self) -> bool:
        return self.project.hat(ProjectRoleKind.CONVENER) is not None

    @cached_property
    def affected(self) -> list[Stakeholder]:
        rows = self.project.stakeholders.filter(is_affected=True)
        return list(rows.prefetch_related("invitations__party"))

    @cached_property
    def open_round(self) -> ConsentRound | None:
        rounds = self.project.rounds.filter(state=RoundState.OPEN)
        return rounds.prefetch_related(
            "answers__party__organisation", "answers__party__user"
        ).first()


GateCheck = Callable[[Situation], Iterable[Fact]]
GATES: dict[Phase, list[GateCheck]] = {phase: [] for phase in ORDER}


def gate(to_phase: Phase) -> Callable[[GateCheck], GateCheck]:
    """Add a check to the gate that opens `to_phase`."""

    def add(check: GateCheck) -> GateCheck:
        GATES[to_phase].append(check)
        return check

    return add


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


def _missing_public(parties: list[Party]) -> str | Promise:
    waiting = [party.name for party in parties if not party.counts_as_private]
    if not waiting:
        return _("A public party must say yes, such as a department of the municipality.")
    return _("%(names)s must be verified as public by the municipality.") % {
        "names": ", ".join(waiting)
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
    """Each affected group has a party, or a written reason and plan (R22)."""
    absent = [row.label for row in now.affected if not _is_represented(row)]
    yield Fact(
        "affected_present",
        _("Everybody who lives with the result is a party, or there is a reason and a plan"),
        not absent,
        _("Missing: %(names)s. Invite them, or write why not and what you do instead.")
        % {"names": ", ".join(absent)},
    )


def _is_represented(row: Stakeholder) -> bool:
    if row.missing_reason:
        return True
    invited = (invitation.party for invitation in row.invitations.all())
    return any(party and party.status == "accepted" for party in invited)


@gate(Phase.DESIGN)
def every_party_needs_or_offers(now: Situation) -> Iterable[Fact]:
    """Whoever neither brings nor needs anything is audience, not a party (R31)."""
    silent = [party.name for party in now.parties if not (party.brings or party.needs)]
    yield Fact(
        "needs_and_offers",
        _("Every party has written what it brings or needs"),
        not silent,
        _("%(names)s must write what they bring or need.") % {"names": ", ".join(silent)},
    )


@gate(Phase.IMPLEMENT)
def recipient_has_answered(now: Situation) -> Iterable[Fact]:
    """The decision recipient's answer is on record."""
    yield Fact(
        "recipient_answer",
        _("The decision recipient has answered"),
        bool(now.project.verdict),
        _("The decision recipient's answer must be written down."),
    )


@gate(Phase.CLOSED)
def closing_is_prepared(now: Situation) -> Iterable[Fact]:
    """It is known how it ended, who owns it from here, and what was learnt."""
    project = now.project
    yield Fact(
        "outcome",
        _("It is written how the project ended"),
        bool(project.planned_outcome),
        _("Write how the project ended."),
    )
    yield Fact(
        "owner",
        _("There is an owner from here on"),
        bool(
            project.planned_outcome
            and (project.owner_from_here or project.planned_outcome not in OWNED_OUTCOMES)
        ),
        _("Write who owns the solution from here on."),
    )
    yield Fact(
        "lessons",
        _("It is written what you learnt"),
        bool(project.lessons),
        _("Write what you learnt, so that others can use it."),
    )


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


def facts(now: Situation) -> list[Fact]:
    """What must hold before the parties are asked for their consent to the next phase."""
    to_phase = next_phase(now.project.phase)
    checks = GATES[to_phase] if to_phase else []
    return [fact for check in checks for fact in check(now)]


def checklist(project: Project, now: Situation | None = None) -> list[Fact]:
    """Every line of the gate to the next phase, consent last. Empty when there is no next."""
    now = now or Situation(project)
    if project.phase not in OPEN_PHASES:
        return []
    return [*facts(now), consent_fact(now)]


def blockers(project: Project) -> list[Blocker]:
    """What is missing before the opgave may move to its next phase."""
    return [fact.blocker for fact in checklist(project) if not fact.met]


def fact_blockers(project: Project) -> list[Blocker]:
    """What is missing before the parties may be asked for consent."""
    return [fact.blocker for fact in facts(Situation(project)) if not fact.met]
