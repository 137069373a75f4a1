"""Delopgaver by mail: the question, the answers, the date, and what is missing."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.emails.common import letter, link, mail_language, mail_token, project_mail, queue_to
from projects.enums import AssignmentState, Moderation, Reply
from projects.models import Assignment
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail

LINK_DAYS = 60


def queue_assignment_asked(row: Assignment) -> None:
    """To whoever may answer for the party, or to the person's address."""
    key = f"{row.pk}:{row.answered_at.isoformat() if row.answered_at else 'first'}"
    if row.asked_party:
        for person in row.asked_party.committers():
            queue_to("assignment_asked", person, row.project, key=key, assignment=row.pk)
        return
    queue_mail(
        "assignment_asked",
        key=f"assignment_asked:{key}",
        to=row.asked_email,
        language=mail_language(row.project),
        scope=f"project:{row.project_id}",
        expires_at=timezone.now() + timedelta(days=LINK_DAYS),
        params={"project": row.project_id, "assignment": row.pk},
    )


@project_mail(
    "assignment_asked", lane=Lane.INVITATION, topic=Topic.ROLE, held=False, asked_for=True
)
def assignment_asked(mail: OutgoingMail) -> Outcome:
    """Will you take this on? Ja, ja hvis, nej."""
    row = _row(mail)
    if row is None or row.state != AssignmentState.ASKED:
        return Skip("answered meanwhile")
    if row.asked_email != mail.to_address and not mail.to_user:
        return Skip("somebody else is asked meanwhile")
    url = _answer_link(mail, row)
    return letter(
        "assignment_asked",
        row.project,
        to=mail.to_user or row.asked_name,
        signed_by=row.giver,
        context={"row": row, "giver": row.given_by, "is_again": bool(row.condition_answer)},
        actions=[
            Action(_("Yes, I will"), f"{url}?svar={Reply.YES}", primary=True),
            Action(_("Yes, if …"), f"{url}?svar={Reply.IF}"),
            Action(_("No, thank you"), f"{url}?svar={Reply.NO}"),
        ],
        reason=_("You get this mail because %(giver)s asks you.") % {"giver": row.given_by},
    )


def queue_assignment_answered(row: Assignment) -> None:
    """Tell the giver; a ja hvis waits for their answer."""
    if row.giver and row.giver_id != row.taker_id:
        key = f"{row.pk}:{row.answered_at.isoformat()}"
        queue_to("assignment_answered", row.giver, row.project, key=key, assignment=row.pk,
                 state=row.state)  # fmt: skip


@project_mail("assignment_answered", lane=Lane.REMINDER, topic=Topic.ROLE, asked_for=True)
def assignment_answered(mail: OutgoingMail) -> Outcome:
    """Ja, nej, or a condition to answer."""
    row = _row(mail)
    if row is None or row.state != mail.params["state"]:
        return Skip("answered differently meanwhile")
    conditional = row.state == AssignmentState.CONDITIONAL
    url = _answer_link(mail, row) if conditional else _page(row)
    label = _("Answer the condition") if conditional else _("See the assignment")
    return letter(
        "assignment_answered",
        row.project,
        to=mail.to_user,
        context={
            "row": row,
            "who": row.team_for if not row.taken_at else row.public_for,
            "state": row.state,
        },
        actions=[Action(label, url, primary=True)],
        reason=_("You get this mail because you asked."),
    )


def queue_condition_answered(row: Assignment) -> None:
    """Yes: it is agreed. No: the same question again, with why not."""
    if row.state == AssignmentState.ASKED:
        queue_assignment_asked(row)
    elif row.taker:
        queue_to("condition_accepted", row.taker, row.project, key=f"{row.pk}", assignment=row.pk)


@project_mail("condition_accepted", lane=Lane.REMINDER, topic=Topic.ROLE, asked_for=True)
def condition_accepted(mail: OutgoingMail) -> Outcome:
    """Your condition is fine, so it is yours."""
    row = _row(mail)
    if row is None or row.state != AssignmentState.ACCEPTED:
        return Skip("ended meanwhile")
    return letter(
        "condition_accepted",
        row.project,
        to=mail.to_user,
        signed_by=row.giver,
        context={"row": row, "giver": row.given_by},
        actions=[Action(_("See the assignment"), _page(row), primary=True)],
    )


def queue_assignment_reminder(row: Assignment, offset: int, *, until: datetime) -> bool:
    """Three days before the date, or on the day. True when somebody could be told."""
    if row.taker is None or not row.taker.is_active:
        return False
    key = f"{row.pk}:{row.due}:{offset}"
    queue_to("assignment_reminder", row.taker, row.project, key=key, expires_at=until,
             assignment=row.pk, due=str(row.due))  # fmt: skip
    return True


@project_mail("assignment_reminder", lane=Lane.REMINDER, topic=Topic.DEADLINE, asked_for=True)
def assignment_reminder(mail: OutgoingMail) -> Outcome:
    """The date is near."""
    row = _row(mail)
    if row is None or row.state != AssignmentState.ACCEPTED or str(row.due) != mail.params["due"]:
        return Skip("ended or moved meanwhile")
    return _to_taker(mail, row, "assignment_reminder")


def queue_assignment_question(row: Assignment) -> None:
    """ "Hvad mangler du?" The key has no date in it: one in a delopgave's life."""
    if row.taker:
        queue_to("assignment_question", row.taker, row.project, key=f"{row.pk}", assignment=row.pk)


@project_mail("assignment_question", lane=Lane.REMINDER, topic=Topic.DEADLINE, asked_for=True)
def assignment_question(mail: OutgoingMail) -> Outcome:
    """The date has passed. What are you missing? We do not ask again."""
    row = _row(mail)
    passed = row and row.due and row.due < timezone.localdate()
    if row is None or row.state != AssignmentState.ACCEPTED or not passed:
        return Skip("ended or moved meanwhile")
    return _to_taker(mail, row, "assignment_question")


def _to_taker(mail: OutgoingMail, row: Assignment, template: str) -> Outcome:
    url = _answer_link(mail, row)
    return letter(
        template,
        row.project,
        to=mail.to_user,
        signed_by=row.giver,
        context={"row": row, "giver": row.given_by},
        actions=[
            Action(_("It is done"), f"{url}?svar=done", primary=True),
            Action(_("I am missing something"), f"{url}?svar=missing"),
            Action(_("It will be another day"), f"{url}?svar=later"),
            Action(_("I let it go"), f"{url}?svar=release"),
        ],
        reason=_("You get this mail because you have taken this on."),
    )


def queue_assignment_missing(row: Assignment, by: User) -> None:
    """Tell the giver what is missing, or that it will be another day."""
    _tell(row, row.giver, by, "assignment_missing", f"{row.pk}:{timezone.now().isoformat()}")


def queue_assignment_ended(row: Assignment, by: User) -> None:
    """Tell the other side how it went."""
    for person in {row.giver, row.taker}:
        _tell(row, person, by, "assignment_ended", f"{row.pk}")


def queue_assignment_thanked(row: Assignment) -> None:
    _tell(row, row.taker, row.thanked_by, "assignment_thanked", f"{row.pk}")


def _tell(row: Assignment, person: User | None, by: User | None, kind: str, key: str) -> None:
    if person and (by is None or person.pk != by.pk):
        queue_to(kind, person, row.project, key=key, assignment=row.pk)


@project_mail("assignment_missing", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def assignment_missing(mail: OutgoingMail) -> Outcome:
    """Somebody you asked is missing something, or needs another day."""
    return _news(mail, "assignment_missing", {AssignmentState.ACCEPTED})


@project_mail("assignment_ended", lane=Lane.REMINDER, topic=Topic.PROGRESS, asked_for=True)
def assignment_ended(mail: OutgoingMail) -> Outcome:
    """Done, or released, with a word about how it went."""
    ended = {AssignmentState.DONE, AssignmentState.RELEASED}
    return _news(mail, "assignment_ended", ended)


@project_mail("assignment_thanked", lane=Lane.REMINDER, topic=Topic.PROGRESS, asked_for=True)
def assignment_thanked(mail: OutgoingMail) -> Outcome:
    """Thank you."""
    ended = {AssignmentState.DONE, AssignmentState.RELEASED}
    return _news(mail, "assignment_thanked", ended, signed_by="thanked_by")


def _news(
    mail: OutgoingMail, template: str, states: set[Any], *, signed_by: str = "taker"
) -> Outcome:
    row = _row(mail)
    if row is None or row.state not in states:
        return Skip("changed meanwhile")
    return letter(
        template,
        row.project,
        to=mail.to_user,
        signed_by=getattr(row, signed_by),
        context={
            "row": row,
            "who": row.public_for,
            "giver": row.given_by,
            "thanks_by": str(row.thanked_by or ""),
            "is_done": row.state == AssignmentState.DONE,
        },
        actions=[Action(_("See the assignment"), _page(row), primary=True)],
    )


def _row(mail: OutgoingMail) -> Assignment | None:
    rows = Assignment.objects.with_names().select_related("project__contact", "thanked_by")
    row = rows.filter(pk=mail.params["assignment"]).first()
    return None if row and row.project.moderation == Moderation.HIDDEN else row


def _page(row: Assignment) -> str:
    return link("projects:assignment", row.project.slug, row.pk)


def _answer_link(mail: OutgoingMail, row: Assignment) -> str:
    expires_at = timezone.now() + timedelta(days=LINK_DAYS)
    token = mail_token(mail, assignment=row, user=mail.to_user, expires_at=expires_at)
    return link("projects:answer", token)
