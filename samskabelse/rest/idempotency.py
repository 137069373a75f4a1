"""The same write sent twice is done once (IETF draft httpapi-idempotency-key-header).

The key, the act and the answer share one transaction. An advisory lock on person and key lets one
request in; another that comes meanwhile is told so (409). When the first has committed, its answer
is there for whoever asks again; when it was refused or died, nothing was done and nothing is kept,
so the same key may be tried again.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from samskabelse.rest.models import KEPT_FOR, KeptAnswer
from samskabelse.rest.problems import Problem

HEADER = "Idempotency-Key"
# The draft writes the key as a quoted string (RFC 9651); many clients leave the quotes out.
KEY = re.compile(r'"?([!#-\[\]-~]{8,200})"?')
Handler = Callable[..., Response]


def once(handler: Handler) -> Handler:
    """Answer a repeated write with what the first was answered.

    Without the header the write is just done; most acts have one effect however often they are
    sent. Where they do not, the view says `key_required`.
    """

    @wraps(handler)
    def wrapped(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = key_of(request, required=request.method in view.key_required)
        if key is None:
            return handler(view, request, *args, **kwargs)
        with transaction.atomic():
            _wait_for_nobody(request.user, key)
            kept = _kept(request, key)
            if kept:
                return _replayed(kept)
            response = handler(view, request, *args, **kwargs)
            _keep(request, key, response)
        return response

    wrapped.is_done_once = True  # type: ignore[attr-defined]
    return wrapped


def key_of(request: Request, *, required: bool = False) -> str | None:
    """The key that the client has chosen, or None. Refused when it is missing where it must be."""
    text = request.headers.get(HEADER)
    if text is None and not required:
        return None
    found = KEY.fullmatch(text) if text else None
    if found is None:
        raise Problem(
            400,
            "idempotency_key_missing" if text is None else "idempotency_key_malformed",
            _("Send the header Idempotency-Key with 8 to 200 letters, digits or signs of ASCII."),
        )
    return found[1]


def fingerprint_of(request: Request) -> str:
    """What a request asks for, as a hash."""
    asked = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(asked + request.body).hexdigest()


def forget_answers(now: datetime | None = None) -> int:
    """Delete the answers that are old enough; how many there were."""
    return KeptAnswer.objects.filter(created_at__lt=(now or timezone.now()) - KEPT_FOR).delete()[0]


def _wait_for_nobody(person: Any, key: str) -> None:
    """Let one request with this key of this person on its way at a time; it is let go at commit."""
    word = f"idempotency {person.pk} {key}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [word])
        if not cursor.fetchone()[0]:
            raise Problem(
                409,
                "request_in_progress",
                _("The same request is under way. Ask again in a moment."),
                headers={"Retry-After": "1"},
            )


def _kept(request: Request, key: str) -> KeptAnswer | None:
    """What was answered before. An answer that is too old does not count, and makes room."""
    kept = KeptAnswer.objects.filter(person_id=request.user.pk, key=key).first()
    if kept and kept.created_at < timezone.now() - KEPT_FOR:
        kept.delete()
        return None
    if kept and kept.fingerprint != fingerprint_of(request):
        raise Problem(
            422,
            "idempotency_key_reused",
            _("This Idempotency-Key was used for another request. Choose a new one."),
        )
    return kept


def _keep(request: Request, key: str, response: Response) -> None:
    KeptAnswer.objects.create(
        person_id=request.user.pk,  # type: ignore[misc]
        key=key,
        fingerprint=fingerprint_of(request),
        status=response.status_code,
        body=response.data,
    )


def _replayed(kept: KeptAnswer) -> Response:
    return Response(kept.body, status=kept.status, headers={"Idempotency-Replayed": "true"})
