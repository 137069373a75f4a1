"""Delopgaver for tests, made through the acts that people use."""

from typing import Any

from participants.models import User
from projects.enums import Phase
from projects.models import Assignment, Project
from projects.services.assignment_answers import answer_assignment, take_assignment
from projects.services.assignments import EVERYBODY, Task, Whom, ask_assignment
from tests.factories.projects import Team, team_seeking


def task(**said: Any) -> Task:
    return Task(
        **{
            "what": "Kom til to fredage og lyt",
            "why": "I bestemmer om hallen, men har ikke set den en fredag.",
            "open_to_taker": "Hvilke fredage det bliver",
        }
        | said
    )


def asked(team: Team, *, whom: Whom | None = None, by: User | None = None, **said: Any):
    """The convener asks the association, unless said otherwise."""
    whom = whom or Whom(party=team.association)
    return ask_assignment(team.project.pk, task(**said), by=by or team.convener, whom=whom)


def offered(team: Team, **said: Any) -> Assignment:
    return asked(team, whom=EVERYBODY, **said)


def taken(team: Team, **said: Any) -> Assignment:
    """The association has said yes."""
    row = asked(team, **said)
    return answer_assignment(row.pk, "yes", by=team.committer)


def taken_by(person: User, team: Team, **said: Any) -> Assignment:
    """Somebody without a party has taken what was offered to all."""
    return take_assignment(offered(team, **said).pk, by=person)


def at_work() -> Team:
    """A team that carries its opgave out. How it came there is told elsewhere; this is quicker."""
    team = team_seeking()
    Project.objects.filter(pk=team.project.pk).update(phase=Phase.IMPLEMENT)
    team.refresh()
    return team
