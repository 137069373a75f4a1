"""Where the parties meet: all meetings of an opgave, and each arena."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from arenas.around import Around
from arenas.enums import SEAT_STATES, Attendance, HatKind
from arenas.forms.arena import FrameForm, RulesForm
from arenas.hats import warnings, worn_at
from arenas.models import Arena, DatePoll, Meeting
from arenas.queries import rules_with_yeses
from arenas.queries.events import event_behind
from arenas.readiness import readiness
from arenas.services import arena as acts
from arenas.services import ground_rules as rules_acts
from arenas.templates import START_OF, STARTS
from arenas.views.common import load_arena
from participants.models.user import shown_name
from projects.enums import RoleState
from projects.forms.common import try_act
from projects.models import Party, Project
from projects.views.page import (
    load_project,
    project_context,
    render_form,
    require_perm,
    require_time,
)
from samskabelse.web.errors import ActError
from samskabelse.web.htmx import see_other
from samskabelse.web.keeping import kept_for_visitors
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number

STANDING = (RoleState.ACCEPTED, RoleState.ASKED)


@kept_for_visitors
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The tab: what comes, where you meet, which dates are sought, what has been."""
    project = load_project(request, slug)
    counted = Count("sign_ups", filter=Q(sign_ups__state__in=SEAT_STATES))
    came = Count("sign_ups", filter=Q(sign_ups__attendance=Attendance.CAME))
    rows = Meeting.objects.of(project).annotate(coming_count=counted, came_count=came)
    context = project_context(
        project,
        "arenas:meetings",
        coming=list(rows.coming()),
        past=list(rows.past()[:20]),
        cancelled=list(rows.filter(state="cancelled", ends_at__gt=timezone.now())),
        arenas=list(project.arenas.all()),
        began_at=event_behind(project),
        may_plan=request.user.has_perm("arenas.plan_arena", project),
        **_searches(request, project),
    )
    return render(request, "arenas/meetings.html", context)


def _searches(request: HttpRequest, project: Project) -> dict[str, Any]:
    """Open questions about dates, for those who are asked."""
    if not request.user.has_perm("arenas.call_meeting", project):
        return {"polls": [], "may_call": False}
    polls = DatePoll.objects.filter(arena__project=project, state="open")
    return {"polls": list(polls), "may_call": True}


@kept_for_visitors
def arena(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What it is for, what may be decided, who wears which hat, and what is missing."""
    return _arena_page(request, load_arena(request, slug, pk))


def _arena_page(request: HttpRequest, found: Arena, status: int = 200) -> HttpResponse:
    hats = list(found.hats.filter(state__in=STANDING).select_related("user"))
    worn = worn_at(found, hats=hats)
    around = Around(found, worn, request.user)
    found.party_places = around.places
    found.rules_now = rules_with_yeses(found)
    may_plan = request.user.has_perm("arenas.plan_arena", found.project)
    facts = readiness(found, worn)
    held = list(Meeting.objects.of(found.project).filter(arena=found).order_by("starts_at", "pk"))
    context = project_context(
        found.project,
        "arenas:meetings",
        arena=found,
        facts=facts if may_plan else [replace(fact, url="") for fact in facts],
        ready=all(fact.met for fact in facts),
        worn=[(HatKind(kind), hat) for kind, hat in worn.items()],
        warnings=warnings(found, worn, around),
        asked=[hat for hat in hats if not hat.is_worn],
        rules=found.rules_now,
        accepted=_accepted(found),
        own_parties=_parties_to_accept(found, around),
        coming=[row for row in held if row.is_planned and not row.is_over],
        past=[row for row in reversed(held) if row.is_over],
        may_plan=may_plan,
        may_call=request.user.has_perm("arenas.call_meeting", found.project),
    )
    return render(request, "arenas/arena.html", context, status=status)


def _accepted(found: Arena) -> list[str]:
    """The names of the parties that have said yes to the ground rules."""
    return [shown_name(yes["name"]) for yes in found.rules_now.yeses] if found.rules_now else []


def _parties_to_accept(found: Arena, around: Around) -> list[Party]:
    """Parties whose yes to the ground rules this person can give and has not given."""
    if found.rules_now is None:
        return []
    done = {yes["party"] for yes in found.rules_now.yeses}
    return [party for party in around.committed if party.pk not in done]


def new_arena(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what to start from, then change its words."""
    project = load_project(request, slug)
    require_perm(request, "arenas.plan_arena", project)
    require_time(request, project, "plan_arena")
    wanted = request.POST.get("template") or request.GET.get("skabelon", "")
    if request.method == "GET" and "skabelon" not in request.GET:
        context = project_context(project, "arenas:meetings", starts=STARTS)
        return render(request, "arenas/choose_start.html", context)
    start = START_OF.get(wanted)
    initial = start.initial() if start else {}
    form = _frame_form(request, project, initial)
    if request.method == "POST" and form.is_valid():
        made = try_act(form, lambda: acts.make_arena(project.pk, **_frame(form, request)))
        if made:
            _begin_rules(made, start, request)
            messages.success(request, _("The arena is made. See what it still lacks."))
            return see_other(request, made)
    return render_form(request, project, form, heading=_("A new arena"), button=_("Save the arena"))


def _begin_rules(made: Arena, start: Any, request: HttpRequest) -> None:
    """A template brings a first version of the ground rules."""
    if start is not None and made.rules_now is None:
        rules_acts.write_rules(made.pk, str(start.rules), by=request.user)


def change_arena(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_arena(request, slug, pk)
    require_perm(request, "arenas.plan_arena", found.project)
    require_time(request, found.project, "plan_arena")
    form = _frame_form(request, found.project, FrameForm.initial_from(found))
    if request.method == "POST" and form.is_valid():
        changed = try_act(form, lambda: acts.change_arena(found.pk, **_frame(form, request)))
        if changed:
            messages.success(request, _("Saved."))
            return see_other(request, changed)
    return render_form(
        request, found.project, form, heading=_("Change the arena"), button=_("Save")
    )


def _frame_form(request: HttpRequest, project: Project, initial: dict[str, Any]) -> FrameForm:
    return FrameForm(request.POST or None, project=project, user=request.user, initial=initial)


def _frame(form: FrameForm, request: HttpRequest) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "frame": form.as_frame(),
        "by": request.user,
        "must_be_there": list(data["must_be_there"]),
        "decision_owner": data["decision_owner"],
    }


def ground_rules(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write a new version. Those before it are there to read."""
    found = load_arena(request, slug, pk)
    require_perm(request, "arenas.plan_arena", found.project)
    require_time(request, found.project, "plan_arena")
    initial = {"text": found.rules_now.text if found.rules_now else ""}
    form = RulesForm(
        request.POST or None, project=found.project, user=request.user, initial=initial
    )
    act = partial(rules_acts.write_rules, found.pk, by=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and try_act(form, lambda: act(form.cleaned_data["text"]))
    ):
        messages.success(request, _("Saved. Each party now says yes to this version."))
        return see_other(request, found)
    return render_form(
        request,
        found.project,
        form,
        heading=_("Ground rules for %(arena)s") % {"arena": found.name},
        button=_("Save"),
        template="arenas/ground_rules.html",
        versions=list(found.ground_rules.all()),
    )


@post_or_back("arenas:arena", "slug", "pk")
def accept_rules(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A yes to the version that the page showed; a newer one is shown before anybody says yes."""
    found = load_arena(request, slug, pk)
    parties = found.project.parties.committing(request.user).with_names()
    party = get_object_or_404(parties, pk=whole_number(request.POST.get("party")) or 0)
    read = get_object_or_404(found.ground_rules, pk=whole_number(request.POST.get("rules")) or 0)
    try:
        rules_acts.accept_rules(read.pk, party, by=request.user)
    except ActError as error:
        if error.code != "outdated":
            raise
        messages.error(request, str(error))
        return _arena_page(request, found, status=error.status)
    messages.success(request, _("Thank you. Your party has said yes to the ground rules."))
    return see_other(request, found)
