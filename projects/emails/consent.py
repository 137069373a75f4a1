"""Mails at the gates: consent, the recipient's deadline, the answer."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.emails.common import (
    everyone_in,
    letter,
    link,
    mail_language,
    mail_token,
    order_to,
    project_in,
    project_mail,
    queue_to_all,
    queue_together,
)
from projects.enums import OPEN_PHASES, ConsentAbout, Position, RoundState, Verdict
from projects.models import ConsentAnswer, Project
from samskabelse.history.models import Entry
from samskabelse.mail.addresses import canonical
from samskabelse.mail.enums import FINAL_STATES, Lane, State, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_mail
from samskabelse.mail.resolver import was_refused
from samskabelse.ui.tags.time import days_late

BETWEEN_VERSIONS = timedelta(minutes=20)


def queue_consent_asked(answer: ConsentAnswer) -> None:
    """To everybody who may commit the party; the first answer counts for all of them."""
    queue_consents_asked([answer])


def queue_consents_asked(answers: Iterable[ConsentAnswer]) -> None:
    """The same for every party at once, as one round asks them."""
    orders = [order for answer in answers for order in _to_committers("consent_asked", answer)]
    queue_together("consent_asked", orders)


def queue_consent_reminder(answer: ConsentAnswer) -> bool:
    """The next of the two reminders. True when somebody may answer for the party."""
    step = answer.reminders + 1
    orders = _to_committers("consent_reminder", answer, f":{step}", step=step)
    queue_together("consent_reminder", orders)
    return bool(orders)


def _to_committers(kind: str, answer: ConsentAnswer, key: str = "", **params: Any) -> list[Order]:
    project, key = answer.round.project, f"{kind}:{answer.pk}{key}"
    return [
        order_to(
            person, project, key=key, not_before=_leaves_at(answer), answer=answer.pk, **params
        )
        for person in answer.party.committers()
    ]


def reminders_under_way(answer: Combinable) -> QuerySet[Any]:
    """Reminders of this answer (`OuterRef("pk")`) that are queued and have not left."""
    rows = OutgoingMail.objects.filter(kind="consent_reminder").exclude(state__in=FINAL_STATES)
    asked = Cast(KT("params__answer"), BigIntegerField())
    return rows.annotate(asked=asked).filter(asked=answer)


def _leaves_at(answer: ConsentAnswer) -> datetime | None:
    """A text that is being written waits a little: its next version makes this mail void."""
    written = answer.round.about != ConsentAbout.GATE
    return timezone.now() + BETWEEN_VERSIONS if written else None


@project_mail("consent_asked", lane=Lane.INVITATION, topic=Topic.CONSENT, asked_for=True)
def consent_asked(mail: OutgoingMail) -> Outcome:
    """What are we asked? Samtykke, træder til side, indvending."""
    return _ask_consent(mail, "consent_asked")


def _count_reminder(mail: OutgoingMail) -> None:
    """A reminder counts when it is given, once for the party however many may answer for it.

    Given is what was sent, may have been, or was refused by the address; also what stayed behind
    because the party's own people want no such mails: the page asks them too, and nobody may stop
    the others by muting. What nobody tried to send (nobody may answer, expired, hidden for too
    long) does not count.
    """
    given = mail.state in {State.SENT, State.UNKNOWN, State.FAILED} or was_refused(mail)
    step = mail.params["step"]
    if given:
        ConsentAnswer.objects.filter(
            pk=mail.params["answer"], position=Position.PENDING, reminders=step - 1
        ).update(reminders=step, last_reminded_at=mail.sent_at or timezone.now())


@project_mail(
    "consent_reminder",
    lane=Lane.REMINDER,
    topic=Topic.CONSENT,
    settled=_count_reminder,
    asked_for=True,
)
def consent_reminder(mail: OutgoingMail) -> Outcome:
    """The same question, and that the others may go on after a second reminder."""
    return _ask_consent(mail, "consent_reminder")


def _ask_consent(mail: OutgoingMail, template: str) -> Outcome:
    answer = (
        ConsentAnswer.objects.select_related(
            "round__project__contact",
            "round__opened_by",
            "round__statement_version",
            "round__solution_version",
            "party__organisation",
            "party__user",
        )
        .filter(pk=mail.params["answer"], position=Position.PENDING, round__state=RoundState.OPEN)
        .first()
    )
    if answer is None or not answer.party.can_be_committed_by(mail.to_user):
        return Skip("answered meanwhile")
    expires_at = timezone.now() + timedelta(days=60)
    token = mail_token(mail, consent_answer=answer, user=mail.to_user, expires_at=expires_at)
    url = link("projects:answer", token)
    return letter(
        template,
        answer.round.project,
        to=mail.to_user,
        context={
            "answer": answer,
            "party": answer.party.name,
            "asker": answer.round.opened_by.display_name if answer.round.opened_by else "",
            "about": answer.round.about,
            "question": answer.round.question,
            "from_phase": answer.round.get_from_phase_display(),
            "to_phase": answer.round.get_to_phase_display(),
            "statement": answer.round.statement_version,
            "solution": answer.round.solution_version,
            "is_last": mail.params.get("step") == 2,
            "next_step_on": timezone.now() + timedelta(days=settings.CONSENT_REMINDER_DAYS),
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
    """Call after the naming stands in the history: each naming is a mail of its own."""
    _queue_to_recipient("recipient_named", project, "named")


def queue_answer_deadline(project: Project, days_past: int, *, until: date) -> bool:
    """The reminder for one of the three days, void from `until`, when the next takes over.

    True when it was not queued before.
    """
    expires_at = timezone.make_aware(datetime.combine(until, time()))
    return _queue_to_recipient(
        "answer_deadline", project, f"{days_past}", expires_at=expires_at, days_past=days_past
    )


def namings() -> QuerySet[Entry]:
    """The entries of the history that gave a recipient a deadline, the latest first."""
    acts = ["recipient.named", "project.reopened", "recommendation.sent"]
    kept = Entry.objects.filter(target_type=Project._meta.label_lower, action__in=acts)
    return kept.order_by("-id")


def _naming(project: Project) -> int:
    """The naming that counts now; 0 for what was imported with its recipient."""
    return namings().filter(target_id=project.pk).values_list("pk", flat=True).first() or 0


def _queue_to_recipient(
    kind: str, project: Project, key: str, *, expires_at: datetime | None = None, **params: int
) -> bool:
    naming = _naming(project)
    row = queue_mail(
        kind,
        key=f"{kind}:{project.pk}:{naming}:{key}",
        to=project.recipient_email,
        language=mail_language(project),
        scope=f"project:{project.pk}",
        expires_at=expires_at,
        params={"project": project.pk, "naming": naming, **params},
    )
    return row is not None


@project_mail("recipient_named", lane=Lane.INVITATION, topic=Topic.DEADLINE)
def recipient_named(mail: OutgoingMail) -> Outcome:
    """You are the one who answers, and this is the deadline."""
    return _to_recipient(mail, "recipient_named")


@project_mail("answer_deadline", lane=Lane.REMINDER, topic=Topic.DEADLINE)
def answer_deadline(mail: OutgoingMail) -> Outcome:
    """14 and 3 days before, and the day after, when everybody can see that it is late."""
    return _to_recipient(mail, "answer_deadline")


def _to_recipient(mail: OutgoingMail, template: str) -> Outcome:
    project = project_in(mail.params)
    if project is None or project.verdict or project.phase not in OPEN_PHASES:
        return Skip("answered or closed meanwhile")
    due = project.answer_due
    if (
        due is None
        or canonical(project.recipient_email) != mail.to_address
        or _naming(project) != mail.params["naming"]
    ):
        return Skip("somebody else or another date meanwhile")
    expires_at = timezone.now() + timedelta(days=120)
    token = mail_token(mail, recipient_of=project, expires_at=expires_at)
    return letter(
        template,
        project,
        to=project.recipient_name,
        context={
            "days_left": -days_late(due),
            "days_late": days_late(due),
            "parties": project.parties.active().count(),
            "project_url": link("projects:detail", project.slug),
        },
        actions=[Action(_("Write the answer"), link("projects:answer", token), primary=True)],
        reason=_("You get this mail because %(body)s must answer the project.")
        % {"body": project.recipient_body},
    )


def queue_verdict(project: Project) -> None:
    at = str(project.verdict_at)
    queue_to_all("verdict", everyone_in(project), project, key=f"{project.pk}:{at}", at=at)


@project_mail("verdict", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def verdict(mail: OutgoingMail) -> Outcome:
    """The decision recipient has answered."""
    project = project_in(mail.params)
    if project is None or not project.verdict or str(project.verdict_at) != mail.params["at"]:
        return Skip("taken back or corrected meanwhile")
    return letter(
        "verdict",
        project,
        to=mail.to_user,
        context={"verdict": str(Verdict(project.verdict).label).lower()},
        actions=[Action(_("Read the answer"), link("projects:detail", project.slug), primary=True)],
    )
