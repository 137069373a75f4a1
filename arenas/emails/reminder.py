"""One reminder, the day before at 17 (practice §7.2)."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from arenas.emails.common import (
    TEXTS,
    coming_buttons,
    facts_of,
    gathering_mail,
    language_of,
    link_of,
    project_of,
    scope_of,
    see_button,
    whole,
)
from arenas.enums import EXPECTED_STATES, SignUpState
from arenas.models import Gathering, SignUp
from projects.emails.common import letter
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_many

KIND = "meeting_reminder"


def queue_reminders(gathering: Gathering, rows: Sequence[SignUp]) -> int:
    """One for each row and day of the meeting: the key makes a second one impossible."""
    scope = scope_of(whole(gathering.pk))
    day = timezone.localdate(gathering.starts_at).isoformat()
    return queue_many(
        KIND,
        [
            Order(
                key=f"{KIND}:{row.pk}:{day}",
                to=row.address,
                to_user=row.user,
                language=language_of(row),
                scope=scope,
                expires_at=gathering.starts_at,
                params={"sign_up": row.pk, "day": day},
            )
            for row in rows
        ],
    )


@gathering_mail(KIND, lane=Lane.REMINDER, topic=Topic.MEETING, asked_for=True)
def meeting_reminder(mail: OutgoingMail) -> Outcome:
    """Time, place, what to bring, *kommer* or *kommer ikke*; not when it has changed since."""
    row = SignUp.objects.select_related("user").filter(pk=mail.params["sign_up"]).first()
    if row is None or row.state not in EXPECTED_STATES or not row.address:
        return Skip("is not expected any more")
    gathering = whole(row.gathering_id)
    meeting = gathering.as_meeting
    if not gathering.is_planned:
        return Skip("the meeting is cancelled")
    if timezone.localdate(gathering.starts_at).isoformat() != mail.params["day"]:
        return Skip("the meeting has moved to another day")
    facts = facts_of(gathering)
    url = link_of(mail, sign_up=row, expires_at=gathering.ends_at)
    return letter(
        f"{TEXTS}reminder",
        project_of(gathering),
        to=row.shown_name if row.user is None or row.user.name else "",
        signed_by=gathering.created_by,
        context=facts
        | {
            "row": row,
            "is_seated": row.state == SignUpState.SEATED,
            "is_today": timezone.localdate(gathering.starts_at) == timezone.localdate(),
            "agenda": meeting.items if meeting else [],
        },
        actions=[*coming_buttons(url), see_button(gathering, facts["page"])],
        about=gathering.title if gathering.as_event else "",
        reason=_("You get this mail because you are asked to the meeting or have signed up."),
    )
