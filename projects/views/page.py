"""What every page about one opgave has at its top: where it is and how to get about in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participants.models import User
from projects.enums import Moderation, Phase
from projects.forms.common import try_act
from projects.models import Party, Project
from projects.phases import ORDER, require_phase
from projects.tabs import tabs_for
from samskabelse.policy.reasons import require
from samskabelse.web.htmx import see_other


def chosen_voice(request: HttpRequest, project: Project) -> Party | None:
    """The party that somebody who speaks for several has chosen; None is their own."""
    wanted = request.POST.get("party", "")
    parties = {str(party.pk): party for party in project.parties.speaking(request.user)}
    return parties.get(wanted)


@dataclass(frozen=True)
class Step:
    label: str
    state: str


def load_project(request: HttpRequest, slug: str, *, themes: bool = False) -> Project:
    """The opgave, or 404 for whoever may not see it; on request with its themes."""
    visible = Project.objects.visible_to(request.user).with_own(request.user).with_hats()
    return get_object_or_404(visible.with_themes() if themes else visible, slug=slug)


NAMED = ("initiator", "contact", "first_replied_by")


def name_people(project: Project) -> None:
    """Whom the page names, with their names alone: one small query instead of a wide join."""
    ids = {getattr(project, f"{who}_id") for who in NAMED} - {None}
    people = User.objects.only("name").in_bulk(ids)
    for who in NAMED:
        setattr(project, who, people.get(getattr(project, f"{who}_id")))


def require_perm(request: HttpRequest, permission: str, target: object) -> None:
    """Refuse to show a form that could not be sent (`NotAllowed`, 403)."""
    require(request.user, permission, target)


def require_time(request: HttpRequest, project: Project, act: str) -> None:
    """Refuse to open a form whose time is over or has not come (`Blocked`, 409).

    What is sent all the same is answered by the act, so that nothing typed is lost.
    """
    if request.method != "POST":
        require_phase(project, act)


def steps(project: Project) -> list[Step]:
    """The phase band."""
    here = ORDER.index(Phase(project.phase))
    states = ["done" if i < here else "current" if i == here else "next" for i in range(len(ORDER))]
    return [
        Step(str(phase.label), state)
        for phase, state in zip(ORDER, states, strict=True)
        if phase != Phase.DRAFT
    ]


def project_context(project: Project, current: str, **extra: Any) -> dict[str, Any]:
    return {
        "project": project,
        "steps": steps(project),
        "tabs": tabs_for(project, current),
        "is_held": project.moderation == Moderation.HELD,
        "is_hidden": project.moderation == Moderation.HIDDEN,
        **extra,
    }


def act_page(
    request: HttpRequest,
    project: Project,
    form: Form,
    act: Callable[..., object],
    *,
    done: str,
    to: str | None = None,
    said: Callable[[HttpRequest, str], None] = messages.success,
    **page: Any,
) -> HttpResponse:
    """One form, one act: `act(**cleaned)` when what was sent holds, else the form and why not.

    `done` is said afterwards, on the opgave's page or on the one named `to`.
    """
    if (
        request.method == "POST"
        and form.is_valid()
        and try_act(form, lambda: act(**form.cleaned_data))
    ):
        said(request, done)
        return see_other(request, to, project.slug) if to else see_other(request, project)
    return render_form(request, project, form, **page)


def render_form(
    request: HttpRequest,
    project: Project,
    form,
    *,
    heading: Any,
    button: Any,
    template: str = "projects/form.html",
    **extra: Any,
) -> HttpResponse:
    """A page with one form about the opgave; 422 when what was sent cannot be taken."""
    context = {"project": project, "form": form, "heading": heading, "button": button, **extra}
    return render(request, template, context, status=422 if form.errors else 200)
