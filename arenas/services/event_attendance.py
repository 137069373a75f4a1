"""Who was at an event: ticked off afterwards on its list."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from arenas.enums import Attendance
from arenas.models import Gathering
from arenas.services.common import lock_gathering
from participants.models import User
from projects.services.common import require
from samskabelse.history.services import record
from samskabelse.web.errors import ActError


@transaction.atomic
def mark_event_attendance(gathering_id: int, came: Collection[int], *, by: User) -> Gathering:
    """Those of the sign-ups in `came` were there, the others with a seat were not."""
    gathering = lock_gathering(gathering_id)
    require(by, "arenas.mark_event_attendance", gathering)
    if not gathering.is_planned:
        raise ActError(_("It was cancelled: nobody came."), code="cancelled")
    if not gathering.has_begun:
        raise ActError(_("It has not begun yet."), code="not_begun")
    seated = gathering.sign_ups.with_seat()
    there, away = Attendance.CAME, Attendance.ABSENT
    came_now = seated.filter(pk__in=came).exclude(attendance=there).update(attendance=there)
    gone_now = seated.exclude(pk__in=came).exclude(attendance=away).update(attendance=away)
    if came_now or gone_now:
        record(gathering, "event.attended", by=by, public=False, came=len(set(came)))
    return gathering
