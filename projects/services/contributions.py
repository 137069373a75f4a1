"""Write at a text, answer what was written, hide what should not stand there."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import ContributionKind
from projects.models import Contribution, Party, Project
from projects.models.contribution import key_of
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, voice_name, voice_of
from samskabelse.history.services import record
from samskabelse.mail.limits import take
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

AN_HOUR = 60 * 60
MOST_AN_HOUR = 30


@transaction.atomic
def contribute(
    project_id: int,
    *,
    by: User,
    kind: str,
    text: str,
    paragraph: int = 0,
    read: str = "",
    party: Party | None = None,
) -> Contribution:
    """Write a comment, support, concern or question at a paragraph of the newest statement.

    Anybody who is signed in may, so that those who are not asked are heard too (R14). The same
    words by the same person at the same place stand there once. `read` is the key of the paragraph
    that they read: refused (`newer_version`) where another text has come in its place.
    """
    project = lock_project(project_id)
    require(by, "projects.contribute", project)
    require_phase(project, "contribute")
    version = project.statement_versions.first()
    paragraphs = version.paragraphs if version else []
    if not 0 <= paragraph < len(paragraphs):
        raise ActError(_("This paragraph is no longer there."), code="no_target")
    if read and read != key_of(paragraphs[paragraph]):
        raise ActError(
            _("The paragraph was changed while you wrote. What you wrote is still here."),
            code="newer_version",
        )
    if kind not in ContributionKind.values:
        raise ActError(_("Choose what it is."), field="kind")
    if not text.strip():
        raise ActError(_("Write what you want to say."), field="text")
    voice = voice_of(by, project, party)
    said = {"kind": kind, "text": text.strip(), "by": by, "party": voice}
    target = {"statement_version": version, "paragraph": paragraph}
    standing = project.contributions.filter(**said, **target).first()
    if standing:
        return standing
    if not take(f"contribute:{by.pk}", MOST_AN_HOUR, AN_HOUR):
        raise ActError(_("You have written a lot in a short time. Wait an hour."), code="too_many")
    found = Contribution.objects.create(
        project=project,
        paragraph_key=key_of(paragraphs[paragraph]),
        at=timezone.now(),
        **said,
        **target,
    )
    record(
        project,
        "contribution.made",
        by=by,
        on_behalf_of=voice_name(voice, by),
        kind=kind,
        contribution=found.pk,
    )
    return found


@transaction.atomic
def answer_contribution(
    contribution_id: int, *, by: User, answer: str, party: Party | None = None
) -> Contribution:
    """Answer in public. Anybody on the team may; the last answer stands."""
    found, project = _locked(contribution_id)
    require(by, "projects.answer_contribution", project)
    require_phase(project, "contribute")
    if found.hidden_at:
        raise ActError(_("A moderator has hidden this."), code="hidden_contribution")
    if not answer.strip():
        raise ActError(_("Write an answer."), field="answer")
    if found.answer == answer.strip():
        return found
    found.answer = answer.strip()
    found.answered_by = by
    found.answered_at = timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        project,
        "contribution.answered",
        by=by,
        on_behalf_of=behalf(by, project, party),
        kind=found.kind,
        contribution=found.pk,
    )
    return found


@transaction.atomic
def hide_contribution(contribution_id: int, *, by: User, reason: str) -> Contribution:
    """Hide it, never delete it; that it stood there and why it is hidden stays to be seen."""
    found, project = _locked(contribution_id)
    require(by, "projects.moderate_project", project)
    if not reason.strip():
        raise ActError(_("Write the reason. Everybody will see it."), field="reason")
    if found.hidden_at:
        return found
    found.hidden_at = timezone.now()
    found.hidden_reason = reason.strip()
    found.save(update_fields=["hidden_at", "hidden_reason"])
    record(project, "contribution.hidden", by=by, reason=reason.strip(), contribution=found.pk)
    return found


@transaction.atomic
def show_contribution(contribution_id: int, *, by: User) -> Contribution:
    """Show it again."""
    found, project = _locked(contribution_id)
    require(by, "projects.moderate_project", project)
    if not found.hidden_at:
        return found
    found.hidden_at, found.hidden_reason = None, ""
    found.save(update_fields=["hidden_at", "hidden_reason"])
    record(project, "contribution.shown", by=by, contribution=found.pk)
    return found


def _locked(contribution_id: int) -> tuple[Contribution, Project]:
    ids = Contribution.objects.values_list("project_id", flat=True)
    project = lock_project(ids.get(pk=contribution_id))
    return Contribution.objects.get(pk=contribution_id), project
