"""Send the decision recipient what the parties have chosen, as often as it takes."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.models import Party, Project, Recommendation, SolutionVersion
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name, voice_of
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, Blocked


@transaction.atomic
def send_recommendation(
    project_id: int, *, by: User, text: str, due: date, party: Party | None = None
) -> Recommendation:
    """Recommend the chosen version in writing, with a deadline of its own.

    The minority statements go with it. After a nej or delvist the parties change the proposal,
    choose it anew and send it again; the former answer stays, and stands for the former version.
    """
    project = lock_project(project_id)
    require(by, "projects.send_recommendation", project)
    require_phase(project, "recommend")
    voice = voice_of(by, project, party)
    if not text.strip():
        raise ActError(_("Write what you recommend, and why."), field="text")
    if due <= timezone.localdate():
        raise ActError(_("The deadline must be later than today."), field="due")
    version = _something_to_send(project)
    former = project.recommendations.select_related("version").first()
    if former and (former.version_id, former.text, former.due) == (
        project.chosen_id,
        text.strip(),
        due,
    ):
        return former
    _refuse_same_again(project, former)
    sent = _send(project, former, version, text=text.strip(), due=due, by=by, party=voice)
    record(
        project,
        "recommendation.sent",
        by=by,
        on_behalf_of=voice_name(voice, by),
        body=project.recipient_body,
        title=sent.version.title,
        number=sent.number,
        due=due.isoformat(),
        recommendation=sent.pk,
    )
    emails.queue_recommendation(sent)
    return sent


def _something_to_send(project: Project) -> SolutionVersion:
    if project.chosen is None:
        raise Blocked(
            _("Choose a solution first: the parties recommend what all of them consent to."),
            code="nothing_chosen",
        )
    if not project.has_recipient:
        raise Blocked(
            _("The convener must name the decision recipient first."), code="no_recipient"
        )
    return project.chosen


def _refuse_same_again(project: Project, former: Recommendation | None) -> None:
    if former and project.verdict and former.version_id == project.chosen_id:
        raise ActError(
            _(
                "%(body)s has answered this version. Change the proposal and choose it again "
                "before you ask once more."
            )
            % {"body": project.recipient_body},
            code="answered",
        )


def _send(
    project: Project,
    former: Recommendation | None,
    version: SolutionVersion,
    *,
    text: str,
    due: date,
    by: User,
    party: Party | None,
) -> Recommendation:
    """The new one stands; the answer to the former stays in its row and no longer in the way."""
    project.answer_due = due
    project.verdict = project.verdict_reasons = ""
    project.verdict_at = None
    project.save(update_fields=["answer_due", "verdict", "verdict_reasons", "verdict_at"])
    return Recommendation.objects.create(
        project=project,
        number=former.number + 1 if former else 1,
        version=version,
        text=text,
        due=due,
        body=project.recipient_body,
        sent_at=timezone.now(),
        sent_by=by,
        party=party,
    )
