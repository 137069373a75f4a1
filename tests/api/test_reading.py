"""Lists and single opgaver: what is shown, in stretches, in a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.enums import Phase
from projects.models import Project, Theme
from projects.services.raising import Place, change_project
from tests.api.caller import Caller
from tests.factories.people import UserFactory
from tests.factories.projects import (
    accepted_party,
    asked,
    citizen,
    invited,
    raised,
    team_in,
    team_seeking,
)

pytestmark = pytest.mark.django_db


def reads(ask) -> int:
    """How many statements read or write tables; those around the transaction cost nothing."""
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code == 200
    around = ("SAVEPOINT", "RELEASE", "SET TRANSACTION")
    return sum(not query["sql"].startswith(around) for query in asked.captured_queries)


def slugs(answer) -> list[str]:
    return [row["slug"] for row in answer.json()["results"]]


def test_the_list_costs_the_same_at_any_size():
    """One query; words cost two more, which read the words alone, and a key one."""
    caller = Caller(UserFactory())
    for more in (1, 2, 20):
        for _ in range(more):
            raised()
        assert reads(lambda: Caller().get("projects/?limit=100")) == 1
        assert reads(lambda: Caller().get("projects/?theme=trafik&needs_parties=1")) == 1
        assert reads(lambda: caller.get("projects/?q=fester&phase=seeking&ordering=moved")) == 4


@pytest.mark.parametrize(("address", "queries"), [("parties/", 7), ("rounds/", 9), ("history/", 5)])
def test_a_part_costs_the_same_at_any_size(address, queries, django_assert_num_queries):
    """An opgave in its first round, and one that has been asked four times."""
    young, old = team_seeking(), team_in(Phase.IMPLEMENT)
    for team in (young, old):
        asked(team)
    for team in (young, old):
        with django_assert_num_queries(queries):
            assert Caller().get(f"projects/{team.project.slug}/{address}").status_code == 200


def test_one_opgave_costs_the_same_with_more_parties(django_assert_num_queries):
    team = team_seeking()
    with django_assert_num_queries(8):
        Caller().get(f"projects/{team.project.slug}/")
    for _ in range(2):
        accepted_party(team.project)
    with django_assert_num_queries(8):
        Caller().get(f"projects/{team.project.slug}/")


def test_only_public_opgaver_are_listed():
    shown, held = raised(), raised()
    Project.objects.filter(pk=held.pk).update(moderation="held")
    assert slugs(Caller(held.initiator).get("projects/")) == [shown.slug]


def test_the_filters_narrow_and_the_orders_order():
    first = raised(route="staff", place=Place("Søby", "8990"), title="Bus til hallen")
    second = raised()
    third = raised(title="Sti i mørke")
    Theme.objects.get_or_create(slug="natur", defaults={"name": "Natur"})
    change_project(second.pk, by=second.initiator, themes=["natur"])
    Project.objects.filter(pk=first.pk).update(phase_since=timezone.now() + timedelta(hours=1))
    Project.objects.filter(pk=second.pk).update(phase="closed", outcome="dropped")

    def listed(query: str) -> list[str]:
        return slugs(Caller().get(f"projects/?{query}"))

    assert listed("") == [third.slug, second.slug, first.slug]
    assert listed("ordering=oldest") == [first.slug, second.slug, third.slug]
    assert listed("ordering=moved") == [first.slug, third.slug, second.slug]
    assert listed("phase=closed") == [second.slug]
    assert listed("route=staff") == [first.slug]
    assert listed("postal_code=8990") == [first.slug]
    assert listed("q=mørke") == [third.slug]
    assert listed("theme=natur") == [second.slug]
    assert listed("theme=ukendt") == []
    assert listed("needs_parties=1") == [third.slug, first.slug]
    assert listed("phase=&theme=&q=") == listed("")
    assert listed("q=mørke&phase=closed") == []


@pytest.mark.parametrize("ordering", ["newest", "oldest", "moved"])
def test_stretches_follow_each_other_without_gap_or_double(ordering: str):
    everything = [raised(citizen()).slug for _ in range(7)]
    same = timezone.now()
    Project.objects.filter(slug__in=everything[2:5]).update(phase_since=same)
    whole = slugs(Caller().get(f"projects/?ordering={ordering}&limit=100"))
    assert sorted(whole) == sorted(everything)
    seen, following = [], f"projects/?ordering={ordering}&limit=2"
    while following:
        answer = Caller().get(following.removeprefix("http://testserver"))
        seen += slugs(answer)
        following = answer.json()["next"]
    assert seen == whole


def test_what_comes_meanwhile_shifts_nothing():
    old = [raised().slug for _ in range(3)]
    answer = Caller().get("projects/?limit=2").json()
    raised()
    following = Caller().get(answer["next"].removeprefix("http://testserver"))
    assert slugs(following) == [old[0]]


def test_a_cursor_of_another_order_is_refused():
    for _ in range(3):
        raised()
    following = Caller().get("projects/?limit=2").json()["next"]
    cursor = following.partition("cursor=")[2]
    assert Caller().get(f"projects/?ordering=moved&cursor={cursor}").status_code == 400


def test_one_opgave_tells_what_is_missing():
    team = team_seeking(named=False)
    facts = Caller().get(f"projects/{team.project.slug}/").json()["checklist"]
    assert {fact["code"]: fact["met"] for fact in facts} == {
        "two_parties": True, "public_party": True, "private_party": True,
        "convener": True, "recipient": False, "consent": False,
    }  # fmt: skip


def test_ones_own_invitations():
    guest = UserFactory()
    invitation = invited(raised(), guest)
    invited(raised(), UserFactory())
    (row,) = Caller(guest).get("me/invitations/").json()["results"]
    assert (row["id"], row["why_you"]) == (invitation.pk, "Du kender de andre.")
    assert Caller().get("me/invitations/").status_code == 401
