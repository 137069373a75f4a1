"""What is missing, as the page shows it and as the service refuses with it."""

from projects.enums import OPEN_PHASES
from projects.models import Project
from projects.phases.consent import consent_fact
from projects.phases.gate import Fact, Situation, facts
from samskabelse.web.errors import Blocker


def checklist(project: Project, now: Situation | None = None) -> list[Fact]:
    """Every line of the gate to the next phase, consent last. Empty when there is no next."""
    now = now or Situation(project)
    if project.phase not in OPEN_PHASES:
        return []
    return [*facts(now), consent_fact(now)]


def blockers(project: Project) -> list[Blocker]:
    """What is missing before the opgave may move to its next phase."""
    return [fact.blocker for fact in checklist(project) if not fact.met]


def fact_blockers(project: Project) -> list[Blocker]:
    """What is missing before the parties may be asked for consent."""
    return [fact.blocker for fact in facts(Situation(project)) if not fact.met]
