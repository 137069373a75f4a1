"""The shared statement of the problem."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import ConsentAbout, RoundState
from projects.models import ConsentAnswer, ConsentRound, Party, Project
from projects.services.common import behalf
from projects.services.rounds import close_round
from projects.services.subjects import asks, facts_of, settles
from samskabelse.history.services import record
from samskabelse.web.errors import ActError


@asks(ConsentAbout.STATEMENT)
def ask_about_statement(project: Project) -> dict[str, Any]:
    """The question is always about the newest version."""
    current = project.statement_versions.first()
    if current is None:
        raise ActError(_("Write a shared statement first."), code="no_statement")
    return {"statement_version": current, "carried": answers_to(project, current.pk)}


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
