"""Who takes part."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.common import ProjectView
from projects.api.described import page_of, parameters_of
from projects.models import Party
from projects.serializers.party import DescribeInput, LeaveInput, PartySerializer
from projects.services.parties import describe_party, leave_project
from samskabelse.policy.reasons import require
from samskabelse.rest import paging


class PartiesView(ProjectView):
    url_name = "parties"
    schema_tag = "parties"
    parameters = paging.PARAMETERS

    @extend_schema(parameters=parameters_of(), responses=page_of(PartySerializer))
    def get(self, request: Request, slug: str) -> Response:
        """Those who take part and those who have left, in the order in which they came."""
        return self.page(whole(self.project.parties), PartySerializer, paging.OLDEST)


def whole(parties):
    """With everything that is shown of a party."""
    return parties.with_names().prefetch_related("consents__round")


class PartyView(ProjectView):
    """One party."""

    schema_tag = "parties"
    permission = ""

    def party(self, pk: int) -> Party:
        party = self.part(self.project.parties.with_names(), pk)
        party.project = self.project
        require(self.request.user, self.permission, party)
        return party

    def shown_party(self, pk: int) -> Response:
        return Response(PartySerializer(whole(Party.objects).get(pk=pk)).data)


class DescribeView(PartyView):
    url_name = "party"
    permission = "projects.describe_party"

    @extend_schema(request=DescribeInput, responses=PartySerializer)
    def patch(self, request: Request, slug: str, pk: int) -> Response:
        """Write what your party brings and needs."""
        party = self.party(pk)
        describe_party(party.pk, by=request.user, **self.read(DescribeInput))
        return self.shown_party(pk)


class LeaveView(PartyView):
    url_name = "leave"
    permission = "projects.leave_party"

    @extend_schema(request=LeaveInput, responses=PartySerializer)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Your party leaves, and says why. It can come back."""
        party = self.party(pk)
        leave_project(party.pk, by=request.user, **self.read(LeaveInput))
        return self.shown_party(pk)
