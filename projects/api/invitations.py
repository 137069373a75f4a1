"""Ask people and organisations to take part, and answer when one is asked."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.common import ProjectView
from projects.api.described import page_of, parameters_of
from projects.enums import InvitationState
from projects.models import Project
from projects.queries import open_invitations_for
from projects.serializers.party import (
    AnswerInput,
    InvitationSerializer,
    InvitedSerializer,
    InviteInput,
    InviteManyInput,
    OwnInvitationSerializer,
)
from projects.services import invitations as acts
from projects.services.answering import answer_invitation
from projects.services.inviting_many import invite_parties
from samskabelse.policy.reasons import require
from samskabelse.rest import paging
from samskabelse.rest.views import ApiView


class InvitationsView(ProjectView):
    url_name = "invitations"
    schema_tag = "invitations"
    parameters = paging.PARAMETERS

    @extend_schema(parameters=parameters_of(), responses=page_of(InvitationSerializer))
    def get(self, request: Request, slug: str) -> Response:
        """Who has been asked and has not said yes, newest first. For the team."""
        require(request.user, "projects.see_team", self.project)
        asked = self.project.invitations.exclude(state=InvitationState.ACCEPTED)
        return self.page(asked, InvitationSerializer)

    @extend_schema(request=InviteInput, responses={201: InvitationSerializer})
    def post(self, request: Request, slug: str) -> Response:
        """Ask one person, for themselves or for an organisation. The mail leaves at once."""
        require(request.user, "projects.invite_party", self.project)
        asked = acts.invite_party(self.project.pk, by=request.user, **self.read(InviteInput))
        return Response(InvitationSerializer(asked).data, status=201)


class InviteManyView(ProjectView):
    url_name = "invite_many"
    schema_tag = "invitations"

    @extend_schema(request=InviteManyInput, responses={201: InvitedSerializer})
    def post(self, request: Request, slug: str) -> Response:
        """Ask many. Who has been asked, takes part or has had mails enough is passed by.

        More than 50 can be taken back for ten minutes, on the page about the parties.
        """
        require(request.user, "projects.invite_party", self.project)
        data = self.read(InviteManyInput)
        asked = invite_parties(self.project.pk, by=request.user, **data)
        counts = {"invited": asked.count, "passed_by": len(asked.selection.passed)}
        return Response(counts, status=201)


class InvitationActView(ProjectView):
    """An act of the team on one invitation."""

    schema_tag = "invitations"
    act: Callable[..., Any]

    @extend_schema(request=None, responses=InvitationSerializer)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        require(request.user, "projects.invite_party", self.project)
        invitation = self.part(self.project.invitations, pk)
        done = self.act(invitation.pk, by=request.user)
        return Response(InvitationSerializer(done).data)


class SendAgainView(InvitationActView):
    """Mail an unanswered invitation once more. Earlier links stop working."""

    url_name = "send_again"
    act = staticmethod(acts.send_again)
    key_required = frozenset({"POST"})


class CancelInvitationView(InvitationActView):
    """Take an unanswered invitation back."""

    url_name = "cancel_invitation"
    act = staticmethod(acts.cancel_invitation)


class AnswerView(ProjectView):
    url_name = "answer_invitation"
    schema_tag = "invitations"

    @extend_schema(request=AnswerInput, responses=OwnInvitationSerializer)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Say yes, maybe or no to an invitation of your own."""
        mine = self.project.invitations.filter(email=request.user.email)
        invitation = self.part(mine, pk)
        done = answer_invitation(invitation.pk, by=request.user, **self.read(AnswerInput))
        return Response(OwnInvitationSerializer(done).data)


class MyInvitationsView(ApiView):
    url_name = "my_invitations"
    schema_tag = "me"
    parameters = paging.PARAMETERS

    @extend_schema(parameters=parameters_of(), responses=page_of(OwnInvitationSerializer))
    def get(self, request: Request) -> Response:
        """What you have been asked and have not answered."""
        asked = open_invitations_for(request.user.email).filter(
            project__in=Project.objects.public().order_by()
        )
        return self.page(asked, OwnInvitationSerializer)
