"""Mails at the gates: consent, the recipient's deadline, the answer."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.emails.common import everyone_in, letter, link, project_in, queue_to
from projects.enums import OPEN_PHASES, Moderation, Phase, Position, RoundState, Verdict
from projects.models import ConsentAnswer, MailToken, Project
from samskabelse.mail.addresses import canonical
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Letter, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail


def queue_consent_asked(answer: ConsentAnswer) -> None:
    """To everybody who may commit the party; the first answer counts for all of them."""
    _queue_to_committers("consent_asked", answer, f"{answer.pk}")


def queue_consent_reminder(answer: ConsentAnswer) -> None:
    """The first of two is void once the second is due, so that they never arrive together."""
    key = f"{answer.pk}:{answer.reminders}"
    _queue_to_committers("consent_reminder", answer, key, expires_at=_next_step(answer))


def _next_step(answer: ConsentAnswer) -> datetime | None:
    """When the next reminder is due, or when the silent party may be passed over."""
    last = answer.last_reminded_at
    return last + timedelta(days=settings.CONSENT_REMINDER_DAYS) if last else None


def _queue_to_committers(
    kind: str, answer: ConsentAnswer, key: str, *, expires_at: datetime | None = None
) -> None:
    for person in answer.party.committers():
        queue_to(
            kind, person, answer.round.project, key=key, expires_at=expires_at, answer=answer.pk
        )


@mail_kind("consent_asked", lane=Lane.INVITATION, topic=Topic.CONSENT)
def consent_asked(mail: OutgoingMail) -> Letter | Skip:
    """May the opgave move on? Samtykke, træder til side, indvending."""
    return _ask_consent(mail, "consent_asked")


@mail_kind("consent_reminder", lane=Lane.REMINDER, topic=Topic.CONSENT)
def consent_reminder(mail: OutgoingMail) -> Letter | Skip:
    """The same question, and that the others may go on after a second reminder."""
    return _ask_consent(mail, "consent_reminder")


def _ask_consent(mail: OutgoingMail, template: str) -> Letter | Skip:
    answer = (
        ConsentAnswer.objects.select_related(
            "round__project__contact", "round__opened_by", "party__organisation", "party__user"
        )
        .filter(pk=mail.params["answer"], position=Position.PENDING, round__state=RoundState.OPEN)
        .exclude(round__project__moderation=Moderation.HIDDEN)
        .first()
    )
    if answer is None or not answer.party.can_be_committed_by(mail.to_user):
        return Skip("answered meanwhile")
    expires_at = timezone.now() + timedelta(days=60)
    token = MailToken.mint(consent_answer=answer, user=mail.to_user, expires_at=expires_at)
    url = link("projects:answer", token)
    return letter(
        template,
        answer.round.project,
        to=mail.to_user,
        context={
            "answer": answer,
            "party": answer.party.name,
            "asker": answer.round.opened_by.display_name if answer.round.opened_by else "",
            "from_phase": Phase(answer.round.from_phase).label,
            "to_phase": Phase(answer.round.to_phase).label,
            "is_last": answer.reminders >= 2,
            "next_step_on": _next_step(answer),
            "reminder_days": settings.CONSENT_REMINDER_DAYS,
        },
        actions=[
            Action(_("We consent"), f"{url}?svar=consent", primary=True),
            Action(_("We stand aside"), f"{url}?svar=stand_aside"),
            Action(_("We object"), f"{url}?svar=objection"),
        ],
        reason=_("You get this mail because you may answer for %(party)s.")
        % {"party": answer.party.name},
    )


def queue_recipient_named(project: Project) -> None:
    _queue_to_recipient("recipient_named", project, f"{project.answer_due}")


def queue_answer_deadline(project: Project, days_past: int, *, until: date) -> bool:
    """The reminder for one of the three days, void from `until`, when the next takes over.

    True when it was not queued before.
    """
    key = f"{project.answer_due}:{days_past}"
    expires_at = timezone.make_aware(datetime.combine(until, time()))
    return _queue_to_recipient(
        "answer_deadline", project, key, expires_at=expires_at, days_past=days_past
    )


def _queue_to_recipient(
    kind: str, project: Project, key: str, *, expires_at: datetime | None = None, **params: int
) -> bool:
    row = queue_mail(
        kind,
        key=f"{kind}:{project.pk}:{project.recipient_email}:{key}",
        to=project.recipient_email,
        language=project.language,
        scope=f"project:{project.pk}",
        expires_at=expires_at,
        params={"project": project.pk, "due": str(project.answer_due), **params},
    )
    return row is not None


@mail_kind("recipient_named", lane=Lane.INVITATION, topic=Topic.DEADLINE)
def recipient_named(mail: OutgoingMail) -> Letter | Skip:
    """You are the one who answers, and this is the deadline."""
    return _to_recipient(mail, "recipient_named")


@mail_kind("answer_deadline", lane=Lane.REMINDER, topic=Topic.DEADLINE)
def answer_deadline(mail: OutgoingMail) -> Letter | Skip:
    """14 and 3 days before, and the day after, when everybody can see that it is late."""
    return _to_recipient(mail, "answer_deadline")


def _to_recipient(mail: OutgoingMail, template: str) -> Letter | Skip:
    project = project_in(mail.params)
    if project is None or project.verdict or project.phase not in OPEN_PHASES:
        return Skip("answered or closed meanwhile")
    due = project.answer_due
    if (
        due is None
        or canonical(project.recipient_email) != mail.to_address
        or str(due) != mail.params["due"]
    ):
        return Skip("somebody else or another date meanwhile")
    token = MailToken.mint(recipient_of=project, expires_at=timezone.now() + timedelta(days=120))
    return letter(
        template,
        project,
        to=project.recipient_name,
        context={
            "days_left": (due - timezone.localdate()).days,
            "days_late": (timezone.localdate() - due).days,
            "parties": project.parties.active().count(),
            "project_url": link("projects:detail", project.slug),
        },
        actions=[Action(_("Write the answer"), link("projects:answer", token), primary=True)],
        reason=_("You get this mail because %(body)s must answer the project.")
        % {"body": project.recipient_body},
    )


def queue_verdict(project: Project) -> None:
    key = f"{project.pk}:{project.verdict_at}"
    for person in everyone_in(project):
        queue_to("verdict", person, project, key=key)


@mail_kind("verdict", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def verdict(mail: OutgoingMail) -> Letter | Skip:
    """The decision recipient has answered."""
    project = project_in(mail.params)
    if project is None or not project.verdict:
        return Skip("taken back meanwhile")
    return letter(
        "verdict",
        project,
        to=mail.to_user,
        context={"verdict": str(Verdict(project.verdict).label).lower()},
        actions=[Action(_("Read the answer"), link("projects:detail", project.slug), primary=True)],
    )
