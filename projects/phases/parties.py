"""Parties as rows: the gates look at all of them, and two hundred objects take their time."""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from participants.enums import OrganisationKind, Sector
from participants.models.user import shown_name
from projects.enums import Direction
from projects.models import Party, ProblemView, Resource
from projects.models.weighed import Weighed


@dataclass(slots=True)
class PartyRow(Weighed):
    """One party; what it has done in *Definere* is known where `rows_of` was asked for it."""

    pk: int
    organisation_id: int | None
    user_id: int | None
    role_promise: str
    organisation: str | None
    kind: str | None
    verified: bool
    person: str | None
    is_described: bool
    has_shared_view: bool = False
    has_need: bool = False
    has_offer: bool = False

    @property
    def name(self) -> str:
        return self.organisation or shown_name(self.person or "")

    @property
    def sector(self) -> Sector:
        return OrganisationKind(self.kind).sector if self.kind else Sector.CIVIL

    @property
    def is_verified(self) -> bool:
        return self.verified

    @classmethod
    def of(cls, party: Party) -> "PartyRow":
        """The same for a party that one has already."""
        organisation, person = party.organisation, party.user
        return cls(
            party.pk,
            party.organisation_id,
            party.user_id,
            party.role_promise,
            organisation.name if organisation else None,
            organisation.kind if organisation else None,
            party.is_verified,
            person.name if person else None,
            party.is_described,
        )


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=True), default=Value(False), output_field=BooleanField())


_RESOURCES = Resource.objects.filter(party=OuterRef("pk"))
COLUMNS = (
    "pk",
    "organisation_id",
    "user_id",
    "role_promise",
    "organisation__name",
    "organisation__kind",
    _yes(Q(organisation__verified_at__isnull=False)),
    "user__name",
    _yes(~Q(brings="", needs="")),
)
CONTRIBUTED = (
    Exists(ProblemView.objects.shared().filter(party=OuterRef("pk"))),
    Exists(_RESOURCES.filter(direction=Direction.NEED)),
    Exists(_RESOURCES.filter(direction=Direction.OFFER)),
)


def rows_of(parties: QuerySet[Party], *, contributed: bool = False) -> list[PartyRow]:
    """These parties in one query, with what each has contributed when that is asked for."""
    columns = COLUMNS + CONTRIBUTED if contributed else COLUMNS
    return [PartyRow(*row) for row in parties.values_list(*columns)]
