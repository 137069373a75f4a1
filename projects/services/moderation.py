"""Keep it decent: hold, approve, hide, show again, report."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from participants.services.people import trust_person
from projects import emails
from projects.enums import Moderation, Phase, ReportState
from projects.models import Project, Report
from projects.services.common import lock_project
from samskabelse.history.services import record
from samskabelse.mail.limits import ONE_DAY, allow_stranger, network_address, take
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed, TooOften

REPORTS_A_DAY = 10  # by people who are not signed in, from one network address
UNSETTLED_FOR = 30 * ONE_DAY
_REPORTED = _(
    "Somebody on your network has reported this project already. A moderator looks at it. "
    "Sign in if you want to tell more."
)
_TOO_MANY_REPORTS = _(
    "Many reports have come from your network today. Sign in to send one, or try again tomorrow."
)


@transaction.atomic
def approve_project(project_id: int, *, by: User) -> Project:
    """Let a held opgave out. Its author is known from now on."""
    project = lock_project(project_id)
    require(by, "projects.moderate_project", project)
    if project.moderation != Moderation.HELD:
        return project
    project.moderation = Moderation.CLEAR
    project.published_at = timezone.now()
    project.save(update_fields=["moderation", "published_at"])
    if project.initiator_id:
        trust_person(project.initiator_id, by=by)
    record(project, "project.approved", by=by)
    emails.queue_moderated(project)
    return project


@transaction.atomic
def hide_project(project_id: int, *, by: User, reason: str) -> Project:
    """Hide an opgave, never delete it. The author sees the reason."""
    project = lock_project(project_id)
    require(by, "projects.moderate_project", project)
    if not reason.strip():
        raise ActError(_("Write the reason. The author will see it."), field="reason")
    if project.moderation == Moderation.HIDDEN and project.moderation_reason == reason.strip():
        return project
    project.moderation = Moderation.HIDDEN
    project.moderation_reason = reason.strip()
    project.save(update_fields=["moderation", "moderation_reason"])
    record(project, "project.hidden", by=by, reason=reason.strip())
    emails.queue_moderated(project)
    return project


@transaction.atomic
def show_project(project_id: int, *, by: User) -> Project:
    """Show a hidden opgave again."""
    project = lock_project(project_id)
    require(by, "projects.moderate_project", project)
    if project.moderation != Moderation.HIDDEN:
        return project
    project.moderation = Moderation.CLEAR
    project.published_at = project.published_at or timezone.now()
    project.moderation_reason = ""
    project.save(update_fields=["moderation", "moderation_reason", "published_at"])
    record(project, "project.shown", by=by)
    emails.queue_moderated(project)
    return project


@transaction.atomic
def report_project(project_id: int, *, by: User | None, reason: str) -> Report:
    """Tell the moderators that something is wrong. Anybody may, signed in or not.

    The same words once more, while nobody has answered them, are the same report. Who is not signed
    in sends a few a day from one network address, and one about each opgave until it is settled.
    """
    project = lock_project(project_id)
    if not project.is_public:
        raise NotAllowed
    if not reason.strip():
        raise ActError(_("Write what is wrong."), field="reason")
    told = {"project": project, "by": by, "reason": reason.strip()}
    standing = Report.objects.filter(**told, state=ReportState.OPEN).first()
    if standing:
        return standing
    if by is None:
        _count_stranger(project)
    report = Report.objects.create(**told)
    record(project, "report.sent", by=by, public=False, report=report.pk)
    return report


def _count_stranger(project: Project) -> None:
    """Raises TooOften when enough reports have come from this network address."""
    network = network_address()
    unsettled = Report.objects.filter(project=project, by=None, state=ReportState.OPEN).exists()
    is_first = take(f"report-{project.pk}:{network}", 1, UNSETTLED_FOR) if network else True
    if unsettled and not is_first:
        raise TooOften(_REPORTED, field="reason")
    allow_stranger("report", REPORTS_A_DAY, _TOO_MANY_REPORTS, field="reason")


@transaction.atomic
def close_report(report_id: int, *, by: User, upheld: bool, answer: str) -> Report:
    """Settle a report; whoever sent it signed in gets the answer."""
    project = lock_project(Report.objects.values_list("project_id", flat=True).get(pk=report_id))
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
    require(by, "projects.moderate_project", project)
    if report.state != ReportState.OPEN:
        return report
    if not answer.strip():
        raise ActError(_("Write an answer to the one who reported it."), field="answer")
    report.state = ReportState.UPHELD if upheld else ReportState.DISMISSED
    report.answer = answer.strip()
    report.closed_at = timezone.now()
    report.closed_by = by
    report.save()
    record(project, f"report.{report.state}", by=by, public=False, report=report.pk)
    if report.by_id:
        emails.queue_report_answered(report)
    return report


@transaction.atomic
def reply_first(project_id: int, *, by: User, text: str) -> Project:
    """The first answer from the municipality. It stops the clock, and everybody can read it."""
    project = lock_project(project_id)
    require(by, "projects.reply_first", project)
    _refuse_draft(project)
    if not text.strip():
        raise ActError(_("Write an answer."), field="text")
    if project.first_replied_at:
        raise ActError(_("The project has had its first answer."), code="answered")
    project.first_reply = text.strip()
    project.first_replied_at = timezone.now()
    project.first_replied_by = by
    project.save(update_fields=["first_reply", "first_replied_at", "first_replied_by"])
    record(project, "project.replied", by=by, text=project.first_reply)
    emails.queue_first_reply(project)
    return project


def _refuse_draft(project: Project) -> None:
    """A draft is its writer's alone."""
    if project.phase == Phase.DRAFT:
        raise NotAllowed


@transaction.atomic
def take_contact(project_id: int, *, by: User) -> Project:
    """A member of staff becomes the opgave's named contact person."""
    project = lock_project(project_id)
    require(by, "projects.reply_first", project)
    _refuse_draft(project)
    if project.contact_id != by.pk:
        project.contact = by
        project.save(update_fields=["contact"])
        record(project, "contact.changed", by=by, who=by.display_name, person=by.pk)
    return project
