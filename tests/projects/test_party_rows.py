"""The gates look at rows; what a row says of a party is what the party itself says."""

import pytest
from django.utils import timezone

from participants.enums import OrganisationKind
from projects.enums import Direction, ResourceKind, RolePromise
from projects.models import Party, ProblemView
from projects.phases.parties import PartyRow, rows_of
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.projects import raised

pytestmark = pytest.mark.django_db

SAME = (
    "pk", "organisation_id", "user_id", "role_promise", "name", "sector", "sector_label",
    "is_verified", "is_described", "decides", "counts_as_public", "counts_as_private",
)  # fmt: skip


def all_kinds_of_parties() -> list[Party]:
    project = raised()
    said = {"project": project, "accepted_at": timezone.now()}
    for verified_at in (None, timezone.now()):
        for kind in OrganisationKind:
            organisation = OrganisationFactory(kind=kind, verified_at=verified_at)
            Party.objects.create(organisation=organisation, brings="Tid", **said)
    Party.objects.create(user=UserFactory(name=""), needs="Rum", **said)
    Party.objects.create(user=UserFactory(), role_promise=RolePromise.HEARD, **said)
    return list(project.parties.with_names())


def test_a_row_says_what_the_party_says() -> None:
    parties = all_kinds_of_parties()
    rows = rows_of(parties[0].project.parties.all())
    for party, row in zip(parties, rows, strict=True):
        expected = {name: getattr(party, name) for name in SAME}
        assert {name: getattr(row, name) for name in SAME} == expected
        assert PartyRow.of(party) == row


def test_what_each_has_contributed_stands_in_its_row(django_assert_num_queries) -> None:
    silent, *others = all_kinds_of_parties()
    seer, needer, offerer = others[:3]
    view = {"sees": "Der er mørkt", "feels": "De unge", "shared_at": timezone.now()}
    ProblemView.objects.create(project=seer.project, party=seer, **view)
    for party, direction in ((needer, Direction.NEED), (offerer, Direction.OFFER)):
        party.resources.create(
            project=party.project, direction=direction, kind=ResourceKind.values[0], what="Lys"
        )
    with django_assert_num_queries(1):
        rows = {row.pk: row for row in rows_of(silent.project.parties.all(), contributed=True)}
    found = {
        party.pk: (
            rows[party.pk].has_shared_view,
            rows[party.pk].has_need,
            rows[party.pk].has_offer,
        )
        for party in (silent, seer, needer, offerer)
    }
    assert list(found.values()) == [
        (False, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
