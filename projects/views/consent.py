"""The parties are asked, and answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.enums import ConsentAbout, Phase, RoundState
from projects.forms.common import try_act
from projects.forms.moving import ConsentForm, consent_form
from projects.models import ConsentAnswer, ConsentRound, Party, Project
from projects.services import consent as acts
from projects.views.page import chosen_voice, load_project, project_context
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number
from samskabelse.web.paging import UncountedPage, page_of

ANSWERS_PAGE = 15


def consent(request: HttpRequest, slug: str) -> HttpResponse:
    """Every party's answer, and one's own to give.

    `?om=` says which of the open questions, `?runde=` shows one that may be over. The form carries
    the answer it was opened for: what is sent counts for that question and that party, or not.
    """
    project = load_project(request, slug)
    asked = open_rounds(project)
    shown = _wanted_round(request, project, asked)
    answer = _own_answer(request, project, shown)
    if request.method == "POST":
        return _answered(request, project, asked, answer)
    initial = ConsentForm.initial_from(answer) if answer else None
    form = consent_form(shown.about if shown else "")(initial=initial)
    return _page(request, project, asked, shown, answer, form)


def _answered(
    request: HttpRequest,
    project: Project,
    asked: list[ConsentRound],
    standing: ConsentAnswer | None,
) -> HttpResponse:
    """Take what was sent; else show what is asked now, with the reason that was typed."""
    sent = _sent_answer(request, project)
    if sent:
        form = consent_form(sent.round.about)(request.POST)
        if form.is_valid() and try_act(
            form, lambda: acts.give_consent(sent.pk, by=request.user, **form.cleaned_data)
        ):
            return thanks(request, sent)
        if sent.round in asked:
            return _page(request, project, asked, sent.round, sent, form)
    if standing is None:
        raise NotAllowed(_("You do not answer for a party that has been asked."))
    typed = request.POST.copy()
    typed.pop("position", None)
    form = consent_form(standing.round.about)(typed)
    form.add_error(
        None,
        _("This is not the question you answered: it has changed since. Read it, and answer it."),
    )
    return _page(request, project, asked, standing.round, standing, form)


def _page(
    request: HttpRequest,
    project: Project,
    asked: list[ConsentRound],
    shown: ConsentRound | None,
    answer: ConsentAnswer | None,
    form: ConsentForm,
) -> HttpResponse:
    page = _answers_in(shown, request.GET.get("page"))
    context = project_context(project, "projects:detail", round=shown, answer=answer, form=form)
    context |= {
        "page": page,
        "is_open": shown in asked,
        "choices": _voices(request, project),
        "may_withdraw": request.user.has_perm("projects.open_round", project),
        "may_pass_over": request.user.has_perm("projects.pass_over_party", project),
        "silent": {row.pk for row in page if acts.can_be_passed_over(row)},
        "others": [row for row in asked if row != shown],
    }
    return render(
        request, "projects/consent/round.html", context, status=422 if form.errors else 200
    )


def open_rounds(project: Project) -> list[ConsentRound]:
    """What the parties are being asked, the next phase first."""
    rounds = project.rounds.filter(state=RoundState.OPEN).select_related(
        "statement_version", "solution_version"
    )
    return sorted(rounds, key=lambda row: row.about != ConsentAbout.GATE)


def _wanted_round(
    request: HttpRequest, project: Project, asked: list[ConsentRound]
) -> ConsentRound | None:
    number = whole_number(request.GET.get("runde"))
    if number is not None:
        rounds = project.rounds.select_related("statement_version", "solution_version")
        if found := rounds.filter(pk=number).first():
            return found
    shown = next((row for row in asked if row.about == request.GET.get("om")), None)
    return shown or next(iter(asked), None)


def _answers_in(shown: ConsentRound | None, number: str | None) -> UncountedPage:
    """A page of the answers, those first that somebody must do something about."""
    if shown is None:
        return page_of([], number, ANSWERS_PAGE)
    page = page_of(shown.answers.with_names().telling_first(), number, ANSWERS_PAGE)
    shown.shown_answers = page.object_list
    return page


def _own_answer(
    request: HttpRequest, project: Project, shown: ConsentRound | None
) -> ConsentAnswer | None:
    """The answer of the party that the person may commit; `?part=` chooses among several."""
    if not shown or shown.state != RoundState.OPEN:
        return None
    parties = _voices(request, project)
    wanted = request.GET.get("part", "")
    chosen = next((party for party in parties if str(party.pk) == wanted), None)
    chosen = chosen or next(iter(parties), None)
    answer = shown.answers.with_names().filter(party=chosen).first() if chosen else None
    if answer:
        answer.round = shown
    return answer


def _sent_answer(request: HttpRequest, project: Project) -> ConsentAnswer | None:
    """The answer that the form was opened for, if the person still gives it."""
    rows = ConsentAnswer.objects.select_related(
        "round__statement_version", "round__solution_version", "party__organisation", "party__user"
    )
    number, parties = whole_number(request.POST.get("answer")), _voices(request, project)
    return rows.filter(pk=number, round__project=project, party__in=parties).first()


def _voices(request: HttpRequest, project: Project) -> list[Party]:
    if not request.user.is_authenticated:
        return []
    return list(project.parties.committing(request.user).with_names())


def thanks(request: HttpRequest, answer: ConsentAnswer) -> HttpResponse:
    """Say what the answer brought about."""
    asked = ConsentRound.objects.select_related("project").get(pk=answer.round_id)
    project = asked.project
    if asked.about == ConsentAbout.GATE and asked.state == RoundState.PASSED:
        phase = Phase(project.phase).label
        text = _("Everybody has answered. The project is now in the phase “%(phase)s”.")
        messages.success(request, text % {"phase": phase})
    elif asked.state == RoundState.PASSED:
        messages.success(request, _("Everybody has answered, and you agree."))
    else:
        messages.success(
            request, _("Thank you. You can change your answer until all have answered.")
        )
    return see_other(request, project)


@post_or_back("projects:consent", "slug")
def open_round(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    about = _wanted(request)
    acts.open_round(project.pk, by=request.user, party=chosen_voice(request, project), about=about)
    messages.success(request, _("All parties have been asked for their consent."))
    return see_other(request, address_of(slug, about))


@post_or_back("projects:consent", "slug")
def withdraw_round(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    standing = get_object_or_404(project.rounds, state=RoundState.OPEN, about=_wanted(request))
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
    return see_other(request, address_of(slug, answer.round.about))


def _wanted(request: HttpRequest) -> str:
    """What the button is about; the next phase where it does not say."""
    about = request.POST.get("om", "")
    return about if about in ConsentAbout.values else ConsentAbout.GATE


def address_of(slug: str, about: str) -> str:
    """The page where the parties answer."""
    query = "" if about == ConsentAbout.GATE else f"?om={about}"
    return reverse("projects:consent", args=[slug]) + query
