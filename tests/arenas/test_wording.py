"""What the pages about meetings show and leave out, so that people know what to do."""

import pytest
from django.urls import reverse

from arenas.enums import DecisionRule
from arenas.models import Arena
from tests.factories.arenas import arena_of, held, meeting_of
from tests.factories.people import VerifiedStaffFactory
from tests.factories.projects import Team, team_in
from tests.factories.rooms import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return team_in("define")


def page(team: Team, name: str, *args: object) -> str:
    url = reverse(f"arenas:{name}", args=[team.project.slug, *args])
    return signed_in(team.convener).get(url).content.decode()


def test_what_somebody_has_seen_goes_along_unseen(team) -> None:
    meeting = held(meeting_of(team))
    shown = page(team, "write_minutes", meeting.pk)
    assert 'type="hidden" name="seen_0"' in shown
    assert 'for="id_seen_0"' not in shown


@pytest.mark.parametrize("rule", [DecisionRule.CONSENT, DecisionRule.NONE])
def test_a_decision_is_not_made_by_deciding_nothing(team, rule) -> None:
    meeting = held(meeting_of(team))
    Arena.objects.filter(pk=meeting.arena_id).update(decision_rule=rule)
    shown = page(team, "add_decision", meeting.pk)
    assert "Her besluttes ikke noget" not in shown
    assert shown.count(" checked") == (rule == DecisionRule.CONSENT)


def test_an_arena_names_the_meetings_that_have_been(team) -> None:
    arena = arena_of(team)
    been, comes = meeting_of(team, arena=arena), meeting_of(team, arena=arena)
    held(been)
    shown = page(team, "arena", arena.pk)
    before, after = shown.split("Møder, der har været")
    assert comes.title in before
    assert been.title in after
    assert been.title not in before


def test_what_is_needed_is_not_called_optional() -> None:
    client = signed_in(VerifiedStaffFactory())
    shown = client.get(reverse("arenas:new_event")).content.decode()
    for label in ("Hvor?", "Hvem arrangerer?"):
        assert f"{label}</label>" in shown
    assert 'Adresse på nettet<span class="weight-normal">' in shown
