"""What the history says about acts on opgaver. Each sentence goes on from who acted."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from projects.enums import LeaveReason, Outcome, Phase, ProjectRoleKind, Verdict
from samskabelse.history.sentences import register, register_values

register(
    {
        "project.submitted": _("raised the project. It waits for a moderator"),
        "project.published": _("raised the project"),
        "project.imported": _("brought the project in from %(name)s"),
        "project.changed": _("mended the text: %(new)s"),
        "project.approved": _("looked at the project and let it appear"),
        "project.hidden": _("hid the project: “%(reason)s”"),
        "project.shown": _("showed the project again"),
        "project.replied": _("gave the first answer"),
        "project.advanced": _(
            "moved the project from “%(old)s” to “%(to)s” with the parties’ consent"
        ),
        "project.reopened": _(
            "opened the problem again and moved the project from “%(old)s” back to “%(to)s”, "
            "because: “%(reason)s”"
        ),
        "gate.overridden": _(
            "moved the project to “%(to)s” although something was missing, because: “%(reason)s”. "
            "Missing: %(missing)s"
        ),
        "closing.prepared": _("wrote how the project ends: %(outcome)s"),
        "theme.changed": _("changed the theme “%(name)s”"),
        "contact.changed": _("made %(who)s the contact person"),
    }
)
register(
    {
        "invitation.sent": _("invited %(who)s"),
        "invitations.sent": _("invited %(n)s"),
        "invitations.taken_back": _("took %(n)s back before the mails left"),
        "invitation.sent_again": _("sent the invitation to %(who)s again"),
        "invitation.cancelled": _("took the invitation to %(who)s back"),
        "invitation.accepted": _("said yes to taking part"),
        "invitation.considering": _("is thinking the invitation over"),
        "invitation.declined": _("said no to the invitation"),
        "wish.sent": _("asked to take part"),
        "wish.welcomed": _("welcomed %(who)s as a party"),
        "wish.declined": _("said “not this time” to %(who)s"),
        "party.described": _("wrote what %(who)s brings and needs"),
        "party.left": _("left the project: %(reason)s"),
        "stakeholder.mapped": _("added %(who)s to the map of stakeholders"),
        "stakeholder.changed": _("changed %(who)s on the map of stakeholders"),
        "stakeholder.removed": _("removed %(who)s from the map of stakeholders"),
    }
)
register(
    {
        "round.opened": _("asked the parties whether the project may move to “%(to)s”"),
        "round.withdrawn": _("took back the question whether the project may move to “%(to)s”"),
        "consent.consent": _("consented to moving to “%(to)s”"),
        "consent.stand_aside": _("stood aside from moving to “%(to)s”"),
        "consent.objection": _("objected to moving to “%(to)s”: “%(reason)s”"),
        "consent.passed_over": _("passed over %(who)s, who had not answered after two reminders"),
        "statement_round.opened": _("asked the parties about version %(version)s of the statement"),
        "statement_round.withdrawn": _(
            "took back the question about version %(version)s of the statement"
        ),
        "statement_consent.consent": _("consented to version %(version)s of the statement"),
        "statement_consent.stand_aside": _("stood aside from version %(version)s of the statement"),
        "statement_consent.objection": _(
            "objected to version %(version)s of the statement: “%(reason)s”"
        ),
        "statement_consent.passed_over": _(
            "passed over %(who)s, who had not answered after two reminders"
        ),
        "statement.agreed": _(
            "gave the last answer: the parties agree on version %(version)s of the statement"
        ),
        "recipient.named": _("named %(body)s as decision recipient, with answer deadline %(due)s"),
        "verdict.recorded": _("wrote down the answer from %(body)s: %(verdict)s"),
        "role.asked": _("asked %(who)s to be %(role)s"),
        "role.accepted": _("said yes to being %(role)s"),
        "role.declined": _("said no to being %(role)s"),
        "role.ended": _("stopped as %(role)s"),
        "report.sent": _("reported the project to the moderators"),
        "report.upheld": _("agreed with a report about the project"),
        "report.dismissed": _("looked at a report about the project and found nothing wrong"),
    }
)


def label_of(choices: type[TextChoices], *, inside: bool = False) -> Callable[[Any], object]:
    """The label of a stored code, `inside` a sentence without its capital.

    A code that no longer exists stays as it is.
    """

    def words(value: Any) -> object:
        if value not in choices.values:
            return value
        label = str(choices(value).label)
        return label[:1].lower() + label[1:] if inside else label

    return words


def day(value: Any) -> str:
    return date_format(date.fromisoformat(value), "DATE_FORMAT")


def somebody(value: Any) -> str:
    """Whom the record does not name, such as a private person who has not said yes."""
    return value or gettext("a person")


def listed(value: Iterable[Any]) -> str:
    return " ".join(str(item) for item in value)


def invited(n: int) -> str:
    """Whom an invitation went to when many were asked at once."""
    words = ngettext("%(n)s person or organisation", "%(n)s people and organisations", n)
    return words % {"n": n}


def invitations(n: int) -> str:
    return ngettext("%(n)s invitation", "%(n)s invitations", n) % {"n": n}


def named_fields(value: Iterable[str]) -> str:
    """Which parts of an opgave were mended, by the names they have on the page."""
    names = {
        "title": gettext("title"),
        "problem": gettext("the problem or task"),
        "place": gettext("where"),
        "postal_code": gettext("postal code"),
        "themes": gettext("themes"),
    }
    return ", ".join(dict.fromkeys(names.get(key, gettext("where")) for key in value))


MOVES = [
    "project.advanced",
    "project.reopened",
    "gate.overridden",
    "round.opened",
    "round.withdrawn",
    "consent.consent",
    "consent.stand_aside",
    "consent.objection",
]
register_values(
    {f"{action}.{name}": label_of(Phase) for action in MOVES for name in ("old", "to")}
    | {
        f"role.{act}.role": label_of(ProjectRoleKind, inside=True)
        for act in ("asked", "accepted", "declined", "ended")
    }
    | {f"invitation.{act}.who": somebody for act in ("sent", "sent_again", "cancelled")}
    | {
        "invitations.sent.n": invited,
        "invitations.taken_back.n": invitations,
        "wish.declined.who": somebody,
        "gate.overridden.missing": listed,
        "project.changed.new": named_fields,
        "closing.prepared.outcome": label_of(Outcome, inside=True),
        "party.left.reason": label_of(LeaveReason, inside=True),
        "recipient.named.due": day,
        "verdict.recorded.verdict": label_of(Verdict, inside=True),
    }
)
