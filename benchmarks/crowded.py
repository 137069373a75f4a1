"""An opgave with as much as one asks for in each of its phases: few rows, or 200 parties' work.

Rows are written in bulk, not through the acts; what the pages read is what stands there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from participants.enums import OrganisationKind
from participants.models import Organisation, User
from projects.enums import (
    AssignmentState,
    ConsentAbout,
    ContributionKind,
    GainKind,
    GainMoment,
    Phase,
    Position,
    ProjectRoleKind,
    ResourceKind,
    RoleState,
    RoundState,
)
from projects.models import (
    Assignment,
    ConsentAnswer,
    ConsentRound,
    Contribution,
    Disturbance,
    GainAnswer,
    Party,
    Probe,
    ProblemView,
    Project,
    ProjectRole,
    Resource,
    Solution,
    SolutionVersion,
    Stakeholder,
    StatementVersion,
)
from projects.models.contribution import key_of
from samskabelse.history.models import Entry

PREFIX = "folk-"
NO_PASSWORD = "!"  # noqa: S105 - none: people sign in with a code
WORDS = "Stien er mørk om vinteren, og børnene bliver kørt i bil. "
ACTS = ("view.shared", "contribution.made", "assignment.offered", "solution.proposed")


@dataclass(frozen=True)
class Amounts:
    """How many of each."""

    parties: int
    assignments: int
    comments: int
    versions: int
    solutions: int
    entries: int


SMALL = Amounts(parties=5, assignments=10, comments=20, versions=3, solutions=3, entries=60)
HUGE = Amounts(
    parties=200, assignments=500, comments=2_000, versions=60, solutions=60, entries=5_000
)


@dataclass(frozen=True)
class Made:
    slug: str
    person: User  # speaks for the first party and wears a hat


@contextmanager
def both(phase: str) -> Iterator[tuple[Made, Made]]:
    """A small one and a huge one in this phase, for as long as they are measured."""
    forget()
    try:
        small, huge = made("lille", phase, SMALL), made("stor", phase, HUGE)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the database does by itself within a minute
        yield small, huge
    finally:
        forget()


def forget() -> None:
    Project.objects.filter(slug__startswith=PREFIX).delete()
    Organisation.objects.filter(slug__startswith=PREFIX).delete()
    User.objects.filter(email__startswith=PREFIX).delete()


def made(name: str, phase: str, amounts: Amounts) -> Made:
    """One opgave, with all that hangs on it."""
    now = timezone.now()
    person = User.objects.create(
        email=f"{PREFIX}{name}@bench.example", name="Ida Bo", password=NO_PASSWORD, is_active=True
    )
    project = Project.objects.create(
        title=f"En {name} opgave",
        slug=f"{PREFIX}{name}",
        problem=WORDS,
        phase=phase,
        recipient_body="Byrådet",
        answer_due=timezone.localdate() + timedelta(weeks=8),
        submitted_at=now,
        published_at=now,
        initiator=person,
        examined_at=now,
    )
    hat = {"kind": ProjectRoleKind.CONVENER, "state": RoleState.ACCEPTED, "answered_at": now}
    ProjectRole.objects.create(project=project, user=person, **hat)
    parties = _parties(project, person, amounts, name)
    _define(project, person, parties, amounts)
    if phase != Phase.DEFINE:
        _design(project, person, parties, amounts)
    if phase == Phase.IMPLEMENT:
        _implement(project, person, parties, amounts)
    Entry.objects.bulk_create(
        Entry(
            by=person,
            action=ACTS[n % len(ACTS)],
            target_type="projects.project",
            target_id=project.pk,
            data={"who": "Ida Bo", "what": "Bag en kage", "title": "Lys", "kind": "comment"},
        )
        for n in range(amounts.entries)
    )
    return Made(project.slug, person)


def _parties(project: Project, person: User, amounts: Amounts, name: str) -> list[Party]:
    rows = Organisation.objects.bulk_create(
        Organisation(
            name=f"Forening {name} {n}",
            slug=f"{PREFIX}{name}-{n}",
            kind=OrganisationKind.ASSOCIATION if n % 2 else OrganisationKind.MUNICIPALITY,
            verified_at=timezone.now(),
        )
        for n in range(1, amounts.parties)
    )
    said = {"project": project, "brings": "Tid", "needs": "Rum", "accepted_at": timezone.now()}
    own = Party.objects.create(user=person, **said)
    return [own, *Party.objects.bulk_create(Party(organisation=row, **said) for row in rows)]


def _define(project: Project, person: User, parties: list[Party], amounts: Amounts) -> None:
    now = timezone.now()
    ProblemView.objects.bulk_create(
        ProblemView(
            project=project, party=party, sees=WORDS * 3, feels=WORDS, shared_at=now, public_at=now
        )
        for party in parties
    )
    kinds = list(ResourceKind)
    Resource.objects.bulk_create(
        Resource(
            project=project,
            party=party,
            direction=direction,
            kind=kinds[n % len(kinds)],
            what="Et lokale",
            by=person,
        )
        for n, party in enumerate(parties)
        for direction in ("need", "offer")
    )
    Stakeholder.objects.bulk_create(
        Stakeholder(
            project=project,
            label=f"Gruppe {n}",
            is_affected=True,
            missing_reason="De er få",
            missing_plan="Vi spørger dem",
        )
        for n in range(len(parties))
    )
    text = "\n\n".join([WORDS * 4] * 4)
    versions = StatementVersion.objects.bulk_create(
        StatementVersion(
            project=project,
            number=n + 1,
            text=f"{text} {n}",
            change="meaning",
            by=person,
            party=parties[0],
        )
        for n in range(amounts.versions)
    )
    half = amounts.comments if project.phase == Phase.DEFINE else amounts.comments // 2
    Contribution.objects.bulk_create(
        Contribution(
            project=project,
            kind=list(ContributionKind)[n % 4],
            text=WORDS,
            by=person,
            party=parties[n % len(parties)],
            statement_version=versions[-1],
            paragraph=n % 3,
            paragraph_key=key_of(versions[-1].paragraphs[n % 3]),
        )
        for n in range(half)
    )
    _round(project, parties, ConsentAbout.STATEMENT, statement_version=versions[-1])


def _round(project: Project, parties: list[Party], about: str, **version: object) -> None:
    """Asked, answered by most, and open still."""
    asked = ConsentRound.objects.create(
        project=project, about=about, state=RoundState.OPEN, **version
    )
    ConsentAnswer.objects.bulk_create(
        ConsentAnswer(
            round=asked,
            party=party,
            position=Position.CONSENT if n % 2 else Position.PENDING,
            at=timezone.now() if n % 2 else None,
        )
        for n, party in enumerate(parties)
    )


def _design(project: Project, person: User, parties: list[Party], amounts: Amounts) -> None:
    today = timezone.localdate()
    made_ = Solution.objects.bulk_create(
        Solution(project=project) for _n in range(amounts.solutions)
    )
    versions = SolutionVersion.objects.bulk_create(
        SolutionVersion(
            solution=row,
            number=number,
            title=f"Forslag {n}",
            idea=WORDS * 5,
            takes="Tid",
            risks="Regn",
            by=person,
            party=parties[n % len(parties)],
        )
        for n, row in enumerate(made_)
        for number in (1, 2)
    )
    for row, latest in zip(made_, versions[1::2], strict=True):
        row.latest = latest
    Solution.objects.bulk_update(made_, ["latest"])
    half = amounts.comments // 2
    Contribution.objects.bulk_create(
        Contribution(
            project=project,
            kind=list(ContributionKind)[n % 4],
            text=WORDS,
            by=person,
            party=parties[n % len(parties)],
            solution_version=versions[-1] if n % 2 else versions[(n * 2) % len(versions)],
        )
        for n in range(half)
    )
    plan = {"tried": WORDS, "size_limit": "Ti", "stop_rule": "Larm", "if_fails": "Vi stopper"}
    Probe.objects.bulk_create(
        Probe(
            project=project,
            title=f"Prøve {n}",
            owner=parties[n % len(parties)],
            starts_on=today,
            ends_on=today + timedelta(days=9),
            created_by=person,
            **plan,
        )
        for n in range(amounts.solutions)
    )
    Disturbance.objects.bulk_create(
        Disturbance(
            project=project,
            card="half_budget",
            used_on=today,
            happened=WORDS,
            changed=WORDS,
            by=person,
            party=parties[0],
        )
        for _n in range(amounts.solutions)
    )
    _round(project, parties, ConsentAbout.SOLUTION, solution_version=versions[-1])


def _implement(project: Project, person: User, parties: list[Party], amounts: Amounts) -> None:
    now = timezone.now()
    states = ("offered", "accepted", "done", "asked")
    rows = []
    for n in range(amounts.assignments):
        giver, taker = parties[n % len(parties)], parties[(n + 1) % len(parties)]
        state = states[n % 4]
        row = Assignment(
            project=project,
            what=f"Delopgave {n}",
            why=WORDS,
            open_to_taker="Hvornår",
            state=AssignmentState(state),
            giver=person,
            giver_party=giver,
        )
        if state in {"accepted", "done"}:
            row.taker, row.taker_party, row.taken_at = person, taker, now
        if state == "asked":
            row.asked_party = taker
        if state == "done":
            row.ended_at, row.ended_word, row.thanks = now, "Det gik", "Tak"
        rows.append(row)
    Assignment.objects.bulk_create(rows)
    GainAnswer.objects.bulk_create(
        GainAnswer(
            party=party, kind=kind, moment=GainMoment.CLOSE, measured="8", words=WORDS, by=person
        )
        for party in parties
        for kind in GainKind
    )
