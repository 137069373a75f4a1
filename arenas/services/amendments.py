"""Rettelser: for seven days whoever was there can say what is otherwise. None is removed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import AmendmentState
from arenas.models import Amendment, Decision, Minutes, MinutesItem, SignUp
from arenas.rules import meets_in_their_opgave
from arenas.services.minutes import lock_minutes, mark_of, require_not_fixed
from participants.models import User
from projects.phases import require_phase
from projects.services.common import behalf
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.numbers import whole_number

MOST_AMENDMENTS, MOST_OF_ONE = 300, 20
LONGEST = {"said": 10_000, "what": 1000}  # as the columns


@transaction.atomic
def amend(meeting_id: int, about: str, text: str, *, by: User) -> Amendment:
    """Write a correction with an account. `about` is `i12` (an item) or `d3` (a decision)."""
    minutes = lock_minutes(meeting_id)
    require(by, "arenas.amend_minutes", minutes.meeting)
    row = minutes.meeting.sign_ups.of_person(by).who_came().first()
    return _amend(minutes, about, text, by=by, row=row)


@transaction.atomic
def amend_by_link(sign_up_id: int, about: str, text: str) -> Amendment:
    """The same from the mail: the link proves who it is, without an account."""
    row = SignUp.objects.select_related("user").get(pk=sign_up_id)
    minutes = lock_minutes(row.gathering_id)
    if not minutes.meeting.sign_ups.who_came().filter(pk=row.pk).exists():
        raise NotAllowed(_("Those who were there can correct the minutes."), code="not_there")
    return _amend(minutes, about, text, by=row.user, row=row)


def _amend(
    minutes: Minutes, about: str, text: str, *, by: User | None, row: SignUp | None
) -> Amendment:
    require_phase(minutes.meeting.arena.project, "meet")
    _require_open(minutes)
    target = _target(minutes, about)
    if not text.strip():
        raise ActError(_("Write what should be otherwise."), field="text")
    author = {"sign_up": row} if row else {"by": by}
    told = {**target, **author, "text": text.strip()}
    standing = minutes.amendments.filter(**told).first()
    if standing:
        return standing  # the form was sent twice
    if minutes.amendments.count() >= MOST_AMENDMENTS:
        raise ActError(_("There are too many corrections. Ring whoever wrote the minutes."))
    if minutes.amendments.filter(**author).count() >= MOST_OF_ONE:
        raise ActError(_("You have sent many corrections. Ring whoever wrote the minutes."))
    made = Amendment.objects.create(
        minutes=minutes, at=timezone.now(), **(told | {"by": by, "sign_up": row})
    )
    public = by is not None and meets_in_their_opgave(by, minutes.meeting)
    _record(made, "minutes.amended", by, public=public)
    return made


@transaction.atomic
def answer_amendment(
    amendment_id: int,
    *,
    by: User,
    accept: bool,
    answer: str = "",
    text: str = "",
    seen: str = "",
) -> Amendment:
    """Take a correction into the text, or let it stand beside with an answer.

    `text` is how the part reads with it, and `seen` the `mark_of` the part as it was shown.
    """
    meeting_id = Amendment.objects.values_list("minutes__meeting", flat=True).get(pk=amendment_id)
    minutes = lock_minutes(meeting_id)
    require(by, "arenas.send_minutes", minutes.meeting)
    require_phase(minutes.meeting.arena.project, "meet")
    row = minutes.amendments.select_related("item", "decision").get(pk=amendment_id)
    wanted = AmendmentState.ACCEPTED if accept else AmendmentState.BESIDE
    if row.state == wanted:
        return row
    if row.state != AmendmentState.OPEN:
        raise ActError(_("It has been answered already."), code="answered")
    require_not_fixed(minutes)
    if accept:
        _take_in(row, text, seen)
    elif not answer.strip():
        raise ActError(_("Write why it is not taken in."), field="answer")
    row.state, row.answer = wanted, answer.strip()
    row.answered_by, row.answered_at = by, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at", "before", "after"])
    _record(row, "amendment.accepted" if accept else "amendment.beside", by, minutes=minutes)
    return row


def _take_in(row: Amendment, text: str, seen: str) -> None:
    """The part reads otherwise now; how it was stays with the correction."""
    target, field = row.target, "said" if row.item else "what"
    before = getattr(target, field)
    if not text.strip():
        raise ActError(_("Write how the text reads now."), field="text")
    if seen != mark_of(before, ""):
        raise ActError(
            _("Another correction was taken in meanwhile. Look at the text once more."),
            code="newer_text",
            field="text",
        )
    limit = LONGEST[field]
    if len(text.strip()) > limit:
        raise ActError(
            _("The text is too long: %(most)s characters at most.") % {"most": limit}, field="text"
        )
    setattr(target, field, text.strip())
    target.save(update_fields=[field])
    row.before, row.after = before, text.strip()


def _require_open(minutes: Minutes) -> None:
    if not minutes.is_sent:
        raise ActError(_("The minutes are not sent yet."), code="not_sent")
    require_not_fixed(minutes)


def _target(minutes: Minutes, about: str) -> dict[str, MinutesItem | Decision]:
    """The part that `about` names, in these minutes."""
    kind, number = about[:1], whole_number(about[1:])
    if number is not None:
        if kind == "i" and (item := minutes.items.filter(pk=number).first()):
            return {"item": item}
        if kind == "d" and (decision := minutes.decisions.filter(pk=number).first()):
            return {"decision": decision}
    raise ActError(_("Choose what it is about."), field="about")


def _record(
    row: Amendment,
    action: str,
    by: User | None,
    *,
    public: bool = True,
    minutes: Minutes | None = None,
) -> None:
    meeting = (minutes or row.minutes).meeting
    project = meeting.arena.project
    data: dict[str, Any] = {"about": row.about, "title": meeting.title, "meeting": meeting.pk}
    record(
        project,
        action,
        by=by,
        on_behalf_of=behalf(by, project) if by else "",
        public=public,
        **data,
    )
