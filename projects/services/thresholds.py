"""When the facts raise a question: changed by administrators, and written in the history."""

from django.db import transaction

from participants.models import User
from projects.models import Project, Thresholds
from samskabelse.history.services import record
from samskabelse.web.errors import NotAllowed


@transaction.atomic
def change_thresholds(thresholds: Thresholds, *, by: User) -> Thresholds:
    """Keep them, and look at every opgave anew. Everybody can read what they were and are."""
    if not by.is_staff:
        raise NotAllowed
    before = Thresholds.objects.select_for_update().first() or Thresholds()
    names = [field.name for field in Thresholds._meta.fields if field.name != "id"]
    changed = [name for name in names if getattr(before, name) != getattr(thresholds, name)]
    if not changed:
        return thresholds
    thresholds.pk = 1
    thresholds.save()
    record(
        thresholds,
        "thresholds.changed",
        by=by,
        old={name: getattr(before, name) for name in changed},
        new={name: getattr(thresholds, name) for name in changed},
    )
    Project.objects.exclude(examined_at=None).update(examined_at=None)
    return thresholds
