"""Requests whose query and form are read as UTF-8, whatever charset they say of themselves.

Django reads the query with that charset while it makes the request, before any middleware: with
one that is no way to write text, such as zlib, no page could be made of the error.
"""

from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters


class _AsUtf8:
    content_type: str | None
    content_params: dict[str, str] | None

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        said = meta.get("CONTENT_TYPE", "")
        self.content_type, self.content_params = parse_header_parameters(said)


class WebRequest(_AsUtf8, WSGIRequest):
    """For `samskabelse.wsgi`."""


class AsyncRequest(_AsUtf8, ASGIRequest):
    """For `samskabelse.asgi`."""
