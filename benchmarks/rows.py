"""A municipality's opgaver with those who take part, in the proportions of a busy one.

Everything follows from the number of an opgave, so that a bigger town contains the smaller one.
An id is its number; several rows of one opgave get ids in a stretch of their own.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import models
from django.utils import timezone

from benchmarks.texts import texts
from participants.enums import OrganisationKind, PersonKind
from participants.models import Mandate, Organisation, User
from projects.enums import (
    InvitationState,
    Moderation,
    Outcome,
    Phase,
    Position,
    ProjectRoleKind,
    RoleState,
    RoundState,
    Route,
)
from projects.models import (
    ConsentAnswer,
    ConsentRound,
    Invitation,
    Party,
    Project,
    ProjectRole,
    Stakeholder,
)
from samskabelse.history.models import Entry

ADMINISTRATOR, CASEWORKER = 1, 2  # ids of the two people from the municipality
PEOPLE_BEFORE = 10
PROJECTS_PER_PERSON, PROJECTS_PER_ORGANISATION = 2, 20
STRETCH = 10  # most rows of one kind that one opgave has here
INVITED, ENTRIES, MAPPED = 4, 6, 2
NEWEST = timezone.make_aware(datetime(2026, 10, 1, 12))  # noqa: DTZ001 - made aware here
LATER = date(2099, 1, 1)
PHASES = [*[Phase.SEEKING] * 6, Phase.DEFINE, Phase.DESIGN, Phase.IMPLEMENT, Phase.CLOSED]
ACTS = ("project.published", "invitation.accepted", "round.opened", "project.advanced")
Rows = Iterator[models.Model]


def phase_of(number: int) -> Phase:
    return PHASES[number % len(PHASES)]


def person_of(number: int) -> int:
    return PEOPLE_BEFORE + 1 + number // PROJECTS_PER_PERSON


def organisations_of(number: int) -> tuple[int, int]:
    """A public one and one that is not: public ones have even ids."""
    newest = 2 * (number // PROJECTS_PER_ORGANISATION + 1)
    other = 2 * (number % (newest // 2)) + 1
    return newest, other


def moment_of(number: int) -> datetime:
    return NEWEST + timedelta(minutes=number % 40_000)


def people(start: int, stop: int) -> Rows:
    if start == 0:
        yield _person(ADMINISTRATOR, "Admin", is_staff=True, kind_verified_at=NEWEST)
        yield _person(CASEWORKER, "Sagsbehandler", kind=PersonKind.STAFF, kind_verified_at=NEWEST)
    first = person_of(start) if start == 0 else person_of(start - 1) + 1
    for pk in range(first, person_of(stop - 1) + 1):
        yield _person(pk, f"Borger {pk}")


def _person(pk: int, name: str, **fields) -> User:
    email = f"person{pk}@bench.example"
    return User(pk=pk, email=email, name=name, password="!", trusted_at=NEWEST, **fields)  # noqa: S106


def organisations(start: int, stop: int) -> Rows:
    first = 1 if start == 0 else organisations_of(start - 1)[0] + 1
    for pk in range(first, organisations_of(stop - 1)[0] + 1):
        kind = OrganisationKind.ASSOCIATION if pk % 2 else OrganisationKind.MUNICIPALITY
        yield Organisation(
            pk=pk, name=f"Forening {pk}", slug=f"forening-{pk}", kind=kind, verified_at=NEWEST
        )


def mandates(start: int, stop: int) -> Rows:
    """The person of each opgave whose number an organisation begins with speaks for it."""
    for organisation in organisations(start, stop):
        number = min((organisation.pk // 2) * PROJECTS_PER_ORGANISATION, stop - 1)
        yield Mandate(
            pk=organisation.pk,
            organisation_id=organisation.pk,
            user_id=person_of(number),
            commits=True,
            basis="declared",
        )


def projects(start: int, stop: int) -> Rows:
    for number, text in enumerate(texts(start, stop), start):
        yield Project(
            pk=number + 1,
            slug=f"opgave-{number + 1}",
            **text._asdict(),
            postal_code=f"{8000 + number % 900}",
            route=list(Route)[number % len(Route)],
            initiator_id=person_of(number),
            contact_id=CASEWORKER,
            submitted_at=moment_of(number),
            published_at=moment_of(number),
            **_standing(number),
            **_point(number),
        )


def _standing(number: int) -> dict:
    """Phase, and what must be known in it."""
    phase = phase_of(number)
    fields = {"phase": phase, "phase_since": moment_of(number), **_moderation(number)}
    if phase != Phase.SEEKING:
        fields |= {"recipient_body": "Teknisk Udvalg", "answer_due": LATER}
    if phase == Phase.CLOSED:
        fields |= {"outcome": Outcome.ANCHORED, "lessons": "Spørg dem det handler om først."}
    if phase == Phase.SEEKING and number % 20 == 0:
        return fields | {"first_reply_due": NEWEST.date()}
    return fields | {"first_reply": "Tak, vi kigger på det.", "first_replied_at": moment_of(number)}


def _moderation(number: int) -> dict:
    if number % 500 == 499:
        return {"moderation": Moderation.HIDDEN, "moderation_reason": "Reklame"}
    return {"moderation": Moderation.HELD if number % 100 == 49 else Moderation.CLEAR}


def _point(number: int) -> dict:
    """Two of three have a place on the map, spread over a municipality."""
    if number % 3 == 0:
        return {}
    return {
        "latitude": round(56.2 + (number * 7919 % 10_000) / 25_000, 6),
        "longitude": round(9.8 + (number * 104_729 % 10_000) / 16_000, 6),
    }


def parties(start: int, stop: int) -> Rows:
    """The one who raised it; nine of ten have an association, those at work the municipality."""
    for number in range(start, stop):
        public, other = organisations_of(number)
        make = partial(_party, number)
        yield make(0, user_id=person_of(number))
        if number % 10:
            yield make(1, organisation_id=other)
        if phase_of(number) != Phase.SEEKING:
            yield make(2, organisation_id=public)


def _party(number: int, place: int, **who) -> Party:
    return Party(
        pk=number * STRETCH + place + 1,
        project_id=number + 1,
        brings="Frivillige og lokaler",
        needs="Nogen, der kan give tilladelse",
        accepted_at=moment_of(number),
        **who,
    )


def roles(start: int, stop: int) -> Rows:
    """Opgaver at work have both hats; they are the caseworker's, and the raiser's."""
    for number in range(start, stop):
        if phase_of(number) == Phase.SEEKING:
            continue
        hats = {
            ProjectRoleKind.CONVENER: person_of(number),
            ProjectRoleKind.FACILITATOR: CASEWORKER,
        }
        for place, (kind, person) in enumerate(hats.items()):
            yield ProjectRole(
                pk=number * STRETCH + place + 1,
                project_id=number + 1,
                user_id=person,
                kind=kind,
                state=RoleState.ACCEPTED,
                answered_at=moment_of(number),
            )


def stakeholders(start: int, stop: int) -> Rows:
    for number in range(start, stop):
        for place in range(MAPPED):
            yield Stakeholder(
                pk=number * STRETCH + place + 1,
                project_id=number + 1,
                label=f"Gruppe {place + 1}",
                is_affected=place == 0,
            )


def invitations(start: int, stop: int) -> Rows:
    for number in range(start, stop):
        for place in range(INVITED):
            answered = InvitationState.DECLINED if place % 2 else InvitationState.WAITING
            yield Invitation(
                pk=number * STRETCH + place + 1,
                project_id=number + 1,
                stakeholder_id=number * STRETCH + place % MAPPED + 1,
                email=f"person{PEOPLE_BEFORE + 1 + (person_of(number) + place) // 2}@bench.example",
                name=f"Inviteret {place + 1}",
                organisation_name=f"Forening {place + 1}" if place > 1 else "",
                organisation_kind=OrganisationKind.ASSOCIATION if place > 1 else "",
                why_you="Du kender stedet.",
                state=answered,
                last_sent_at=moment_of(number),
                reminded_at=moment_of(number),
                answered_at=moment_of(number) if place % 2 else None,
                expires_at=datetime(2099, 1, 1, tzinfo=NEWEST.tzinfo),
                invited_by_id=person_of(number),
            )


def rounds(start: int, stop: int) -> Rows:
    """Whoever is at work was asked once before, and every second is asked now."""
    for number in _at_work(start, stop):
        asked_now = number % 20 < STRETCH
        yield ConsentRound(
            pk=number * STRETCH + 1,
            project_id=number + 1,
            from_phase=Phase.SEEKING,
            to_phase=Phase.DEFINE,
            state=RoundState.PASSED,
            closed_at=moment_of(number),
        )
        if asked_now and phase_of(number) != Phase.CLOSED:
            yield ConsentRound(
                pk=number * STRETCH + 2,
                project_id=number + 1,
                from_phase=Phase.DEFINE,
                to_phase=Phase.DESIGN,
            )


def answers(start: int, stop: int) -> Rows:
    for asked in rounds(start, stop):
        number = asked.project_id - 1
        for party in parties(number, number + 1):
            settled = asked.state != RoundState.OPEN
            yield ConsentAnswer(
                pk=asked.pk * STRETCH + party.pk % STRETCH,
                round_id=asked.pk,
                party_id=party.pk,
                position=Position.CONSENT if settled else Position.PENDING,
                at=moment_of(number) if settled else None,
            )


def _at_work(start: int, stop: int) -> Iterator[int]:
    return (number for number in range(start, stop) if phase_of(number) != Phase.SEEKING)


def history(start: int, stop: int) -> Rows:
    for number in range(start, stop):
        for place in range(ENTRIES):
            yield Entry(
                pk=number * STRETCH + place + 1,
                by_id=person_of(number),
                action=ACTS[place % len(ACTS)],
                target_type="projects.project",
                target_id=number + 1,
                data={"old": "define", "to": "design"},
            )


TABLES: list[tuple[type[models.Model], Callable[[int, int], Rows]]] = [
    (User, people),
    (Organisation, organisations),
    (Mandate, mandates),
    (Project, projects),
    (Party, parties),
    (ProjectRole, roles),
    (Stakeholder, stakeholders),
    (Invitation, invitations),
    (ConsentRound, rounds),
    (ConsentAnswer, answers),
    (Entry, history),
]
