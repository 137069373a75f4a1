"""Hats of an arena: asked for, accepted, handed over, warned about (R59, R65)."""

import pytest

from arenas.around import Around
from arenas.enums import HatKind
from arenas.hats import advise, warnings, worn_at
from arenas.models import Arena, ArenaParty
from arenas.services.agenda import Item, add_item, change_item, remove_item
from arenas.services.hats import answer_hat, ask_hat, end_hat
from projects.models import Party
from projects.services.roles import offer_role
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.arenas import arena_of, met
from tests.factories.people import UserFactory
from tests.factories.projects import team_seeking

pytestmark = pytest.mark.django_db
CONVENER, FACILITATOR, CATALYST = HatKind.CONVENER, HatKind.FACILITATOR, HatKind.CATALYST


def wear(arena, person, kind, *, by, meeting=None) -> None:
    hat = ask_hat(arena.pk, person, kind, by=by, meeting=meeting)
    if hat.state == "asked":
        answer_hat(hat.pk, by=person, accept=True)


def wearer(arena, kind, meeting=None):
    hat = worn_at(Arena.objects.get(pk=arena.pk), meeting)[kind]
    return hat.user if hat else None


def test_the_meeting_goes_before_the_arena_and_the_arena_before_the_opgave() -> None:
    team, meeting = met()
    arena = meeting.arena
    assert wearer(arena, FACILITATOR) == team.facilitator
    assert wearer(arena, CATALYST) is None
    wear(arena, team.committer, FACILITATOR, by=team.initiator)
    assert wearer(arena, FACILITATOR, meeting) == team.committer
    wear(arena, team.initiator, FACILITATOR, by=team.committer, meeting=meeting)
    assert wearer(arena, FACILITATOR, meeting) == team.initiator
    assert wearer(arena, FACILITATOR) == team.committer


def test_a_yes_takes_the_hat_over_and_the_old_one_is_dated() -> None:
    team = team_seeking()
    arena = arena_of(team)
    first, second = UserFactory(), UserFactory()
    wear(arena, first, CATALYST, by=team.initiator)
    wear(arena, second, CATALYST, by=team.initiator)
    old, new = arena.hats.order_by("pk")
    assert (old.state, new.state) == ("ended", "accepted")
    assert old.ended_at
    end_hat(new.pk, by=second)
    assert wearer(arena, CATALYST) is None


def test_nobody_takes_a_hat_off_anothers_head() -> None:
    team = team_seeking()
    arena = arena_of(team)
    wear(arena, team.committer, CATALYST, by=team.initiator)
    with pytest.raises(ActError) as refused:
        ask_hat(arena.pk, team.initiator, CATALYST, by=team.initiator)
    assert refused.value.code == "hat_taken"
    with pytest.raises(NotAllowed):
        ask_hat(arena.pk, UserFactory(), CATALYST, by=UserFactory())


def test_all_three_on_one_head_is_warned_about() -> None:
    team = team_seeking()
    arena = arena_of(team)
    person = UserFactory()
    for kind in HatKind:
        wear(arena, person, kind, by=team.initiator)
    found = warnings(arena, worn_at(arena))
    assert [warning.code for warning in found] == ["one_person"]


def test_convener_and_facilitator_of_the_owner_are_warned_about() -> None:
    team = team_seeking()
    arena = arena_of(team)
    ArenaParty.objects.create(arena=arena, party=team.association, owns_decision=True)
    arena = Arena.objects.get(pk=arena.pk)
    wear(arena, team.committer, CONVENER, by=team.initiator)
    assert warnings(arena, worn_at(arena)) == []
    wear(arena, team.speaker, FACILITATOR, by=team.initiator)
    assert [warning.code for warning in warnings(arena, worn_at(arena))] == ["one_side"]


@pytest.mark.parametrize(
    ("told", "owner"),
    [
        ({"recipient_body": "by name", "recipient_email": ""}, "association"),
        ({"recipient_body": "Byrådet", "recipient_email": "by mail"}, "association"),
        # The name goes before the address.
        ({"recipient_body": "other name", "recipient_email": "by mail"}, "department"),
        ({"recipient_body": "Byrådet", "recipient_email": "nobody@there.example"}, None),
        ({"recipient_body": "Byrådet", "recipient_email": ""}, None),
    ],
)
def test_the_decision_belongs_to_the_recipients_party(told: dict, owner: str | None) -> None:
    team = team_seeking()
    arena = arena_of(team)
    known = {
        "by name": team.association.name.upper(),
        "other name": team.department.name,
        "by mail": team.speaker.email,
    }
    for field, said in told.items():
        setattr(arena.project, field, known.get(said, said))
    found = Around(arena, worn_at(arena)).owner
    assert found == (getattr(team, owner) if owner else None)
    if found:
        Party.objects.filter(pk=found.pk).update(status="left", leave_reason="other")
        assert Around(arena, worn_at(arena)).owner != found


def test_an_owner_that_was_named_goes_before_the_recipient() -> None:
    team = team_seeking()
    arena = arena_of(team)
    arena.project.recipient_body = team.association.name
    ArenaParty.objects.create(arena=arena, party=team.association, must_be_there=True)
    ArenaParty.objects.create(arena=arena, party=team.department, owns_decision=True)
    around = Around(arena, worn_at(arena))
    assert around.owner == team.department
    places = [(row.party, row.must_be_there, row.owns_decision) for row in around.places]
    assert places == [(team.association, True, False), (team.department, False, True)]
    assert places == [
        (row.party, row.must_be_there, row.owns_decision) for row in arena.party_places
    ]


@pytest.mark.parametrize(
    ("trust", "conflict", "hat"),
    [
        (1, 5, FACILITATOR),
        (5, 5, FACILITATOR),
        (1, 1, CONVENER),
        (5, 1, CATALYST),
        (3, 3, FACILITATOR),
    ],
)
def test_advice(trust: int, conflict: int, hat: HatKind) -> None:
    assert advise(trust, conflict).hat == hat


def an_item(title: str = "Hvem mangler?", **told) -> Item:
    whole = {"purpose": "explore", "method": "round", "minutes": 20}
    return Item(title=title, **(whole | told))


def test_the_convener_cannot_remove_the_catalysts_slot() -> None:
    team, meeting = met()
    slot = meeting.agenda.get(is_catalysts=True)
    assert slot.title == "Katalysatoren forstyrrer"
    for act in (
        lambda by: remove_item(slot.pk, by=by),
        lambda by: change_item(slot.pk, an_item(minutes=1), by=by),
    ):
        for person in (team.convener, team.facilitator, team.initiator):
            with pytest.raises(NotAllowed) as refused:
                act(person)
            assert refused.value.code == "catalysts_slot"
    wear(meeting.arena, team.committer, CATALYST, by=team.initiator)
    change_item(slot.pk, an_item("Halvér budgettet"), by=team.committer)
    remove_item(slot.pk, by=team.committer)
    assert not meeting.agenda.exists()


def test_any_party_adds_until_three_days_before() -> None:
    team, meeting = met(days=4)
    add_item(meeting.pk, an_item(), by=team.speaker)
    late_team, late = met(days=2)
    with pytest.raises(ActError) as refused:
        add_item(late.pk, an_item(), by=late_team.speaker)
    assert refused.value.code == "agenda_closed"
    add_item(late.pk, an_item(), by=late_team.convener)
    with pytest.raises(NotAllowed):
        add_item(late.pk, an_item(), by=UserFactory())


def test_offering_the_opgaves_hat_is_another_act() -> None:
    """The opgave's convener stays: an arena's hat is one more, and goes before it there alone."""
    team = team_seeking()
    arena = arena_of(team)
    wear(arena, team.committer, CONVENER, by=team.initiator)
    assert team.refresh().hat("convener").user == team.convener
    with pytest.raises(ActError):
        offer_role(team.project.pk, "convener", by=team.committer)
