"""Ground rules: a party says yes to the version that it has read."""

import pytest
from django.urls import reverse

from arenas.models import RulesAcceptance
from arenas.services import ground_rules
from tests.factories.arenas import arena_of
from tests.factories.projects import team_seeking
from tests.factories.rooms import signed_in

pytestmark = pytest.mark.django_db


def test_a_yes_counts_for_the_version_that_the_page_showed() -> None:
    team = team_seeking()
    arena = arena_of(team)
    browser, url = signed_in(team.committer), arena.get_absolute_url()
    read = arena.rules_now
    assert f'name="rules" value="{read.pk}"' in browser.get(url).content.decode()
    newer = ground_rules.write_rules(arena.pk, "Vi holder tiden.", by=team.initiator)
    accept = reverse("arenas:accept_rules", args=[team.project.slug, arena.pk])
    told = {"party": team.association.pk, "rules": read.pk}

    refused = browser.post(accept, told)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Der er en nyere udgave" in page
    assert "Vi holder tiden." in page
    assert f'name="rules" value="{newer.pk}"' in page
    assert not RulesAcceptance.objects.exists()

    for _time in range(2):
        assert browser.post(accept, told | {"rules": newer.pk}).status_code == 303
    assert RulesAcceptance.objects.get().rules == newer


def test_a_yes_names_a_version_of_this_arena() -> None:
    team = team_seeking()
    arena, other = arena_of(team), arena_of(team)
    browser = signed_in(team.committer)
    accept = reverse("arenas:accept_rules", args=[team.project.slug, arena.pk])
    for rules in ("", "0", "x", "9" * 5000, other.rules_now.pk):
        told = {"party": team.association.pk, "rules": rules}
        assert browser.post(accept, told).status_code == 404
    assert not RulesAcceptance.objects.exists()
