"""The draft of whoever is visiting: its key lives in the session, and sign-in keeps it."""

from typing import Any

from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.forms.questions import Recipe
from projects.models import Draft
from projects.services.drafts import find_draft, newest_draft_of, save_draft


def current_draft(request: HttpRequest) -> Draft | None:
    """The unfinished draft of this session, or the signed-in person's newest from elsewhere."""
    user = signed_in(request)
    draft = find_draft(request.session.get("draft", ""))
    if draft and draft.user_id in {None, user.pk if user else None}:
        return draft
    return newest_draft_of(user) if user else None


def recipe_of(request: HttpRequest) -> Recipe:
    draft = current_draft(request)
    return Recipe(draft.answers if draft else {}, route=own_route(request))


def keep(request: HttpRequest, patch: dict[str, Any]) -> Draft:
    """Save a part of the answers, and remember in the session whose they are."""
    draft = current_draft(request)
    saved = save_draft(draft.key if draft else "", patch, by=signed_in(request))
    if request.session.get("draft") != saved.key:
        request.session["draft"] = saved.key
    return saved


def signed_in(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def own_route(request: HttpRequest) -> str:
    """The door of somebody whose role is verified; everybody else comes as a citizen."""
    user = signed_in(request)
    return user.kind if user and user.is_verified_public else ""


def saved_sentence(draft: Draft) -> str:
    clock = timezone.localtime(draft.updated_at)
    return _("Saved at %(time)s") % {"time": formats.time_format(clock)}
