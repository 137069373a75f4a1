"""Keep what somebody types, also before they have signed in."""

import secrets
from typing import Any

from django.db import transaction

from participants.models import User
from projects.models import Draft


def find_draft(key: str) -> Draft | None:
    """The writer's unfinished draft, by the key in their session."""
    return Draft.objects.filter(key=key, project=None).first() if key else None


@transaction.atomic
def save_draft(key: str, answers: dict[str, Any], *, by: User | None) -> Draft:
    """Merge answers into the draft, or start one. Saving the same twice changes nothing."""
    draft = Draft.objects.select_for_update().filter(key=key, project=None).first() if key else None
    draft = draft or Draft(key=secrets.token_urlsafe(32))
    draft.answers = {**draft.answers, **answers}
    draft.user = draft.user or by
    draft.save()
    return draft


@transaction.atomic
def drop_draft(key: str) -> None:
    """Throw an unfinished draft away."""
    Draft.objects.filter(key=key, project=None).delete()
