"""What people write at a text: it stands at its paragraph, is answered, hidden, never deleted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from projects.enums import Phase
from projects.models import Contribution
from projects.services import contributions
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import Team, proposed, team_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    team = team_in(Phase.DEFINE)
    proposed(team, "Der er mørkt.\n\nDet er koldt.")
    return team


def asked(team: Team, text: str = "Hvem betaler?", **fields) -> Contribution:
    said = {"by": team.committer, "kind": "question", "paragraph": 1} | fields
    return contributions.contribute(team.project.pk, text=text, **said)


def page_of(team: Team, client) -> str:
    return client.get(reverse("projects:statement", args=[team.project.slug])).content.decode()


def test_it_follows_its_paragraph_for_as_long_as_the_words_are_the_same(team, client) -> None:
    asked(team)
    assert asked(team).pk == asked(team).pk  # the same words stand there once
    proposed(team, "Nyt først.\n\nDet er  koldt.")
    assert "Hvem betaler?" in page_of(team, client)
    proposed(team, "Nyt først.\n\nDet er varmt.")
    assert "Hvem betaler?" not in page_of(team, client)
    everything = reverse("projects:contributions", args=[team.project.slug])
    assert "Hvem betaler?" in client.get(everything).content.decode()


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"text": "  "}, "text", "refused"),
        ({"kind": "vote"}, "kind", "refused"),
        ({"paragraph": 2}, None, "no_target"),
        ({"paragraph": -1}, None, "no_target"),
    ],
)
def test_what_says_nothing_is_refused(team: Team, fields: dict, field: str, code: str) -> None:
    with pytest.raises(ActError) as refused:
        asked(team, **fields)
    assert (refused.value.field, refused.value.code) == (field, code)


def test_the_team_answers_and_a_stranger_does_not(team: Team, client) -> None:
    found = asked(team, by=UserFactory())
    with pytest.raises(NotAllowed):
        contributions.answer_contribution(found.pk, by=UserFactory(), answer="Os")
    contributions.answer_contribution(found.pk, by=team.convener, answer="Det gør vi sammen")
    assert "Det gør vi sammen" in page_of(team, client)


def test_hidden_words_are_gone_and_the_reason_stands_there(team: Team, client) -> None:
    found = asked(team)
    admin = AdministratorFactory()
    with pytest.raises(NotAllowed):
        contributions.hide_contribution(found.pk, by=team.convener, reason="Nej")
    contributions.hide_contribution(found.pk, by=admin, reason="Der stod et navn")
    html = page_of(team, client)
    assert "Hvem betaler?" not in html
    assert "Der stod et navn" in html
    contributions.show_contribution(found.pk, by=admin)
    assert "Hvem betaler?" in page_of(team, client)


def test_what_has_waited_for_14_days_is_found(team: Team) -> None:
    old, answered, support = asked(team), asked(team, "Hvor?"), asked(team, "Godt", kind="support")
    new = asked(team, "Hvornår?")
    long_ago = timezone.now() - timedelta(days=15)
    team.project.contributions.exclude(pk=new.pk).update(at=long_ago)
    contributions.answer_contribution(answered.pk, by=team.convener, answer="Der")
    assert list(Contribution.objects.unanswered()) == [old]
    assert support.waits is False


def test_it_has_a_target_and_a_date_for_its_answer(team: Team) -> None:
    for fields in ({"statement_version": None}, {"answer": "Ja"}, {"hidden_reason": "Et navn"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contribution.objects.filter(pk=asked(team).pk).update(**fields)


def test_one_person_cannot_bury_the_others(team: Team) -> None:
    for number in range(contributions.MOST_AN_HOUR):
        asked(team, f"Nummer {number}")
    with pytest.raises(ActError) as refused:
        asked(team, "En til")
    assert refused.value.code == "too_many"


def test_2000_of_them_cost_no_query_more(team: Team, client, django_assert_num_queries) -> None:
    first = asked(team)
    page_of(team, client)
    with django_assert_num_queries(9):
        page_of(team, client)
    Contribution.objects.bulk_create(
        Contribution(
            project=team.project,
            kind="comment",
            text=f"Nummer {number}",
            statement_version=first.statement_version,
            paragraph=1,
            paragraph_key=first.paragraph_key,
            by=team.committer,
        )
        for number in range(2000)
    )
    with django_assert_num_queries(9):
        html = page_of(team, client)
    assert html.count("Nummer ") == 3
