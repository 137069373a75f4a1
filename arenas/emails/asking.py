"""Mails that ask: which dates suit you, will you wear a hat, is this address yours."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from arenas.emails.common import (
    TEXTS,
    facts_of,
    gathering_mail,
    language_of,
    link_of,
    project_of,
    scope_of,
    see_button,
    whole,
)
from arenas.enums import HatKind, SignUpState
from arenas.models import DateVoter, Gathering, Hat, SignUp
from arenas.seating import Seating, seating_of
from projects.emails.common import letter, project_mail, queue_to
from projects.enums import RoleState
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail

LINK_LASTS = timedelta(days=60)


def queue_dates_asked(voter: DateVoter) -> None:
    project = voter.poll.arena.project
    queue_to("dates_asked", voter.user, project, key=f"{voter.pk}", voter=voter.pk)


@project_mail("dates_asked", lane=Lane.INVITATION, topic=Topic.MEETING, asked_for=True)
def dates_asked(mail: OutgoingMail) -> Outcome:
    """Several dates, one page, one click, no account."""
    voter = (
        DateVoter.objects.select_related("poll__arena__project__contact", "poll__opened_by", "user")
        .filter(pk=mail.params["voter"])
        .first()
    )
    if voter is None or not voter.poll.is_open:
        return Skip("the date is found")
    poll = voter.poll
    url = link_of(mail, voter=voter, expires_at=timezone.now() + LINK_LASTS)
    return letter(
        f"{TEXTS}dates_asked",
        poll.arena.project,
        to=voter.user,
        signed_by=poll.opened_by,
        context={
            "poll": poll,
            "asker": poll.opened_by.display_name if poll.opened_by else "",
            "dates": [timezone.localtime(option.starts_at) for option in poll.options.all()],
        },
        actions=[Action(_("Say which dates suit you"), url, primary=True)],
    )


def queue_hat_asked(hat: Hat) -> None:
    queue_to("hat_asked", hat.user, hat.arena.project, key=f"{hat.pk}", hat=hat.pk)


@project_mail("hat_asked", lane=Lane.INVITATION, topic=Topic.ROLE)
def hat_asked(mail: OutgoingMail) -> Outcome:
    """Asked to wear a hat in an arena or at one meeting: ja or nej."""
    hat = (
        Hat.objects.select_related("arena__project__contact", "meeting", "user", "asked_by")
        .filter(pk=mail.params["hat"], state=RoleState.ASKED)
        .first()
    )
    if hat is None:
        return Skip("answered meanwhile")
    url = link_of(mail, hat=hat, expires_at=timezone.now() + LINK_LASTS)
    return letter(
        f"{TEXTS}hat_asked",
        hat.arena.project,
        to=hat.user,
        signed_by=hat.asked_by,
        context={
            "hat": hat,
            "role": str(HatKind(hat.kind).label).lower(),
            "asker": hat.asked_by.display_name if hat.asked_by else _("One of the parties"),
        },
        actions=[
            Action(_("Yes, I will"), f"{url}?svar=yes", primary=True),
            Action(_("No, thank you"), f"{url}?svar=no"),
        ],
        reason=_("You get this mail because somebody in the project asks for you."),
    )


def queue_guest_proof(row: SignUp, gathering: Gathering) -> None:
    """Once an hour at most to the same address, however often the form is sent."""
    queue_mail(
        "guest_proof",
        key=f"guest_proof:{row.pk}:{timezone.now():%Y%m%d%H}",
        to=row.address,
        to_user=row.user,
        language=language_of(row),
        scope=scope_of(gathering),
        expires_at=gathering.starts_at,
        params={"sign_up": row.pk},
    )


@gathering_mail("guest_proof", lane=Lane.INVITATION, topic=Topic.ACCOUNT)
def guest_proof(mail: OutgoingMail) -> Outcome:
    """Somebody wrote this address in a form: a click says that they meant it."""
    row = SignUp.objects.select_related("user").filter(pk=mail.params["sign_up"]).first()
    if row is None or not row.address:
        return Skip("the sign-up is gone")
    gathering = whole(row.gathering_id)
    if not gathering.is_planned:
        return Skip("the meeting is cancelled")
    facts = facts_of(gathering)
    url = link_of(mail, sign_up=row, expires_at=gathering.ends_at)
    seating = None if row.is_placed else seating_of(gathering)
    return letter(
        f"{TEXTS}guest_proof",
        project_of(gathering),
        to=row.shown_name if row.name or row.user else "",
        context=facts | {"seating": seating},
        actions=[
            _proof_button(gathering, seating, url),
            see_button(gathering, facts["page"]),
        ],
        about=gathering.title if gathering.as_event else "",
        reason=_("You get this mail because somebody signed up with your address."),
    )


def _proof_button(gathering: Gathering, seating: Seating | None, url: str) -> Action:
    """What a click brings: a seat, a place on the list, or word of the next event."""
    if seating and seating.is_full and gathering.as_event:
        wish = _("Write to me when the next one is planned")
        return Action(wish, f"{url}?svar={SignUpState.NEXT}", primary=True)
    to_list = seating and seating.leads_to_list
    label = _("Stand on the waiting list") if to_list else _("I am coming")
    return Action(label, f"{url}?svar=yes", primary=True)
