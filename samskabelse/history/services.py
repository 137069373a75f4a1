"""The one way to write history."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from samskabelse.history.models import Entry


def record(
    target: models.Model,
    action: str,
    *,
    by: Any,
    on_behalf_of: str = "",
    public: bool = True,
    at: Any = None,
    **data: Any,
) -> Entry:
    """Add one entry about `target` in the transaction of the act that causes it.

    `action` is `noun.past_participle`; `by` is None when the clock did it; `data` holds the facts
    (ids, old and new values, reasons), never addresses or tokens. Where `who` is a person's name,
    `person` is their id, so that the name can go with them. An act writes exactly one entry.
    `at` is a moment for an act whose time nobody may know; otherwise it is now.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{action} must be recorded inside the transaction of its act")
    return Entry.objects.create(
        by=by,
        on_behalf_of=on_behalf_of,
        action=action,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        data=data,
        is_public=public,
        at=at or timezone.now(),
    )


def forget_name(person_id: int) -> None:
    """Take an erased person's name out of what others did to them (GDPR article 17).

    It is the one change that the database lets happen to the record, and it says so itself.
    """
    for entry in Entry.objects.filter(data__person=person_id):
        entry.data["who"] = None
        entry.save(update_fields=["data"])
