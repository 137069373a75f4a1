"""Who must answer the result, by when, and what the answer was."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import Verdict
from projects.models import Party, Project, RecipientAnswer, Recommendation
from projects.phases import ALLOWS, require_phase
from projects.services.common import behalf, lock_project, voice_name
from projects.services.invitations import charge_inviter
from samskabelse.history.services import record
from samskabelse.mail.addresses import canonical
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@transaction.atomic
def name_recipient(
    project_id: int,
    *,
    by: User,
    body: str,
    name: str,
    email: str,
    due: date,
    party: Party | None = None,
) -> Project:
    """The convener names who must answer, and by when. A later change stands in the history.

    Once there is an answer it belongs to whoever gave it, until the problem is opened again.
    """
    project = lock_project(project_id)
    require(by, "projects.name_recipient", project)
    require_phase(project, "name_recipient")
    if project.verdict:
        raise ActError(
            _("%(body)s has answered already.") % {"body": project.recipient_body}, code="answered"
        )
    if not body.strip():
        raise ActError(_("Write who must answer, such as a committee."), field="body")
    if due <= timezone.localdate():
        raise ActError(_("The deadline must be later than today."), field="due")
    old = {"body": project.recipient_body, "due": str(project.answer_due or "")}
    named = {
        "recipient_body": body.strip(),
        "recipient_name": name.strip(),
        "recipient_email": _checked(email),
        "answer_due": due,
    }
    if all(getattr(project, field) == value for field, value in named.items()):
        return project
    if named["recipient_email"] != project.recipient_email:
        project.recipient_tokens.all().delete()  # links in mails to the former recipient
    for field, value in named.items():
        setattr(project, field, value)
    project.save(update_fields=list(named))
    record(
        project,
        "recipient.named",
        by=by,
        on_behalf_of=behalf(by, project, party),
        body=project.recipient_body,
        name=project.recipient_name,
        due=due.isoformat(),
        old=old,
    )
    if project.recipient_email:
        charge_inviter(by, project)
        emails.queue_recipient_named(project)
    return project


def _checked(email: str) -> str:
    """The address as we keep it, or empty: some recipients are reached by letter alone."""
    try:
        return canonical(email) if email.strip() else ""
    except ValueError as error:
        raise ActError(_("This is not an e-mail address."), field="email") from error


@transaction.atomic
def record_verdict(
    project_id: int, *, by: User, verdict: str, reasons: str, read: int | None = None
) -> Project:
    """Write down ja, delvist or nej with the reasons, for everybody to see.

    By the convener, or by the recipient in person: the address that the convener named. It answers
    the recommendation that stands; `read` is the one that was read, so that nobody answers a newer
    one unseen (code `newer_recommendation`). Each answer stays, also when another follows.
    """
    project = lock_project(project_id)
    if not is_recipient(by, project) and not by.has_perm("projects.record_verdict", project):
        raise NotAllowed
    require_phase(project, "record_verdict")
    if not project.has_recipient:
        raise ActError(_("Nobody has been named to answer yet."), code="no_recipient")
    if verdict not in Verdict.values:
        raise ActError(_("Choose yes, partly or no."), field="verdict")
    if not reasons.strip():
        raise ActError(_("Write the reasons."), field="reasons")
    if (project.verdict, project.verdict_reasons) == (verdict, reasons.strip()):
        return project
    recommendation = _the_one_read(project, read)
    project.verdict = verdict
    project.verdict_reasons = reasons.strip()
    project.verdict_at = timezone.now()
    project.save(update_fields=["verdict", "verdict_reasons", "verdict_at"])
    in_person = is_recipient(by, project)
    _keep_answer(project, recommendation, by, in_person=in_person)
    voice = project.recipient_body if in_person else voice_name(project.party_of(by), by)
    record(
        project,
        "verdict.recorded",
        by=by,
        on_behalf_of=voice,
        body=project.recipient_body,
        verdict=verdict,
        reasons=project.verdict_reasons,
    )
    emails.queue_verdict(project)
    return project


def _the_one_read(project: Project, read: int | None) -> Recommendation | None:
    standing = project.recommendations.first()
    if read and standing and standing.pk != read:
        raise ActError(
            _("The parties have sent a newer recommendation. Read it, then answer."),
            code="newer_recommendation",
        )
    return standing


def _keep_answer(
    project: Project, recommendation: Recommendation | None, by: User, *, in_person: bool
) -> None:
    RecipientAnswer.objects.create(
        project=project,
        recommendation=recommendation,
        verdict=project.verdict,
        reasons=project.verdict_reasons,
        at=timezone.now(),
        body=project.recipient_body,
        in_person=in_person,
        by=by,
    )


def owes_answer(user: User, project: Project) -> bool:
    """Whether the parties wait for this person's answer, who may give it now."""
    may = not project.verdict and project.phase in ALLOWS["record_verdict"]
    return may and is_recipient(user, project)


def is_recipient(user: User, project: Project) -> bool:
    """Whether this is the person whom the convener named by address."""
    return bool(project.recipient_email) and user.email == project.recipient_email
