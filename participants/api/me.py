"""Who the API takes the caller for."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participants.queries import mandates_of
from participants.serializers import MeSerializer
from samskabelse.rest.views import ApiView


class MeView(ApiView):
    url_name = "me"
    schema_tag = "me"

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Yourself, and the organisations you speak for."""
        shown = {"person": request.user, "mandates": mandates_of(request.user)}
        return Response(MeSerializer(shown).data)
