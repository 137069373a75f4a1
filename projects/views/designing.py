"""The tab "Designe": the solutions, what was chosen, what is tried, and what was answered."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from projects.enums import Phase
from projects.models import Project, Recommendation
from projects.phases import ALLOWS, Fact, Situation, checklist
from projects.queries_design import listed_solutions
from projects.views import design_todos  # noqa: F401  adds what there is to do
from projects.views.actions import Viewer
from projects.views.page import load_project, project_context
from samskabelse.web.keeping import kept_for_visitors
from samskabelse.web.paging import page_of

SOLUTIONS_PAGE = 10
FEW = 5  # of tries and of used cards


@kept_for_visitors
def design(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    now = Situation(project)
    moment = timezone.now()
    listed = listed_solutions(project, moment, request.GET.get("page"), SOLUTIONS_PAGE)
    sent = _last_sent(project) if now.designed.recommended_id else None
    context = design_context(
        request,
        project,
        facts=_facts(project, now) if project.phase == Phase.DESIGN else [],
        viewer=Viewer(request.user, project, now),
        chosen=listed.chosen,
        choice=now.open_choice,
        page=listed.page,
        wild=listed.wild,
        used=project.disturbances.select_related("by")[:FEW],
        probes=page_of(
            project.probes.with_names().order_by("-id"), request.GET.get("proever"), FEW
        ),
        sent=sent,
        answer=project.answers.first() if project.verdict and not sent else None,
    )
    return render(request, "projects/design/tab.html", context)


def _facts(project: Project, now: Situation) -> list[Fact]:
    """What is missing; a line that would lead to this very page leads nowhere."""
    here = now.url("projects:design")
    return [replace(row, url="") if row.url == here else row for row in checklist(project, now)]


def _last_sent(project: Project) -> Recommendation | None:
    return project.recommendations.select_related("version").first()


def design_context(request: HttpRequest, project: Project, **extra) -> dict:
    """What every page below the tab knows: the bands at the top, and what this person may do."""
    in_party = project.has_accepted_party_of(request.user)
    may = {
        "propose": in_party and project.phase in ALLOWS["propose"],
        "disturb": request.user.has_perm("projects.disturb", project)
        and project.phase in ALLOWS["disturb"],
        "probe": request.user.has_perm("projects.plan_probe", project)
        and project.phase in ALLOWS["probe"],
        "recommend": request.user.has_perm("projects.send_recommendation", project)
        and project.phase in ALLOWS["recommend"],
    }
    return project_context(project, "projects:design", may=may, **extra)
