"""What became of it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from projects.emails.common import (
    everyone_in,
    letter,
    link,
    project_in,
    project_mail,
    queue_to,
    queue_to_all,
)
from projects.enums import Moderation, Phase, ReportState
from projects.models import Project, Report
from projects.phases import blockers
from samskabelse.history.queries import history_of
from samskabelse.history.sentences import sentence_for
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail


def _go(project: Project) -> Action:
    return Action(_("Go to the project"), link("projects:detail", project.slug), primary=True)


def queue_project_received(project: Project) -> None:
    """The receipt to the one who raised it."""
    if project.initiator and project.initiator_id != project.entered_by_id:
        queue_to("project_received", project.initiator, project, key=f"{project.pk}")


@project_mail("project_received", lane=Lane.REMINDER, topic=Topic.PROGRESS, asked_for=True)
def project_received(mail: OutgoingMail) -> Outcome:
    """We have it, this is your contact person, and you hear from us by then."""
    project = project_in(mail.params)
    if project is None:
        return Skip("hidden meanwhile")
    return letter(
        "project_received",
        project,
        to=mail.to_user,
        context={
            "is_held": project.moderation == Moderation.HELD,
            "entered_by": project.entered_by.display_name if project.entered_by else "",
        },
        actions=[_go(project)],
        reason=_("You get this mail because you raised the project."),
    )


def queue_first_reply(project: Project) -> None:
    if project.initiator:
        queue_to("first_reply", project.initiator, project, key=f"{project.pk}")


@project_mail("first_reply", lane=Lane.REMINDER, topic=Topic.PROGRESS, asked_for=True)
def first_reply(mail: OutgoingMail) -> Outcome:
    """The municipality's first answer."""
    project = project_in(mail.params)
    if project is None:
        return Skip("hidden meanwhile")
    return letter(
        "first_reply",
        project,
        to=mail.to_user,
        signed_by=project.first_replied_by,
        actions=[_go(project)],
        reason=_("You get this mail because you raised the project."),
    )


def queue_phase_moved(project: Project) -> None:
    key = f"{project.pk}:{project.phase_since.isoformat()}"
    queue_to_all("phase_moved", everyone_in(project), project, key=key, phase=project.phase)


@project_mail("phase_moved", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def phase_moved(mail: OutgoingMail) -> Outcome:
    """The opgave is in another phase: which, why, and what it waits for now."""
    project = project_in(mail.params)
    if project is None or project.phase != mail.params["phase"]:
        return Skip("moved again meanwhile")
    return letter(
        "phase_moved",
        project,
        to=mail.to_user,
        context={
            "phase": Phase(project.phase).label,
            "is_closed": project.phase == Phase.CLOSED,
            "what_happened": _how_it_moved(project),
            "missing": [str(blocker) for blocker in blockers(project)],
        },
        actions=[_go(project)],
    )


def _how_it_moved(project: Project) -> str:
    """Who moved it and why, in the words of the history."""
    moves = ["project.advanced", "project.reopened", "gate.overridden"]
    entry = history_of(project).filter(action__in=moves).first()
    if entry is None:
        return ""
    who = entry.by.display_name if entry.by else _("Somebody")
    if entry.on_behalf_of:
        who = _("%(name)s (on behalf of %(party)s)") % {"name": who, "party": entry.on_behalf_of}
    return f"{who} {sentence_for(entry)}"


def queue_moderated(project: Project) -> None:
    if project.initiator:
        key = f"{project.pk}:{project.moderation}:{timezone.now().isoformat()}"
        queue_to("moderated", project.initiator, project, key=key, moderation=project.moderation)


@mail_kind("moderated", lane=Lane.REMINDER, topic=Topic.ACCOUNT)
def moderated(mail: OutgoingMail) -> Outcome:
    """Approved, hidden with a reason, or shown again. Goes to the author whatever they muted."""
    project = Project.objects.select_related("contact").get(pk=mail.params["project"])
    if project.moderation != mail.params["moderation"]:
        return Skip("decided differently meanwhile")
    return letter(
        "moderated",
        project,
        to=mail.to_user,
        context={"is_hidden": project.moderation == Moderation.HIDDEN},
        actions=[_go(project)],
        reason=_("You get this mail because you raised the project."),
    )


def queue_report_answered(report: Report) -> None:
    if report.by and report.by.is_active:
        queue_to("report_answered", report.by, report.project, key=f"{report.pk}", report=report.pk)


@mail_kind("report_answered", lane=Lane.REMINDER, topic=Topic.ACCOUNT)
def report_answered(mail: OutgoingMail) -> Outcome:
    """What the moderators decided about a report."""
    report = Report.objects.select_related("project__contact").get(pk=mail.params["report"])
    return letter(
        "report_answered",
        report.project,
        to=mail.to_user,
        context={
            "report": report,
            "upheld": report.state == ReportState.UPHELD,
            "is_hidden": report.project.moderation == Moderation.HIDDEN,
        },
        actions=[_go(report.project)],
        reason=_("You get this mail because you reported the project."),
    )
