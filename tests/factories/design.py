"""Solutions, cards, tries and recommendations for tests, made through the acts that people use."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from participants.models import User
from projects.models import (
    ConsentRound,
    Disturbance,
    Probe,
    Recommendation,
    Solution,
    SolutionVersion,
)
from projects.services import choosing, disturbing, probing, recommending, solutions
from tests.factories.projects import Team, everybody_consents

numbers = count(1)
PLAN = {
    "title": "To fredage uden alkohol",
    "tried": "Hallen er åben to fredage.",
    "size_limit": "Højst 60 unge ad gangen og 5.000 kr.",
    "stop_rule": "Hvis nogen kommer til skade, eller færre end ti kommer to gange i træk.",
    "if_fails": "Vi lukker hallen og ringer til forældrene.",
}


def a_solution(team: Team, *, by: User | None = None, wild: bool = False, **texts: str) -> Solution:
    """Described well enough to be considered."""
    said = {
        "title": f"Fredagshal {next(numbers)}",
        "idea": "Hallen holder åbent, og de unge er selv værter.",
        "takes": "To voksne og 5.000 kr.",
        "who_does_what": "Foreningen låser op.",
        "risks": "At ingen kommer.",
    }
    by = by or team.initiator
    return solutions.propose_solution(team.project.pk, by=by, wild=wild, **(said | texts))


def two_solutions(team: Team) -> list[Solution]:
    return [a_solution(team), a_solution(team, by=team.committer)]


def changed(solution: Solution, *, by: User, **said: Any) -> SolutionVersion:
    """A new version on top of the latest."""
    latest = SolutionVersion.objects.filter(solution=solution).first()
    told = {"change": "Naboerne får ro kl. 22.", "base": latest.number} | latest.texts | said
    return solutions.change_solution(solution.pk, by=by, **told)


def choice_asked(team: Team, solution: Solution | None = None) -> ConsentRound:
    """The parties are being asked about a solution, the last one where none is named."""
    solution = solution or team.project.solutions.first()
    return choosing.ask_choice(solution.pk, by=team.initiator)


def chosen(team: Team, solution: Solution | None = None) -> Solution:
    """Everybody has consented to its latest version."""
    consent_round = choice_asked(team, solution)
    everybody_consents(consent_round)
    team.refresh()
    return Solution.objects.get(versions=consent_round.solution_version)


def disturbed(team: Team) -> Disturbance:
    return disturbing.use_card(
        team.project.pk,
        "half_budget",
        by=team.initiator,
        used_on=timezone.localdate(),
        happened="Vi stregede halvdelen ud.",
        changed="De unge er selv værter.",
    )


def planned_probe(team: Team, **plan: Any) -> Probe:
    """A try whose owner has not answered yet: the association."""
    today = timezone.localdate()
    told = PLAN | {"starts_on": today, "ends_on": today + timedelta(days=14)}
    told |= {"owner": team.association}
    return probing.plan_probe(team.project.pk, by=team.initiator, **(told | plan))


def owned_probe(team: Team, **plan: Any) -> Probe:
    probe = planned_probe(team, **plan)
    return probing.answer_ownership(probe.pk, by=team.committer, accept=True)


def recommended(team: Team, *, days: int = 40) -> Recommendation:
    return recommending.send_recommendation(
        team.project.pk,
        by=team.convener,
        text="Vi anbefaler, at hallen holder åbent om fredagen.",
        due=timezone.localdate() + timedelta(days=days),
    )
