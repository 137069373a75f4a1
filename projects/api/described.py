"""How the description of the API says what a list is asked with and answers with."""

from typing import Any

from django_filters import ChoiceFilter, FilterSet
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from samskabelse.rest.paging import LARGEST, SIZE

LIMIT = {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": SIZE}
BACKSLASH_Z = r"\Z"  # Python's end of the text, for which JSON Schema writes $
PAGING = [
    OpenApiParameter("cursor", str, description="From `next` of the page before."),
    OpenApiParameter("limit", LIMIT, description="How many at a time."),
]


def parameters_of(kind: type[FilterSet] | None = None, *, paged: bool = True) -> list[Any]:
    """The named filters of a list, and its paging."""
    named = kind.base_filters.items() if kind else []
    return [_parameter(*pair) for pair in named] + (PAGING if paged else [])


def _parameter(name: str, found: Any) -> OpenApiParameter:
    shape: dict[str, Any] = {"type": "string"}
    if isinstance(found, ChoiceFilter):
        shape["enum"] = ["", *(value for value, _label in found.extra["choices"])]
    for check in found.extra.get("validators", []):  # an empty value narrows nothing
        shape["pattern"] = f"^({check.regex.pattern.strip('^$').removesuffix(BACKSLASH_Z)})?$"
    for limit, word in (("max_length", "maxLength"), ("min_length", "minLength")):
        if limit in found.extra:
            shape[word] = found.extra[limit]
    return OpenApiParameter(name, shape, description=str(found.extra.get("help_text", "")))


def page_of(kind: type[serializers.Serializer], *others: Any) -> serializers.Serializer:
    """A stretch of a list. With several kinds, the largest: what others see of it is less."""
    rows = kind(many=True)
    for name in set(kind().fields) - set(others[0]().fields if others else kind().fields):
        rows.child.fields[name].required = False
    shape = {"results": rows, "next": serializers.URLField(allow_null=True)}
    return inline_serializer(f"{kind.__name__.removesuffix('Serializer')}Page", shape)
