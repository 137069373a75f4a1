"""“Passer holdet stadig?”: the opgave sets the team, so a new problem asks about it (R69)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import FitChoice, LeaveReason, PartyStatus
from projects.meaning import follows_meaning
from projects.models import FitAnswer, FitQuestion, Party, Project
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name
from projects.services.parties import leave_project
from samskabelse.history.queries import history_of
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@follows_meaning
def ask_when_meaning_changed(project: Project, by: User | None, text: str) -> None:
    """Only of a statement that all had agreed on: while it is first written the team is forming."""
    if history_of(project).filter(action="statement.agreed").exists():
        ask_fit(project, by=by, change=text)


def ask_fit(project: Project, *, by: User | None, change: str) -> FitQuestion:
    """Ask all parties, as a part of the act that changed the statement and holds the lock.

    An earlier question that somebody has answered was about the text before, and is closed; one
    that nobody has answered is about the new text now, and nobody gets a second mail. The change
    itself stands in the history; the question adds nothing to it.
    """
    standing = open_question(project)
    if standing and not standing.answers.exists():
        standing.change = change[:2000]
        standing.save(update_fields=["change"])
        return standing
    project.fit_questions.filter(closed_at=None).update(closed_at=timezone.now())
    question = FitQuestion.objects.create(
        project=project, asked_by=by, asked_at=timezone.now(), change=change[:2000]
    )
    for party in project.parties.active().with_names():
        emails.queue_fit_asked(question, party)
    return question


@transaction.atomic
def answer_fit(question_id: int, party_id: int, choice: str, *, by: User, words: str = "") -> None:
    """Keep, add, or thank and release. Only a party itself can be the one that goes.

    Who goes leaves the opgave, thanked, with its part done. Nobody can send another away.
    """
    project_id = FitQuestion.objects.values_list("project_id", flat=True).get(pk=question_id)
    project = lock_project(project_id)
    question = FitQuestion.objects.get(pk=question_id)
    party = Party.objects.with_names().get(pk=party_id, project=project)
    if party.status != PartyStatus.ACCEPTED:
        raise NotAllowed
    require(by, "projects.answer_fit", party)
    require_phase(project, "ask_fit")
    if question.closed_at:
        raise ActError(_("This question is closed: the problem has changed again."), code="closed")
    if choice not in FitChoice.values:
        raise ActError(_("Choose one of the answers."), field="choice")
    if choice == FitChoice.ADD and not words.strip():
        raise ActError(_("Write who is missing."), field="words")
    if choice == FitChoice.RELEASE and not words.strip():
        raise ActError(_("Write a word of goodbye to the others."), field="words")
    known = question.answers.filter(party=party).first()
    if known and (known.choice, known.words) == (choice, words.strip()):
        return
    FitAnswer.objects.update_or_create(
        question=question,
        party=party,
        defaults={"choice": choice, "words": words.strip(), "by": by, "at": timezone.now()},
    )
    if choice == FitChoice.RELEASE:  # its entry of the history is the party's leaving
        leave_project(party.pk, by=by, reason=LeaveReason.DONE, note=words.strip())
        return
    record(
        project,
        f"team.{choice}",
        by=by,
        on_behalf_of=voice_name(party, by),
        words=words.strip(),
        question=question.pk,
    )


def open_question(project: Project) -> FitQuestion | None:
    return project.fit_questions.filter(closed_at=None).first()
