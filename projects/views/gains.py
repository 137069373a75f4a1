"""What the parties want to gain, and what each says came of it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from projects.enums import GainKind, GainMoment
from projects.forms.common import try_act
from projects.forms.gains import GainAnswersForm, GainForm, party_choice
from projects.models import Party, Project
from projects.phases import ALLOWS
from projects.queries_implement import gain_cards, voices_about_gains
from projects.services import gains as acts
from projects.views.page import act_page, load_project, project_context, require_perm, require_time
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.paging import page_of

VOICES = 6  # parties on a page


def gains(request: HttpRequest, slug: str) -> HttpResponse:
    """Each party's own words beside one another; nothing is averaged (R33)."""
    project = load_project(request, slug)
    describes = project.phase in ALLOWS["describe_gains"]
    speaks = project.has_accepted_party_of(request.user)
    voices = page_of(voices_about_gains(project), request.GET.get("page"), VOICES)
    context = project_context(
        project,
        "projects:implement",
        cards=gain_cards(project, voices.object_list),
        voices=voices,
        may_describe=describes and request.user.has_perm("projects.describe_gains", project),
        may_answer=speaks and project.phase in ALLOWS["answer_gains"],
    )
    return render(request, "projects/gains/page.html", context)


def describe(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    project = load_project(request, slug)
    if kind not in GainKind.values:
        raise Http404
    require_perm(request, "projects.describe_gains", project)
    require_time(request, project, "describe_gains")
    gain = project.gains.filter(kind=kind).first()
    return act_page(
        request,
        project,
        GainForm(
            request.POST or None,
            project=project,
            user=request.user,
            initial=GainForm.initial_from(gain),
        ),
        partial(acts.describe_gain, project.pk, kind, by=request.user),
        done=_("Saved."),
        to="projects:gains",
        heading=GainKind(kind).label,
        button=_("Save"),
        intro=_("Empty means: we do not know yet. Do not count saved kroner."),
    )


def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own party's words; `?part=` chooses among several."""
    project = load_project(request, slug)
    parties = list(project.parties.speaking(request.user).with_names())
    party = party_choice(parties, request.GET.get("part", ""))
    if party is None:
        raise NotAllowed
    moment = acts.moment_now(project, party)
    return answers_page(request, project, party, moment, by=request.user, choices=parties)


def answers_page(
    request: HttpRequest,
    project: Project,
    party: Party,
    moment: int,
    *,
    by: Any,
    choices: list[Party] | None = None,
    **context: Any,
) -> HttpResponse:
    """Four kinds, each measured or *ukendt*: signed in or from the mail."""
    form = GainAnswersForm(
        request.POST or None, answers=list(party.gain_answers.filter(moment=moment))
    )
    if request.method == "POST" and form.is_valid():
        told = try_act(
            form,
            lambda: acts.answer_gains(party.pk, form.as_said(), by=by, moment=moment) is not None,
        )
        if told:
            messages.success(request, _("Thank you. Everybody can read what your party says."))
            return see_other(request, "projects:gains", project.slug)
    page = {
        "project": project,
        "party": party,
        "form": form,
        "choices": choices or [],
        "moment": GainMoment(moment).label,
    }
    status = 422 if form.errors else 200
    return render(request, "projects/gains/answer.html", page | context, status=status)
