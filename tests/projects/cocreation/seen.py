"""Looking at an opgave as the clock does, and what was found."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from projects.models import FindingCase, Project
from projects.services.examining import examine_project
from projects.services.findings import reply_finding, weigh_finding
from tests.factories.projects import Team


def look(project: Project) -> dict[str, str]:
    """Examine now: the state of every finding the opgave has had."""
    examine_project(project.pk)
    return dict(project.findings.values_list("code", "state"))


def look_in(days: int, project: Project) -> dict[str, str]:
    """The same, so many days from now."""
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        return look(project)


def evidence(project: Project, code: str) -> list[str]:
    """The keys of what was seen."""
    case = project.findings.filter(code=code).first()
    return [row["key"] for row in case.evidence] if case else []


def raised(team: Team, *codes: str) -> list[FindingCase]:
    """Findings that stand open, whatever the facts; the next look at the facts ends them."""
    rows = [FindingCase(project=team.project, code=code) for code in codes]
    return FindingCase.objects.bulk_create(rows)


def answered(team: Team, code: str, text: str = "Det har vi talt om.") -> FindingCase:
    return reply_finding(team.project.pk, code, by=team.convener, text=text)


def accepted(team: Team, code: str) -> FindingCase:
    return weigh_finding(team.project.pk, code, team.association.pk, "accept", by=team.committer)


def disputed(team: Team, code: str, text: str = "Vi blev ikke spurgt.") -> FindingCase:
    return weigh_finding(
        team.project.pk, code, team.association.pk, "dispute", by=team.committer, text=text
    )
