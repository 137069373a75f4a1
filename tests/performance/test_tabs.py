"""What the tabs for the work cost the team, with one and with three of everything on them."""

import pytest
from django.urls import reverse

from arenas.enums import ArenaTemplate, HatKind, SignUpState
from arenas.models import Meeting
from arenas.services import agenda, ground_rules
from arenas.services.agenda import Item
from arenas.services.hats import answer_hat, ask_hat
from arenas.services.sign_ups import attend
from participants.enums import OrganisationKind
from participants.models import User
from projects.enums import Phase
from tests.factories.arenas import arena_of, drafted, held, meeting_of
from tests.factories.design import a_solution
from tests.factories.people import UserFactory, VerifiedStaffFactory
from tests.factories.projects import Team, accepted_party, citizen, team_in
from tests.performance.test_queries import ROWS, questions, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", ROWS)
def test_designe(rows: int) -> None:
    team = team_in(Phase.DESIGN)
    for number in range(rows):
        accepted_party(team.project, OrganisationKind.ASSOCIATION, brings="Tid")
        a_solution(team, title=f"Bænke {number}")
        a_solution(team, title=f"Flyvende bænke {number}", wild=True)
    url = reverse("projects:design", args=[team.project.slug])
    assert questions(signed_in(team.facilitator), url) == 9
    assert questions(signed_in(None), url) == 8


@pytest.mark.parametrize("rows", ROWS)
def test_implementere(rows: int) -> None:
    team = team_in(Phase.IMPLEMENT)
    for _number in range(rows):
        accepted_party(team.project, OrganisationKind.ASSOCIATION, brings="Tid")
    url = reverse("projects:implement", args=[team.project.slug])
    assert questions(signed_in(team.facilitator), url) == 9


@pytest.mark.parametrize("rows", ROWS)
def test_moeder(rows: int) -> None:
    team = team_in(Phase.IMPLEMENT)
    for _number in range(rows):
        meeting_of(team)
    url = reverse("arenas:meetings", args=[team.project.slug])
    assert questions(signed_in(team.facilitator), url) == 9


def everybody(team: Team) -> dict[str, User | None]:
    """Who looks, each in another relation to the opgave."""
    return {
        "visitor": None,
        "citizen": citizen(),
        "party": team.initiator,
        "speaker": team.speaker,
        "convener": team.convener,
        "facilitator": team.facilitator,
        "staff": VerifiedStaffFactory(),
        "administrator": UserFactory(is_staff=True),
    }


def full_meeting(team: Team, rows: int) -> Meeting:
    """So many of everything that an arena and a meeting show."""
    arena = arena_of(team, template=ArenaTemplate.COMMUNITY)
    joined = [accepted_party(team.project, OrganisationKind.MUNICIPALITY) for _ in range(rows)]
    for party in [*joined, team.association, team.department]:
        by = party.committers()[0]
        ground_rules.accept_rules(arena.rules_now.pk, party, by=by)
    for party in joined:
        arena.places.create(party=party, must_be_there=True)
    arena.places.create(party=team.association, owns_decision=True)
    meeting = meeting_of(team, arena=arena, capacity=rows)
    for number in range(rows):
        ask_hat(arena.pk, UserFactory(), HatKind.CATALYST, by=team.initiator)
        item = Item(
            title=f"Punkt {number}",
            purpose="explore",
            method="round",
            minutes=20,
            holder=team.speaker,
        )
        agenda.add_item(meeting.pk, item, by=team.initiator)
        agenda.add_material(meeting.pk, by=team.initiator, title="Kort", text="Her")
        person, another = citizen(), meeting_of(team, arena=arena)
        hat = ask_hat(arena.pk, person, HatKind.CATALYST, by=team.initiator, meeting=another)
        answer_hat(hat.pk, by=person, accept=True)
    invited = meeting.sign_ups.filter(state=SignUpState.INVITED).exclude(user=team.speaker)
    people = [row.user for row in invited]
    for number in range(rows):
        attend(meeting.pk, "yes", by=people[number])
        attend(meeting.pk, "no", by=people[-1 - number])
    attend(meeting.pk, "yes", by=team.speaker)  # waits for a seat
    return meeting


SIGNED_IN = dict.fromkeys(
    ["citizen", "party", "speaker", "convener", "facilitator", "staff", "administrator"], 9
)
ARENA = {"visitor": 8} | SIGNED_IN
MEETING = {"visitor": 7} | SIGNED_IN


@pytest.mark.parametrize("rows", ROWS)
def test_an_arena_and_a_meeting(rows: int) -> None:
    team = team_in(Phase.IMPLEMENT)
    meeting = full_meeting(team, rows)
    slug, looks = team.project.slug, everybody(team)
    arena = reverse("arenas:arena", args=[slug, meeting.arena_id])
    page = reverse("arenas:meeting", args=[slug, meeting.pk])
    assert {who: questions(signed_in(one), arena) for who, one in looks.items()} == ARENA
    assert {who: questions(signed_in(one), page) for who, one in looks.items()} == MEETING
    held(meeting)
    drafted(meeting, team.convener)
    assert {who: questions(signed_in(one), page) for who, one in looks.items()} == MEETING
