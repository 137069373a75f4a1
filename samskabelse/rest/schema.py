"""How the API describes itself: sign-in, problems and repeated writes at every address."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from samskabelse.policy.registry import Access, access_for
from samskabelse.rest.idempotency import HEADER, KEY
from samskabelse.rest.problems import MEDIA_TYPE, TITLES
from samskabelse.web.middleware import SAFE_METHODS

SAFE_PROBLEMS = (400, 401, 403, 404, 406, 429, 503)
WRITE_PROBLEMS = (*SAFE_PROBLEMS, 409, 413, 415, 422)


class BlockerSerializer(serializers.Serializer):
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """RFC 9457, with what this site adds."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    blockers = BlockerSerializer(many=True)
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField())
    )


class PersonScheme(OpenApiAuthenticationExtension):
    target_class = "samskabelse.rest.authentication.PersonAuthentication"
    name = ["token", "session"]

    def get_security_definition(self, auto_schema: AutoSchema) -> Any:
        return [
            {"type": "http", "scheme": "bearer"},
            {"type": "apiKey", "in": "cookie", "name": "session"},
        ]


class ApiSchema(AutoSchema):
    """What is true of every address, said once."""

    view: Any

    def get_tags(self) -> list[str]:
        return [self.view.schema_tag]

    def get_operation_id(self) -> str:
        """`projects_list`, `projects_create`: the name of the address, and what is done there."""
        return f"{self.view.url_name}_{self.method_mapping[self.method.lower()]}"

    def get_auth(self) -> list[dict[str, Any]]:
        """Signed in, or for reading what is public also nobody."""
        ways: list[dict[str, Any]] = [{way: []} for named in super().get_auth() for way in named]
        public = access_for(f"api:{self.view.url_name}") == Access.PUBLIC
        return [*ways, {}] if public and self.method in SAFE_METHODS else ways

    def get_override_parameters(self) -> list[Any]:
        """The key of a repeated write."""
        if self.method in SAFE_METHODS:
            return []
        return [
            OpenApiParameter(
                HEADER,
                {"type": "string", "pattern": f"^{KEY.pattern}$"},
                OpenApiParameter.HEADER,
                required=self.method in self.view.key_required,
                description="The same key and body again: the same answer, and nothing done twice.",
            )
        ]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        safe = self.method in SAFE_METHODS
        for status in SAFE_PROBLEMS if safe else WRITE_PROBLEMS:
            bodies.setdefault(str(status), self._problem(status))
        return bodies

    def _problem(self, status: int) -> dict[str, Any]:
        body = self._get_response_for_code(ProblemSerializer, str(status), [MEDIA_TYPE])
        return {**body, "description": str(TITLES[status])}


def close_shapes(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Say that no object has fields but those named: none is taken, and none is given."""
    for shape in result["components"]["schemas"].values():
        if "properties" in shape:
            shape["additionalProperties"] = False
    return result
