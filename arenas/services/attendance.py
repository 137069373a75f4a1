"""Who was there: marked afterwards on the sign-ups of a gathering."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from arenas.models import Gathering
from arenas.services.common import lock_gathering
from participants.models import User
from projects.services.common import require
from samskabelse.history.services import record
from samskabelse.web.errors import ActError


@transaction.atomic
def mark_attendance(gathering_id: int, came: Collection[int], *, by: User) -> Gathering:
    """Those of the sign-ups in `came` were there, the others with a seat were not."""
    gathering = lock_gathering(gathering_id)
    require(by, "arenas.mark_attendance", gathering)
    if not gathering.is_planned:
        raise ActError(_("It was cancelled: nobody came."), code="cancelled")
    if not gathering.has_begun:
        raise ActError(_("It has not begun yet."), code="not_begun")
    seated = gathering.sign_ups.with_seat()
    there = seated.filter(pk__in=came).exclude(came=True).update(came=True)
    absent = seated.exclude(pk__in=came).exclude(came=False).update(came=False)
    if there or absent:
        record(gathering, "attendance.marked", by=by, public=False, came=len(set(came)))
    return gathering
