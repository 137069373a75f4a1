"""Keep what somebody types, also before they have signed in."""

import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participants.models import Organisation, User
from participants.services.people import change_profile
from projects.models import Draft, Project
from projects.services.raising import Answers, raise_project
from samskabelse.mail.limits import allow_stranger
from samskabelse.web.slugs import wait_for_word

DRAFTS_A_DAY = 50  # begun by people who are not signed in, from one network address
_TOO_MANY = _(
    "Many have begun to write from your network today. Sign in to go on, or try again tomorrow."
)


def find_draft(key: str) -> Draft | None:
    """The writer's unfinished draft, by the key in their session."""
    return Draft.objects.filter(key=key, project=None).first() if key else None


def newest_draft_of(user: User) -> Draft | None:
    """What a signed-in person was writing, perhaps on another device."""
    return Draft.objects.filter(user=user, project=None).order_by("-updated_at").first()


@transaction.atomic
def save_draft(key: str, answers: dict[str, Any], *, by: User | None) -> Draft:
    """Merge answers into the draft, or start one. Saving the same twice changes nothing.

    Who is not signed in starts so many a day from one network address. Raises TooOften.
    """
    draft = _draft_at_work(key, by)
    if draft is None:
        if by is None:
            allow_stranger("draft", DRAFTS_A_DAY, _TOO_MANY)
        draft = Draft(key=secrets.token_urlsafe(32))
    merged, owner = {**draft.answers, **answers}, draft.user_id or (by.pk if by else None)
    if draft.pk is None or (draft.answers, draft.user_id) != (merged, owner):
        draft.answers, draft.user_id = merged, owner
        draft.save()
    return draft


def _draft_at_work(key: str, by: User | None) -> Draft | None:
    """The draft with this key; without one, what the same person has just begun in another tab."""
    unfinished = Draft.objects.select_for_update().filter(project=None)
    if key or by is None:
        return unfinished.filter(key=key).first()
    wait_for_word(f"draft of {by.pk}")
    return unfinished.filter(user=by).order_by("-updated_at").first()


@transaction.atomic
def drop_draft(key: str) -> None:
    """Throw an unfinished draft away."""
    Draft.objects.filter(key=key, project=None).delete()


@transaction.atomic
def publish_draft(
    key: str,
    answers: Answers | None,
    *,
    by: User,
    organisation: Organisation | None = None,
    name: str = "",
) -> Project | None:
    """Raise the opgave that the draft has become, once.

    Two clicks at the same time wait for each other at the draft's row; the second gets the opgave
    of the first. `name` is for somebody who has not told theirs yet. None when there is no such
    draft, or when it is another person's.
    """
    draft = Draft.objects.select_for_update(of=("self",)).filter(key=key).first() if key else None
    if draft is None or draft.user_id not in {None, by.pk}:
        return None
    if draft.project is None and answers is not None:
        if name:
            change_profile(by.pk, by=by, name=name)
        draft.project = raise_project(answers, by=by, organisation=organisation)
        draft.user = by
        draft.answers = {}  # they live in the opgave from now on
        draft.save()
    return draft.project
