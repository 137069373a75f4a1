"""The parties that the pages of an arena say something about, asked once."""

from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONObject

from arenas.models import Arena, ArenaParty
from arenas.models.hat import Worn
from participants.models import Mandate
from projects.enums import PartyStatus
from projects.models import Party

ACTIVE = Q(status=PartyStatus.ACCEPTED)
# All that is said of them is their names.
NAMES = ("project_id", "status", "user_id", "organisation_id", "organisation__name", "user__name")


class Around:
    """Those with a place in the arena, whoever may own its decision, and the viewer's own.

    Each with who speaks for it among those who wear a hat (`worn`). A `user` is one for whom the
    opgave was fetched (`with_own`); without one, nobody's own are asked for.
    """

    def __init__(self, arena: Arena, worn: Worn, user: Any = None) -> None:
        self.arena, self.worn = arena, worn
        self.user = user if user and user.is_authenticated else None

    @cached_property
    def parties(self) -> list[Any]:
        return list(self._rows())

    @cached_property
    def places(self) -> list[ArenaParty]:
        """As `Arena.party_places`."""
        rows = [
            ArenaParty(arena=self.arena, party=party, **party.place)
            for party in self.parties
            if party.place
        ]
        return sorted(rows, key=lambda row: row.pk)

    @cached_property
    def owner(self) -> Any:
        """The party that was named, else the one the decision recipient belongs to, or None."""
        owners = [party for party in self.parties if party.owns is not None]
        return min(owners, key=lambda party: (party.owns, party.pk), default=None)

    @property
    def committed(self) -> list[Any]:
        """What the viewer is or may commit today, own person first."""
        if self.user is None:
            return []
        mine = [party for party in self.parties if self._is_mine(party)]
        return sorted(mine, key=lambda party: (party.user_id is None, party.pk))

    def is_spoken_for(self, party: Any, person: int) -> bool:
        """Whether somebody who wears a hat is the party, or may speak for it."""
        return person in (party.voices or []) if party.organisation_id else party.user_id == person

    def _is_mine(self, party: Any) -> bool:
        own = party.user_id == self.user.pk
        ours = party.organisation_id in self.arena.project.commits_for
        return party.status == PartyStatus.ACCEPTED and (own or ours)

    def _rows(self) -> QuerySet[Party]:
        places = ArenaParty.objects.filter(arena=self.arena, party=OuterRef("pk"))
        place = JSONObject(pk="pk", must_be_there="must_be_there", owns_decision="owns_decision")
        wearers = [hat.user_id for hat in self.worn.values() if hat]
        voices = Mandate.objects.current().filter(
            organisation=OuterRef("organisation"), user__in=wearers
        )
        wanted = Q(Exists(places)) | Q(owns__isnull=False)
        if self.user:
            own = Q(user=self.user) | Q(organisation__in=self.arena.project.commits_for)
            wanted |= ACTIVE & own
        rows = self.arena.project.parties.with_names().annotate(
            place=Subquery(places.values(said=place)),
            owns=self._ownership(places),
            voices=ArraySubquery(voices.values("user")),
        )
        return rows.filter(wanted).only(*NAMES).order_by("pk")

    def _ownership(self, places: QuerySet[ArenaParty]) -> Case:
        """What makes a party the owner of the decision, the strongest reason first."""
        project = self.arena.project
        reasons = [Q(Exists(places.filter(owns_decision=True)))]
        if project.recipient_body:
            reasons.append(ACTIVE & Q(organisation__name__iexact=project.recipient_body))
        if project.recipient_body and project.recipient_email:
            theirs = Mandate.objects.filter(
                organisation=OuterRef("organisation"), user__email=project.recipient_email
            )
            reasons.append(ACTIVE & Q(Exists(theirs)))
        return Case(*(When(reason, then=number) for number, reason in enumerate(reasons)))
