"""The parties are asked, and answer."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.common import ProjectView
from projects.api.described import page_of, parameters_of
from projects.models import ConsentAnswer, ConsentRound
from projects.serializers.common import VoiceInput
from projects.serializers.consent import ConsentInput, ConsentSerializer, RoundSerializer
from projects.services import consent as acts
from samskabelse.policy.reasons import require
from samskabelse.rest import paging

PARTIES = ("answers__party__organisation", "answers__party__user")


def shown_round(pk: int) -> Response:
    found = ConsentRound.objects.prefetch_related(*PARTIES).get(pk=pk)
    return Response(RoundSerializer(found).data)


class RoundsView(ProjectView):
    url_name = "rounds"
    schema_tag = "consents"
    parameters = paging.PARAMETERS

    @extend_schema(parameters=parameters_of(), responses=page_of(RoundSerializer))
    def get(self, request: Request, slug: str) -> Response:
        """Every time the parties were asked, newest first, with what each said."""
        return self.page(self.project.rounds.prefetch_related(*PARTIES), RoundSerializer)

    @extend_schema(request=VoiceInput, responses=RoundSerializer)
    def post(self, request: Request, slug: str) -> Response:
        """Ask every party whether the opgave may move on. While they are asked, the same round."""
        require(request.user, "projects.open_round", self.project)
        opened = acts.open_round(self.project.pk, by=request.user, **self.read(VoiceInput))
        return shown_round(opened.pk)


class WithdrawRoundView(ProjectView):
    url_name = "withdraw_round"
    schema_tag = "consents"

    @extend_schema(request=None, responses=RoundSerializer)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Take the question to the parties back."""
        standing = self.part(self.project.rounds, pk)
        acts.withdraw_round(standing.pk, by=request.user)
        return shown_round(pk)


class ConsentView(ProjectView):
    """An act on one party's answer."""

    schema_tag = "consents"

    def settled(self, pk: int, act: Callable[..., ConsentAnswer], **said: Any) -> Response:
        given = act(pk, by=self.request.user, **said)
        return Response(ConsentSerializer(given).data)

    def answer(self, pk: int) -> ConsentAnswer:
        rows = ConsentAnswer.objects.filter(round__project=self.project)
        return self.part(rows.select_related("party__organisation", "party__user"), pk)


class GiveConsentView(ConsentView):
    url_name = "give_consent"

    @extend_schema(request=ConsentInput, responses=ConsentSerializer)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Your party consents, stands aside or objects. The last consent moves the opgave."""
        require(request.user, "projects.give_consent", self.answer(pk).party)
        return self.settled(pk, acts.give_consent, **self.read(ConsentInput))


class PassOverView(ConsentView):
    url_name = "pass_over"

    @extend_schema(request=None, responses=ConsentSerializer)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Go on without a party that stayed silent after two reminders. The record says so."""
        self.answer(pk)
        return self.settled(pk, acts.pass_over_party)
