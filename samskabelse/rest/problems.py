"""Whatever goes wrong as a problem document (RFC 9457): a code and a sentence.

The sentences are those of the pages, because the same services refuse with them.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response

from samskabelse.web.errors import ActError, Blocker

MEDIA_TYPE = "application/problem+json"
TITLES: dict[int, str | Promise] = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("You are not signed in"),
    403: gettext_lazy("You may not do this"),
    404: gettext_lazy("It is not here"),
    405: gettext_lazy("Not in this way"),
    406: gettext_lazy("Only JSON is spoken here"),
    409: gettext_lazy("It cannot be done now"),
    413: gettext_lazy("It is too much at once"),
    415: gettext_lazy("Only JSON is spoken here"),
    422: gettext_lazy("Something in what you sent must be mended"),
    429: gettext_lazy("Too often"),
    500: gettext_lazy("Something went wrong here"),
    503: gettext_lazy("The site is busy"),
}
CODES = {
    400: "malformed",
    401: "not_authenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
    500: "error",
    503: "unavailable",
}
Errors = Mapping[str, Sequence[str]]


class Problem(Exception):
    """Refuse a request with this status, code and sentence."""

    def __init__(
        self,
        status: int,
        code: str = "",
        detail: str | Promise = "",
        *,
        errors: Errors | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.code = code or CODES[status]
        self.detail = detail
        self.errors = errors or {}
        self.headers = headers or {}
        super().__init__(self.code)


def document(
    status: int,
    code: str = "",
    detail: str | Promise = "",
    *,
    blockers: Sequence[Blocker] = (),
    errors: Errors | None = None,
) -> dict[str, Any]:
    """The body of a problem. `blockers` and `errors` are always there, so clients need not ask."""
    code = code or CODES[status]
    title = str(TITLES.get(status, HTTPStatus(status).phrase))
    return {
        "type": f"urn:samskabelse:problem:{code}",
        "title": title,
        "status": status,
        "detail": str(detail) or title,
        "code": code,
        "blockers": [{"code": b.code, "message": str(b.message)} for b in blockers],
        "errors": {field: [str(text) for text in texts] for field, texts in (errors or {}).items()},
    }


def plain_response(status: int, code: str = "", detail: str | Promise = "") -> JsonResponse:
    """A problem from outside the views of the API, such as a middleware."""
    response = JsonResponse(document(status, code, detail), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks: it gets problems, and no page."""
    return request.path_info.startswith("/api/")


def answer_to(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler. None for what nobody foresaw: that becomes 500."""
    problem = _read(error)
    if problem is None:
        return None
    body, headers = problem
    response = Response(body, status=body["status"], headers=headers)
    response.content_type = MEDIA_TYPE
    return response


Answer = tuple[dict[str, Any], Mapping[str, str]]


def _read(error: Exception) -> Answer | None:
    if isinstance(error, Problem):
        return document(error.status, error.code, error.detail, errors=error.errors), error.headers
    if isinstance(error, ActError):
        return _refused(error), {}
    if isinstance(error, OperationalError):
        detail = _("Too many ask at once. Nothing was changed; try again in a moment.")
        return document(503, detail=detail), {"Retry-After": "5"}
    if isinstance(error, exceptions.APIException):
        return _of_the_framework(error)
    status = next((code for kind, code in OTHERS.items() if isinstance(error, kind)), None)
    return (document(status, detail=_said(error)), {}) if status else None


# The most particular first: what is too big is suspicious too.
OTHERS: dict[type[Exception], int] = {
    Http404: 404,
    PermissionDenied: 403,
    RequestDataTooBig: 413,
    SuspiciousOperation: 400,
}


def _said(error: Exception) -> str:
    """What a refusal of ours says to the person; what Django says is for its log."""
    return str(error) if isinstance(error, PermissionDenied) else ""


def _refused(error: ActError) -> dict[str, Any]:
    """A service's refusal. One that names a field is about what was sent, as on the pages."""
    about_input = error.field and error.status == HTTPStatus.CONFLICT
    status = HTTPStatus.UNPROCESSABLE_ENTITY if about_input else error.status
    errors = {error.field: [str(error.message)]} if error.field else None
    return document(int(status), error.code, error.message, blockers=error.blockers, errors=errors)


def _of_the_framework(error: exceptions.APIException) -> Answer:
    headers: dict[str, str] = {}
    if (scheme := getattr(error, "auth_header", None)) is not None:
        headers["WWW-Authenticate"] = scheme
    if (seconds := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(seconds))
    if isinstance(error, exceptions.ValidationError):
        errors = flat(error.detail)
        return document(422, "invalid", _("Look at the fields named here."), errors=errors), headers
    detail = error.detail if isinstance(error.detail, str) else ""
    return document(error.status_code, detail=detail), headers


def flat(detail: Any, place: str = "") -> dict[str, list[str]]:
    """Nested errors by the path of their field: `{"who": [{"label": […]}]}` → `who.0.label`."""
    if isinstance(detail, Mapping):
        pairs: Any = detail.items()
    elif isinstance(detail, list) and any(isinstance(part, Mapping | list) for part in detail):
        pairs = enumerate(detail)
    else:
        texts = detail if isinstance(detail, list) else [detail]
        return {place: [str(text) for text in texts]} if texts else {}
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        inner = "" if key == "non_field_errors" else str(key)
        found |= flat(value, ".".join(part for part in (place, inner) if part))
    return found
