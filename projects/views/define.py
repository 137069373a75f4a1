"""The tab *Definere*: where the parties stand, their views, who is missing, the frame."""

from functools import partial
from itertools import zip_longest

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.enums import Phase
from projects.forms.common import try_act
from projects.forms.define import FrameForm, ViewForm
from projects.models import Party, ProblemView, Project
from projects.models.frame import FRAME_FIELDS
from projects.models.view import LONGEST_VIEW
from projects.phases import Situation, facts
from projects.services import frame as frame_acts
from projects.services.views import VIEW_FIELDS
from projects.services.views import write_view as write_view_act
from projects.views.actions import Viewer
from projects.views.page import act_page, load_project, project_context, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.keeping import kept_for_visitors
from samskabelse.web.paging import page_of

VIEWS_PAGE = 6
MISSING_PAGE = 8
VERSIONS_PAGE = 10
DEFINE_CODES = frozenset(
    {"views", "statement", "needs_and_offers", "no_party_only_gives", "affected_present"}
)


@kept_for_visitors
def define(request: HttpRequest, slug: str) -> HttpResponse:
    """What is written, what is missing, and where to go on."""
    project = load_project(request, slug)
    now = Situation(project)
    found = facts(now) if project.phase == Phase.DEFINE else []
    context = project_context(
        project,
        "projects:define",
        viewer=Viewer(request.user, project, now),
        facts=[fact for fact in found if fact.code in DEFINE_CODES],
        statement=_current_statement(project),
        frame=project.frames.first(),
        may_work=project.phase == Phase.DEFINE,
    )
    return render(request, "projects/define/define.html", context)


def _current_statement(project: Project):
    rows = project.statement_versions.select_related("party__organisation", "party__user", "by")
    return rows.first()


def views(request: HttpRequest, slug: str) -> HttpResponse:
    """The views beside each other, as far as the one who looks may see them."""
    project = load_project(request, slug)
    viewer = Viewer(request.user, project, Situation(project))
    seen = ProblemView.objects.visible_to(request.user).filter(project=project).shared()
    mine = [party.pk for party in viewer.parties]
    own = {view.party_id: view for view in project.views.filter(party__in=mine)}
    context = project_context(
        project,
        "projects:define",
        viewer=viewer,
        page=page_of(
            seen.select_related("party__organisation", "party__user"),
            request.GET.get("page"),
            VIEWS_PAGE,
        ),
        own=[(party, own.get(party.pk)) for party in viewer.parties],
        may_write=project.phase == Phase.DEFINE,
        sees_others=bool(own)
        and all(own.get(party.pk) and own[party.pk].shared_at for party in viewer.parties),
    )
    return render(request, "projects/define/views.html", context)


def write_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A party's own view: keep it as a draft, or share it for good, which takes its own button."""
    project = load_project(request, slug)
    party: Party = get_object_or_404(project.parties.with_names(), pk=pk)
    require_perm(request, "projects.write_view", party)
    require_time(request, project, "define")
    view = ProblemView.objects.filter(party=party).first()
    initial = {name: getattr(view, name) for name in VIEW_FIELDS} if view else None
    form = ViewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        share = "share" in request.POST and "draft" not in request.POST
        act = partial(write_view_act, party.pk, by=request.user, share=share)
        if written := try_act(form, lambda: act(**form.cleaned_data)):
            shared = _("Shared. Now you can read how the others see it.")
            own = _("Saved. Only your party can see it.")
            messages.success(request, shared if written.shared_at else own)
            return see_other(request, "projects:views", slug)
    context = {
        "project": project,
        "party": party,
        "form": form,
        "is_shared": bool(view and view.shared_at),
        "longest": LONGEST_VIEW,
    }
    status = 422 if form.errors else 200
    return render(request, "projects/define/write_view.html", context, status=status)


def view_versions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How one party's view has changed since it was shared."""
    project = load_project(request, slug)
    seen = ProblemView.objects.visible_to(request.user).shared()
    view = get_object_or_404(
        seen.select_related("party__organisation", "party__user"), project=project, party_id=pk
    )
    page = page_of(view.versions.all(), request.GET.get("page"), VERSIONS_PAGE)
    context = project_context(
        project,
        "projects:define",
        view=view,
        page=page,
        pairs=with_the_one_before(list(page)),
    )
    return render(request, "projects/define/view_versions.html", context)


def with_the_one_before(rows: list) -> list[tuple]:
    """Each version with the one that was replaced by it; None for the last on the page."""
    return list(zip_longest(rows, rows[1:]))


def missing(request: HttpRequest, slug: str) -> HttpResponse:
    """Groups that live with the result, each with its party or with a reason and a plan (R22)."""
    project = load_project(request, slug)
    rows = project.stakeholders.filter(is_affected=True).prefetch_related("invitations__party")
    shown = page_of(rows, request.GET.get("page"), MISSING_PAGE)
    context = project_context(
        project,
        "projects:define",
        rows=shown,
        sees_team=request.user.has_perm("projects.see_team", project),
        may_map=project.is_open and request.user.has_perm("projects.map_stakeholders", project),
    )
    return render(request, "projects/define/missing.html", context)


def frame(request: HttpRequest, slug: str) -> HttpResponse:
    """The frame today, and how it has changed."""
    project = load_project(request, slug)
    versions = project.frames.select_related("party__organisation", "party__user", "by")
    page = page_of(versions, request.GET.get("page"), VERSIONS_PAGE)
    pairs = with_the_one_before(list(page))
    context = project_context(
        project,
        "projects:define",
        newest=versions.first(),
        page=page,
        changes=[(new, _changed(old, new)) for new, old in pairs if old],
        may_change=project.is_open and request.user.has_perm("projects.change_frame", project),
    )
    return render(request, "projects/define/frame.html", context)


def _changed(old, new) -> list[tuple[str, str, str]]:
    """(label, before, after) of what differs."""
    return [
        (new._meta.get_field(name).verbose_name, getattr(old, name), getattr(new, name))
        for name in FRAME_FIELDS
        if getattr(old, name) != getattr(new, name)
    ]


def change_frame(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.change_frame", project)
    require_time(request, project, "frame")
    current = project.frames.first()
    initial = {name: getattr(current, name, "") for name in FRAME_FIELDS}
    initial["seen"] = current.number if current else 0
    form = FrameForm(request.POST or None, project=project, user=request.user, initial=initial)
    return act_page(
        request,
        project,
        form,
        partial(frame_acts.change_frame, project.pk, by=request.user),
        done=_("Saved. The old frame stands below."),
        to="projects:frame",
        heading=_("The frame"),
        button=_("Save"),
        intro=_("What do you work within? Write what is certain, and what is yours to decide."),
    )
