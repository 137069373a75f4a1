"""The parties are asked, and answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.enums import Phase, RoundState
from projects.forms.common import try_act
from projects.forms.moving import ConsentForm
from projects.models import ConsentAnswer, Party, Project
from projects.phases import Situation
from projects.services import consent as acts
from projects.views.page import chosen_voice, load_project, project_context
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def consent(request: HttpRequest, slug: str) -> HttpResponse:
    """Every party's answer, and one's own to give."""
    project = load_project(request, slug)
    now = Situation(project)
    answer = _own_answer(request, project, now)
    form = ConsentForm(
        request.POST or None, initial=ConsentForm.initial_from(answer) if answer else None
    )
    if request.method == "POST":
        if answer is None:
            raise NotAllowed(_("You do not answer for a party that has been asked."))
        if form.is_valid() and try_act(
            form, lambda: acts.give_consent(answer.pk, by=request.user, **form.cleaned_data)
        ):
            return thanks(request, answer)
    context = project_context(
        project, "projects:detail", round=now.open_round, answer=answer, form=form
    )
    context |= {
        "choices": _other_voices(request, project),
        "may_withdraw": request.user.has_perm("projects.open_round", project),
        "may_pass_over": request.user.has_perm("projects.pass_over_party", project),
        "silent": _passable(now),
    }
    return render(
        request, "projects/consent/round.html", context, status=422 if form.errors else 200
    )


def _own_answer(request: HttpRequest, project: Project, now: Situation) -> ConsentAnswer | None:
    """The answer of the party that the person may commit; `?part=` chooses among several."""
    if not request.user.is_authenticated or not now.open_round:
        return None
    parties = _other_voices(request, project)
    wanted = request.GET.get("part", "")
    chosen = next((party for party in parties if str(party.pk) == wanted), None)
    chosen = chosen or next(iter(parties), None)
    answers = now.open_round.answers.all()
    return next((answer for answer in answers if chosen and answer.party_id == chosen.pk), None)


def _other_voices(request: HttpRequest, project: Project) -> list[Party]:
    if not request.user.is_authenticated:
        return []
    return list(project.parties.committing(request.user).with_names())


def _passable(now: Situation) -> set[int]:
    if not now.open_round:
        return set()
    return {row.pk for row in now.open_round.answers.all() if acts.can_be_passed_over(row)}


def thanks(request: HttpRequest, answer: ConsentAnswer) -> HttpResponse:
    """Say what the answer brought about."""
    project = Project.objects.get(pk=answer.round.project_id)
    if project.phase == answer.round.to_phase:
        phase = Phase(project.phase).label
        text = _("Everybody has answered. The project is now in the phase “%(phase)s”.")
        messages.success(request, text % {"phase": phase})
    else:
        messages.success(
            request, _("Thank you. You can change your answer until all have answered.")
        )
    return see_other(request, project)


@post_or_back("projects:consent", "slug")
def open_round(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    acts.open_round(project.pk, by=request.user, party=chosen_voice(request, project))
    messages.success(request, _("All parties have been asked for their consent."))
    return see_other(request, "projects:consent", slug)


@post_or_back("projects:consent", "slug")
def withdraw_round(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    standing = get_object_or_404(project.rounds, state=RoundState.OPEN)
    acts.withdraw_round(standing.pk, by=request.user)
    messages.success(request, _("The question to the parties is taken back."))
    return see_other(request, project)


@post_or_back("projects:consent", "slug")
def pass_over(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    project = load_project(request, slug)
    answer = get_object_or_404(ConsentAnswer, pk=pk, round__project=project)
    acts.pass_over_party(answer.pk, by=request.user)
    messages.success(
        request, _("%(party)s is passed over. It stands in the history.") % {"party": answer.party}
    )
    return see_other(request, "projects:consent", slug)
