"""The tab "Implementere", the time line with its feed, and following."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from projects.enums import AssignmentState
from projects.feeds import TimelineFeed
from projects.queries_implement import gain_lines, listed_assignments
from projects.services.fit import open_question
from projects.services.following import follow_project
from projects.timeline import stretch_of
from projects.views import todos  # noqa: F401  adds what one can do here to the overview
from projects.views.assignments import may_ask
from projects.views.page import load_project, project_context
from samskabelse.web.htmx import see_other
from samskabelse.web.keeping import kept_for_visitors
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number

SHOWN = 8
TIMELINE_PAGE = 20


@kept_for_visitors
def implement(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in hand, what has happened, what came of it: each in short, with the way on."""
    project = load_project(request, slug)
    sees_team = request.user.has_perm("projects.see_team", project)
    open_rows = list(listed_assignments(project, "open")[: SHOWN + 1])
    context = project_context(
        project,
        "projects:implement",
        rows=open_rows[:SHOWN],
        has_more=len(open_rows) > SHOWN,
        has_ended=project.assignments.filter(state=AssignmentState.DONE).exists(),
        sees_team=sees_team,
        may_ask=may_ask(request, project),
        happenings=stretch_of(project, team=sees_team, before=0, size=SHOWN).happenings,
        cards=gain_lines(project),
        fit=open_question(project) if sees_team and project.asks_fit else None,
        template=getattr(project, "made_template", None),
        may_make_template=request.user.has_perm("projects.make_template", project),
    )
    return render(request, "projects/implement/page.html", context)


@kept_for_visitors
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Forløb, newest first."""
    project = load_project(request, slug)
    sees_team = request.user.has_perm("projects.see_team", project)
    before = request.GET.get("foer", "")
    number = whole_number(before) or 0
    stretch = stretch_of(project, team=sees_team, before=number, size=TIMELINE_PAGE)
    context = project_context(
        project,
        "projects:implement",
        stretch=stretch,
        before=number,
    )
    return render(request, "projects/implement/timeline.html", context)


def timeline_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as an Atom feed (RFC 4287): public lines alone, whoever asks."""
    project = load_project(request, slug)
    if not project.is_public:
        raise Http404
    written = TimelineFeed(project).writeString("utf-8")
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


@post_or_back("projects:detail", "slug")
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Hear of it in one summary a week, or no more."""
    project = load_project(request, slug)
    wanted = request.POST.get("follow") != "no"
    follow_project(project, by=request.user, follow=wanted)
    done = (
        _("You follow the project. We write at most once a week.")
        if wanted
        else _("You no longer follow the project.")
    )
    messages.success(request, done)
    return see_other(request, project)
