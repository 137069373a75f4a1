"""One opgave with far more of everything than is likely: what a page costs when lists grow.

`@heavy` adds what a new part of the house hangs on an opgave.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from benchmarks import report
from benchmarks.copying import trusted
from benchmarks.rows import ACTS, CASEWORKER, LATER, NEWEST
from participants.enums import OrganisationKind
from participants.models import Organisation
from projects.enums import Phase, Position, ProjectRoleKind, RoleState, RoundState
from projects.models import (
    ConsentAnswer,
    ConsentRound,
    Invitation,
    Party,
    Project,
    ProjectRole,
    Stakeholder,
)
from projects.tabs import tabs_for
from samskabelse.history.models import Entry

SLUG = "den-tunge-opgave"
FAR = datetime(2099, 1, 1, tzinfo=NEWEST.tzinfo)
PARTIES, INVITATIONS, STAKEHOLDERS, ENTRIES = 200, 1_000, 200, 2_000
Loader = Callable[[Project], object]
LOADERS: list[Loader] = []


def heavy(load: Loader) -> Loader:
    LOADERS.append(load)
    return load


@contextmanager
def loaded() -> Iterator[str]:
    """The opgave for as long as it is measured; yields its slug."""
    forget()
    now = timezone.now()
    project = Project.objects.create(
        title="Den tunge opgave",
        slug=SLUG,
        problem="Alle vil være med. " * 100,
        phase=Phase.DESIGN,
        recipient_body="Byrådet",
        answer_due=LATER,
        submitted_at=now,
        published_at=now,
        contact_id=CASEWORKER,
    )
    for load in LOADERS:
        load(project)
    try:
        yield SLUG
    finally:
        forget()


def forget() -> None:
    """With its history, which only goes where nothing is checked; the town's ids go on after it."""
    left = Project.objects.filter(slug=SLUG).values("pk")
    with trusted():
        Entry.objects.filter(target_type="projects.project", target_id__in=left).delete()
    Project.objects.filter(slug=SLUG).delete()
    Organisation.objects.filter(slug__startswith=f"{SLUG}-").delete()


@heavy
def parties(project: Project) -> None:
    made = Organisation.objects.bulk_create(
        Organisation(
            name=f"Tung forening {n}",
            slug=f"{SLUG}-{n}",
            kind=OrganisationKind.ASSOCIATION if n % 2 else OrganisationKind.MUNICIPALITY,
            verified_at=NEWEST,
        )
        for n in range(PARTIES)
    )
    Party.objects.bulk_create(
        Party(project=project, organisation=row, brings="Tid", accepted_at=NEWEST) for row in made
    )


@heavy
def hats(project: Project) -> None:
    ProjectRole.objects.create(
        project=project,
        user_id=CASEWORKER,
        kind=ProjectRoleKind.FACILITATOR,
        state=RoleState.ACCEPTED,
        answered_at=NEWEST,
    )


@heavy
def rounds(project: Project) -> None:
    """Two that have passed and one that is open, with everybody's answer."""
    parties = list(project.parties.all())
    for state in (RoundState.PASSED, RoundState.WITHDRAWN, RoundState.OPEN):
        is_open = state == RoundState.OPEN
        asked = ConsentRound.objects.create(
            project=project,
            from_phase=Phase.DESIGN,
            to_phase=Phase.IMPLEMENT,
            state=state,
            closed_at=None if is_open else NEWEST,
        )
        ConsentAnswer.objects.bulk_create(
            ConsentAnswer(
                round=asked,
                party=party,
                position=Position.PENDING if is_open else Position.CONSENT,
                at=None if is_open else NEWEST,
            )
            for party in parties
        )


@heavy
def invitations(project: Project) -> None:
    mapped = Stakeholder.objects.bulk_create(
        Stakeholder(project=project, label=f"Gruppe {n}", is_affected=n % 2 == 0)
        for n in range(STAKEHOLDERS)
    )
    Invitation.objects.bulk_create(
        Invitation(
            project=project,
            stakeholder=mapped[n % STAKEHOLDERS],
            email=f"tung{n}@bench.example",
            name=f"Inviteret {n}",
            why_you="Du kender stedet.",
            expires_at=FAR,
        )
        for n in range(INVITATIONS)
    )


@heavy
def history(project: Project) -> None:
    Entry.objects.bulk_create(
        Entry(
            by_id=CASEWORKER,
            action=ACTS[n % len(ACTS)],
            target_type="projects.project",
            target_id=project.pk,
            data={"old": "define", "to": "design"},
        )
        for n in range(ENTRIES)
    )


def facilitator(slug: str) -> int:
    return CASEWORKER


def addresses(slug: str) -> list[str]:
    """The tabs, whoever has added them."""
    return [tab.url for tab in tabs_for(Project.objects.get(slug=slug), "")]


def section(rows: list[str]) -> str:
    told = (
        f"### One heavy opgave\n\n{PARTIES} parties, {INVITATIONS:,} invitations, "
        f"{STAKEHOLDERS} on the map, {ENTRIES:,} lines of history; its tabs.\n"
    )
    return "\n".join([told, report.HEAD, *rows])
