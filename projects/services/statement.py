"""The shared statement of the problem: versions, and the parties' consent to the newest."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import ConsentAbout, RoundState, StatementChange
from projects.meaning import meaning_changed
from projects.models import ConsentAnswer, ConsentRound, Party, Project, StatementVersion
from projects.models.consent import said_in
from projects.models.statement import LONGEST_STATEMENT
from projects.phases import is_agreed, require_phase
from projects.services.common import behalf, lock_project, voice_name, voice_of
from projects.services.rounds import close_open_rounds, close_round, start_round
from projects.services.subjects import asks, facts_of, settles
from projects.wording import is_only_wording
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def propose_statement(
    project_id: int,
    *,
    by: User,
    text: str,
    seen: int,
    change: str = StatementChange.MEANING,
    party: Party | None = None,
) -> StatementVersion:
    """Write the next version. `seen` is the number of the one it was written from (0: none).

    Where somebody else was faster the act is refused (`newer_version`), so that nobody writes over
    what they have not read. If the parties have been asked about the version before, they are
    asked about this one: after a change of meaning all of them, after a correction of the wording
    only those who had not consented. A correction mends a few words (`more_than_wording`), counted
    from the text whose meaning was last asked about: consent is not carried over to another text,
    not in small steps either.
    """
    project = lock_project(project_id)
    require(by, "projects.propose_statement", project)
    require_phase(project, "define")
    voice = voice_of(by, project, party)
    current = project.statement_versions.first()
    change = _checked(project, text, change, current)
    if current and current.text == text.strip():
        return current
    if seen != (current.number if current else 0):
        raise ActError(
            _("Somebody has written a newer version meanwhile. What you wrote is still here."),
            code="newer_version",
        )
    version = StatementVersion.objects.create(
        project=project,
        number=seen + 1,
        text=text.strip(),
        change=change,
        by=by,
        party=voice,
        at=timezone.now(),
    )
    record(
        project,
        "statement.proposed",
        by=by,
        on_behalf_of=voice_name(voice, by),
        version=version.number,
        change=version.change,
    )
    if current:
        _ask_again(project, current, version, by, voice)
    if not version.is_correction:
        meaning_changed(project, by=by, text=version.text)
    return version


def _checked(project: Project, text: str, change: str, current: StatementVersion | None) -> str:
    if not text.strip():
        raise ActError(_("Write what you agree that the problem is."), field="text")
    if len(text.strip()) > LONGEST_STATEMENT:
        raise ActError(_("The text is too long. Keep to what is needed."), field="text")
    if change not in StatementChange.values:
        raise ActError(_("Choose whether it says something new."), field="change")
    if current is None:
        return StatementChange.MEANING
    if change == StatementChange.WORDING and _is_more_than_wording(project, current, text):
        raise ActError(
            _(
                "A correction mends spelling, signs and spaces in a few words. Here words are "
                "others, come or gone, so it may say something new. Choose that it does."
            ),
            code="more_than_wording",
            field="change",
        )
    return change


def _is_more_than_wording(project: Project, current: StatementVersion, text: str) -> bool:
    """Whether it goes beyond a correction of the newest version, or of what was last agreed on.

    Every standing consent was given to the last version that changed the meaning, or to one of its
    corrections: so many small steps never add up to another text. The parties judge the rest.
    """
    meant = project.statement_versions.filter(change=StatementChange.MEANING).first()
    return not all(is_only_wording(row.text, text) for row in (current, meant) if row)


def _ask_again(
    project: Project,
    before: StatementVersion,
    version: StatementVersion,
    by: User,
    voice: Party | None,
) -> None:
    """What was said to the version before is no answer to this, unless only the wording differs."""
    last = project.rounds.filter(statement_version=before).first()
    close_open_rounds(project, RoundState.REPLACED, about=ConsentAbout.STATEMENT)
    if not version.is_correction:
        close_open_rounds(project, RoundState.REPLACED, about=ConsentAbout.GATE)
    if last is None or last.state == RoundState.WITHDRAWN:
        return
    carried = list(last.answers.all()) if version.is_correction else []
    consent_round = start_round(
        project,
        by=by,
        about=ConsentAbout.STATEMENT,
        statement_version=version,
        carried=carried,
    )
    if is_agreed(project.parties.deciding(), consent_round.said):
        close_round(consent_round, RoundState.PASSED)  # as the version before, which it corrects


@transaction.atomic
def contest_wording(version_id: int, *, by: User, party_id: int, reason: str) -> StatementVersion:
    """A party objects: what was called a correction changes the meaning. Then it counts as one.

    Any party may, as long as the version is the newest and the problem is being defined. Everybody
    is asked anew, also those whose answer had been carried over.
    """
    ids = StatementVersion.objects.values_list("project_id", flat=True)
    project = lock_project(ids.get(pk=version_id))
    voice = project.parties.active().with_names().filter(pk=party_id).first()
    require(by, "projects.contest_wording", voice or Party())
    require_phase(project, "define")
    version = StatementVersion.objects.get(pk=version_id)
    if project.statement_versions.filter(number__gt=version.number).exists():
        raise ActError(_("There is a newer version already."), code="newer_version")
    if not version.is_correction:
        return version
    if not reason.strip():
        raise ActError(_("Write what it changes."), field="reason")
    version.change = StatementChange.MEANING
    version.contested_at = timezone.now()
    version.save(update_fields=["change", "contested_at"])
    record(
        project,
        "statement.contested",
        by=by,
        on_behalf_of=voice_name(voice, by),
        version=version.number,
        reason=reason.strip(),
    )
    was_asked = project.rounds.filter(statement_version=version).exists()
    close_open_rounds(project, RoundState.REPLACED)
    if was_asked:
        start_round(project, by=by, about=ConsentAbout.STATEMENT, statement_version=version)
    meaning_changed(project, by=by, text=version.text)
    return version


@asks(ConsentAbout.STATEMENT)
def ask_about_statement(project: Project) -> dict[str, Any]:
    """The question is always about the newest version."""
    current = project.statement_versions.first()
    if current is None:
        raise ActError(_("Write a shared statement first."), code="no_statement")
    carried = answers_to(project, current.pk)
    if is_agreed(project.parties.deciding(), said_in(carried)):
        raise ActError(_("The parties agree on this version already."), code="agreed")
    return {"statement_version": current, "carried": carried}


def answers_to(project: Project, version_id: int) -> list[ConsentAnswer]:
    """What was last said about this very version, as by those who were there before a newcomer."""
    last = project.rounds.filter(statement_version=version_id).first()
    return list(last.answers.all()) if last else []


@settles(ConsentAbout.STATEMENT)
def agree_on_statement(
    project: Project, consent_round: ConsentRound, by: User, party: Party | None
) -> None:
    """Everybody stands behind this version."""
    close_round(consent_round, RoundState.PASSED)
    record(
        project,
        "statement.agreed",
        by=by,
        on_behalf_of=behalf(by, project, party),
        **facts_of(consent_round),
    )
