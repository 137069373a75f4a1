"""The view that all of the API is made of, and its description."""

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from samskabelse.rest import paging
from samskabelse.rest.idempotency import once
from samskabelse.rest.problems import Problem
from samskabelse.web.middleware import SAFE_METHODS

WRITES = ("post", "put", "patch", "delete")
Kind = TypeVar("Kind", bound=Serializer)


class ApiView(APIView):
    """One address of the API. Who may come here at all is said in the policy registry.

    Every write has a person behind it and is done once per `Idempotency-Key`. A query parameter
    that is not named in `parameters` is refused, so that a misspelt filter does not show all.
    """

    http_method_names = ["get", "head", *WRITES]
    parameters: frozenset[str] = frozenset()
    key_required: frozenset[str] = frozenset()  # methods that are refused without a key
    url_name = ""  # its name in the namespace `api`
    schema_tag = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for method in WRITES:
            handler = cls.__dict__.get(method)
            if handler and not getattr(handler, "is_done_once", False):
                setattr(cls, method, once(handler))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        method = str(request.method)
        is_write = method not in SAFE_METHODS and hasattr(self, method.lower())
        if is_write and not request.user.is_authenticated:
            raise NotAuthenticated
        known = self.parameters if request.method in SAFE_METHODS else frozenset()
        refuse_unknown(request, known)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kw: Any) -> Any:
        """What one person is answered stays in no cache."""
        response = super().finalize_response(request, response, *args, **kw)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def read(self, kind: type[Kind], **options: Any) -> dict[str, Any]:
        """What was sent, checked. 422 with every field that must be mended."""
        serializer = kind(data=self.request.data, context={"view": self}, **options)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def page(
        self,
        rows: Any,
        kind: type[Serializer],
        ordering: paging.Ordering = paging.NEWEST,
        **context: Any,
    ) -> Response:
        """One stretch of a list."""
        found, following = paging.stretch(self.request, rows, ordering)
        shown = kind(found, many=True, context={"request": self.request, **context}).data
        return Response({"results": shown, "next": following})


def route(address: str, view: type[ApiView]) -> URLPattern:
    """The view at its address, under its own name."""
    return path(address, view.as_view(), name=view.url_name)


def refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """400 for a parameter that nobody has named here, or that stands there twice."""
    for name, values in request.query_params.lists():
        if name not in known:
            sentence = _("There is no parameter of this name here.")
            raise Problem(400, "unknown_parameter", sentence, errors={name[:60]: [str(sentence)]})
        if len(values) > 1:
            raise paging.bad_parameter(name, _("Write this parameter once."))


class SchemaView(SpectacularAPIView):
    """The API described as OpenAPI 3, for programs that make clients or tests of it."""

    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer]


def docs(request: HttpRequest) -> HttpResponse:
    """The same to read and try out. Everything it loads lies on this site."""
    return render(request, "rest/docs.html")
