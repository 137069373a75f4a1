"""Propose solutions, write them anew, let them rest."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import AuthorState
from projects.models import Party, Project, Solution, SolutionAuthor, SolutionVersion
from projects.phases import require_phase
from projects.services.choosing import link_objection, open_round_about, withdraw_rounds_about
from projects.services.common import lock_project, lock_solution, voice_name, voice_of
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def propose_solution(
    project_id: int, *, by: User, wild: bool = False, party: Party | None = None, **texts: str
) -> Solution:
    """Any party proposes, also one that was asked for less than deciding (R30).

    A wild idea is not judged for `WILD_DAYS` days (R63). Whoever proposes is its first author.
    """
    project = lock_project(project_id)
    require(by, "projects.propose_solution", project)
    require_phase(project, "propose")
    voice = voice_of(by, project, party)
    said = _checked(texts)
    standing = _proposed_already(project, by, said)
    if standing:
        return standing
    now = timezone.now()
    until = now + timedelta(days=settings.WILD_DAYS) if wild else None
    solution = Solution.objects.create(project=project, wild_until=until, created_at=now)
    _write(solution, said, by=by, party=voice)
    record(
        project,
        "solution.proposed_wild" if wild else "solution.proposed",
        by=by,
        on_behalf_of=voice_name(voice, by),
        title=said["title"],
        solution=solution.pk,
    )
    return solution


@transaction.atomic
def change_solution(
    solution_id: int,
    *,
    by: User,
    base: int,
    change: str,
    party: Party | None = None,
    objection: int | None = None,
    **texts: str,
) -> SolutionVersion:
    """Write a new version on top of version number `base`; the old ones stay.

    Refused when somebody else was faster (code `newer_version`), so that nobody overwrites what
    they have not read. A round about the solution is taken back: consent was to the old words.
    `objection` is the one that this version answers.
    """
    solution = lock_solution(solution_id)
    project = solution.project
    require(by, "projects.change_solution", project)
    require_phase(project, "propose")
    voice = voice_of(by, project, party)
    said = _checked(texts)
    if solution.latest and solution.latest.texts == said:
        return solution.latest
    _refuse_stale(solution, base)
    if not change.strip():
        raise ActError(_("Write what you changed, and why."), field="change")
    version = _write(solution, said, by=by, party=voice, change=change.strip())
    link_objection(solution, objection, version)
    withdraw_rounds_about(solution)
    record(
        project,
        "solution.changed",
        by=by,
        on_behalf_of=voice_name(voice, by),
        title=version.title,
        number=version.number,
        change=version.change,
        solution=solution.pk,
    )
    return version


@transaction.atomic
def rest_solution(solution_id: int, *, by: User, reason: str) -> Solution:
    """Lay a solution aside, by its authors or those with a hat. It stays on the page, with why."""
    solution = lock_solution(solution_id)
    require(by, "projects.rest_solution", solution)
    require_phase(solution.project, "propose")
    if not reason.strip():
        raise ActError(_("Write why it rests."), field="reason")
    if solution.is_resting:
        return solution
    _refuse_while_asked(solution)
    solution.resting_since = timezone.now()
    solution.rest_reason = reason.strip()
    solution.save(update_fields=["resting_since", "rest_reason"])
    _record_about(solution, "solution.rested", by, reason=solution.rest_reason)
    return solution


@transaction.atomic
def wake_solution(solution_id: int, *, by: User) -> Solution:
    """Take a resting solution up again."""
    solution = lock_solution(solution_id)
    require(by, "projects.change_solution", solution.project)
    require_phase(solution.project, "propose")
    if not solution.is_resting:
        return solution
    solution.resting_since = None
    solution.rest_reason = ""
    solution.save(update_fields=["resting_since", "rest_reason"])
    _record_about(solution, "solution.woken", by)
    return solution


def _proposed_already(project: Project, by: User, said: dict[str, str]) -> Solution | None:
    """The same words by the same person, as when a button is pressed twice."""
    same = {f"latest__{name}": text for name, text in said.items()}
    return project.solutions.filter(latest__by=by, **same).first()


def make_author(solution: Solution, user: User) -> None:
    """Whoever writes is an author: the act is their yes."""
    SolutionAuthor.objects.update_or_create(
        solution=solution,
        user=user,
        defaults={"state": AuthorState.ACCEPTED, "answered_at": timezone.now()},
    )


def _checked(texts: dict[str, str]) -> dict[str, str]:
    said = {name: texts.get(name, "").strip() for name in SolutionVersion.TEXTS}
    if not said["title"]:
        raise ActError(_("Give the solution a title."), field="title")
    if not said["idea"]:
        raise ActError(_("Write what the idea is."), field="idea")
    return said


def _refuse_stale(solution: Solution, base: int) -> None:
    latest = solution.latest
    if latest and latest.number != base:
        who = latest.by.display_name if latest.by else _("Somebody")
        raise ActError(
            _(
                "%(name)s wrote version %(number)s meanwhile. Your text is still here. Read theirs "
                "above, put together what you want to keep, and save again."
            )
            % {"name": who, "number": latest.number},
            code="newer_version",
        )


def _refuse_while_asked(solution: Solution) -> None:
    if open_round_about(solution):
        raise ActError(
            _("The parties are being asked about this solution. Take the question back first."),
            code="being_asked",
        )


def _write(
    solution: Solution, said: dict[str, str], *, by: User, party: Party | None, change: str = ""
) -> SolutionVersion:
    number = solution.latest.number + 1 if solution.latest else 1
    version = SolutionVersion.objects.create(
        solution=solution,
        number=number,
        by=by,
        party=party,
        change=change,
        created_at=timezone.now(),
        **said,
    )
    solution.latest = version
    solution.save(update_fields=["latest"])
    make_author(solution, by)
    return version


def _record_about(solution: Solution, action: str, by: User, **data: Any) -> None:
    project: Project = solution.project
    record(
        project,
        action,
        by=by,
        on_behalf_of=voice_name(project.party_of(by), by),
        title=solution.title,
        solution=solution.pk,
        **data,
    )
