"""Who × phase × act, for the acts in which solutions are made, chosen and tried."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from participants.models import User
from projects.enums import Phase
from projects.models import (
    Contribution,
    MinorityStatement,
    Objection,
    Probe,
    Project,
    Solution,
    SolutionAuthor,
    SolutionVersion,
)
from projects.services import (
    authors,
    choosing,
    disturbing,
    judging,
    probing,
    recommending,
    solutions,
)
from tests.factories.design import PLAN
from tests.factories.projects import Team

DESIGNING = {Phase.DESIGN, Phase.IMPLEMENT}


@dataclass
class Designed:
    """Things to act on, put there by hand: how they came there is nothing to who may act on them.

    `spare` was proposed by the initiator and is asked about; the speaker is asked to be author.
    """

    solution: Solution
    other: Solution
    asked_author: SolutionAuthor
    own_author: SolutionAuthor
    choice: Any
    aside: Any
    objection: Objection
    said: Contribution
    probe: Probe
    stopped: Probe


def version_of(project: Project, by: User, title: str) -> SolutionVersion:
    solution = Solution.objects.create(project=project)
    version = SolutionVersion.objects.create(
        solution=solution, number=1, title=title, idea="I", takes="T", risks="R", by=by
    )
    Solution.objects.filter(pk=solution.pk).update(latest=version)
    now = timezone.now()
    SolutionAuthor.objects.create(solution=solution, user=by, state="accepted", answered_at=now)
    return version


def furnish(team: Team) -> Designed:
    """Two solutions, one of them passed over a stand-aside and an objection; two tries."""
    project, by = team.project, team.initiator
    first, second = version_of(project, by, "Den ene"), version_of(project, by, "Den anden")
    asked = SolutionAuthor.objects.create(solution=first.solution, user=team.speaker, asked_by=by)
    now = timezone.now()
    passed = project.rounds.create(
        about="solution", solution_version=second, state="passed", closed_at=now
    )
    aside = passed.answers.create(
        party=team.association, position="stand_aside", by=team.committer, at=now
    )
    other = passed.answers.create(
        party=team.department, position="stand_aside", by=team.initiator, at=now
    )
    MinorityStatement.objects.create(answer=other, text="For dyrt", by=team.initiator)
    standing = project.rounds.create(about="solution", solution_version=first)
    standing.answers.create(party=project.parties.get(user=by), position="consent", by=by, at=now)
    objection = Objection.objects.create(
        round=standing, party=team.association, harm="Støj", harmed="Naboen", by=team.committer
    )
    return Designed(
        solution=first.solution,
        other=second.solution,
        asked_author=asked,
        own_author=second.solution.authors.get(user=by),
        choice=standing,
        aside=aside,
        objection=objection,
        said=Contribution.objects.create(
            project=project, solution_version=first, kind="concern", text="Larm", by=by
        ),
        probe=_probe(team),
        stopped=_probe(team, state="stopped", ending="given_up", stop_reason="R", stopped_at=now),
    )


def _probe(team: Team, **fields: Any) -> Probe:
    today = timezone.localdate()
    return Probe.objects.create(
        project=team.project,
        owner=team.association,
        starts_on=today,
        ends_on=today + timedelta(days=7),
        **(PLAN | fields),
    )


def planned(w: Any, by: User) -> object:
    today = timezone.localdate()
    plan = PLAN | {"starts_on": today, "ends_on": today, "owner": w.team.association}
    return probing.plan_probe(w.project.pk, by=by, **plan)


def replanned(w: Any, by: User) -> object:
    probe = w.designed.probe
    plan = PLAN | {"starts_on": probe.starts_on, "ends_on": probe.ends_on, "title": "Andet"}
    return probing.change_probe(probe.pk, by=by, owner=w.team.association, **plan)


def written(w: Any, by: User) -> object:
    return solutions.change_solution(
        w.designed.other.pk, by=by, base=1, change="Mere", title="Ny", idea="Ny"
    )


def sent(w: Any, by: User) -> object:
    version = w.designed.other.latest_id or w.designed.other.versions.get().pk
    Project.objects.filter(pk=w.project.pk).update(chosen=version)
    due = timezone.localdate() + timedelta(days=9)
    return recommending.send_recommendation(w.project.pk, by=by, text="Gør det", due=due)


def carded(w: Any, by: User) -> object:
    return disturbing.use_card(
        w.project.pk, "go_there", by=by, used_on=timezone.localdate(), happened="H", changed="C"
    )


def rows(*, anybody: set, party: set, team: set, working: set, later: set, ever: set) -> dict:
    """act: (how, who may, in which phases), as in `tests.projects.matrix`."""
    return {
        "say_about_solution": (
            lambda w, by: judging.say_about_solution(
                w.designed.solution.pk, by=by, kind="concern", text="Larm"
            ),
            anybody, DESIGNING,
        ),
        "propose_solution": (
            lambda w, by: solutions.propose_solution(w.project.pk, by=by, title="T", idea="I"),
            party, DESIGNING,
        ),
        "change_solution": (written, party, DESIGNING),
        "rest_solution": (
            lambda w, by: solutions.rest_solution(w.designed.other.pk, by=by, reason="Senere"),
            {"initiator", "convener", "facilitator"}, DESIGNING,
        ),
        "ask_author": (
            lambda w, by: authors.ask_author(w.designed.other.pk, w.team.committer, by=by),
            {"initiator"}, DESIGNING,
        ),
        "answer_authorship": (
            lambda w, by: authors.answer_authorship(w.designed.asked_author.pk, by=by, accept=True),
            {"speaker"}, DESIGNING,
        ),
        "leave_authorship": (
            lambda w, by: authors.leave_authorship(w.designed.own_author.pk, by=by),
            {"initiator"}, ever,
        ),
        "ask_choice": (
            lambda w, by: choosing.ask_choice(w.designed.solution.pk, by=by), party, DESIGNING,
        ),
        "override_choice": (
            lambda w, by: choosing.override_choice(w.designed.choice.pk, by=by, reason="Fristen"),
            {"facilitator"}, DESIGNING,
        ),
        "reply_to_objection": (
            lambda w, by: choosing.reply_to_objection(
                w.designed.objection.pk, by=by, reply="Vi lukker kl. 22"
            ),
            team, DESIGNING,
        ),
        "attach_minority": (
            lambda w, by: choosing.attach_minority(w.designed.aside.pk, by=by, text="For dyrt"),
            {"committer"}, later,
        ),
        "use_card": (carded, team, working),
        "go_undisturbed": (
            lambda w, by: disturbing.go_undisturbed(w.project.pk, by=by, reason="Vi er nye"),
            team, working,
        ),
        "plan_probe": (planned, team, DESIGNING),
        "change_probe": (replanned, team, DESIGNING),
        "answer_ownership": (
            lambda w, by: probing.answer_ownership(w.designed.probe.pk, by=by, accept=True),
            {"committer"}, DESIGNING,
        ),
        "stop_probe": (
            lambda w, by: probing.stop_probe(
                w.designed.probe.pk, by=by, ending="given_up", reason="Nok"
            ),
            team, ever,
        ),
        "write_lessons": (
            lambda w, by: probing.write_lessons(
                w.designed.stopped.pk, by=by, seen="", learnt="Spørg først"
            ),
            team, later,
        ),
        "send_recommendation": (sent, team, DESIGNING),
    }  # fmt: skip
