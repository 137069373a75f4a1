"""A round of consent: how it starts, settles and ends; parts of acts that hold the lock."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from participants.models import User
from projects import emails
from projects.enums import SETTLED_POSITIONS, ConsentAbout, Position, RoundState
from projects.models import ConsentAnswer, ConsentRound, Party, Project
from projects.phases import ALLOWS, allows, is_agreed
from projects.services.subjects import PHASES_OF, SETTLES


def start_round(
    project: Project, *, by: User, carried: Iterable[ConsentAnswer] = (), **subject: Any
) -> ConsentRound:
    """Ask every party that decides, except those whose answer is carried over.

    Only an answer to the same words, or to words that were merely corrected, may be carried.
    """
    consent_round = ConsentRound.objects.create(project=project, opened_by=by, **subject)
    kept = {row.party_id: row for row in carried if row.position in SETTLED_POSITIONS}
    answers = ConsentAnswer.objects.bulk_create(
        _answer_of(party, consent_round, kept.get(party.pk))
        for party in project.parties.deciding().with_names()
    )
    emails.queue_consents_asked(row for row in answers if row.position == Position.PENDING)
    return consent_round


def _answer_of(
    party: Party, consent_round: ConsentRound, kept: ConsentAnswer | None
) -> ConsentAnswer:
    answer = ConsentAnswer(round=consent_round, party=party, carried_from=kept)
    for field in ("position", "reason", "by_id", "at", "reminders") if kept else ():
        setattr(answer, field, getattr(kept, field))
    return answer


def settle_if_agreed(
    project: Project, consent_round: ConsentRound, by: User, party: Party | None = None
) -> None:
    """Let follow what follows from everybody's consent, unless it is closed or out of its time."""
    if consent_round.state != RoundState.OPEN or not allows(
        project, PHASES_OF[consent_round.about]
    ):
        return
    if is_agreed(project.parties.deciding(), consent_round.said):
        SETTLES[consent_round.about](project, consent_round, by, party)


def settle_open_rounds(project: Project, by: User) -> None:
    """Whoever stood in the way has left: those who stay may agree already.

    The gate comes last: its facts are what the other questions are about.
    """
    for about in (ConsentAbout.STATEMENT, ConsentAbout.SOLUTION, ConsentAbout.GATE):
        standing = project.rounds.filter(state=RoundState.OPEN, about=about).first()
        if standing:
            settle_if_agreed(project, standing, by)


def close_round(consent_round: ConsentRound, state: str) -> None:
    """End it; nobody can answer any more."""
    consent_round.state = state
    consent_round.closed_at = timezone.now()
    consent_round.save(update_fields=["state", "closed_at"])


def close_open_rounds(project: Project, state: str, **narrowed: Any) -> None:
    """End whatever is being asked (`about=` one kind)."""
    standing = project.rounds.filter(state=RoundState.OPEN, **narrowed)
    standing.update(state=state, closed_at=timezone.now())


def close_untimely_rounds(project: Project) -> None:
    """Part of a move: what the phase has no room for is taken back. Nothing was decided by it."""
    untimely = [about for about, act in PHASES_OF.items() if project.phase not in ALLOWS[act]]
    close_open_rounds(project, RoundState.WITHDRAWN, about__in=untimely)
