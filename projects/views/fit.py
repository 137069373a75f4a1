"""Passer holdet stadig?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from projects.enums import FitChoice
from projects.forms.common import try_act
from projects.forms.gains import FitForm, party_choice
from projects.models import FitQuestion, Project
from projects.services.fit import answer_fit, open_question
from projects.views.page import load_project, project_context, require_perm
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other


def fit(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed, what each party says, and one's own answer to give. For the team."""
    project = load_project(request, slug)
    require_perm(request, "projects.see_team", project)
    question = open_question(project)
    parties = list(project.parties.speaking(request.user).with_names())
    party = party_choice(parties, request.GET.get("part", ""))
    own = question.answers.filter(party=party).first() if question and party else None
    initial = {"choice": own.choice, "words": own.words} if own else None
    form = FitForm(request.POST or None, initial=initial) if question and party else None
    if request.method == "POST":
        if question is None or party is None or form is None:
            raise NotAllowed(_("Your party is not asked right now."))
        if form.is_valid() and _answered(form, question, party.pk, request):
            return _thanks(request, project, form.cleaned_data["choice"])
    context = project_context(
        project,
        "projects:implement",
        question=question,
        answers=_answers(question),
        form=form,
        party=party,
        choices=parties,
    )
    status = 422 if form is not None and form.errors else 200
    return render(request, "projects/fit/page.html", context, status=status)


def _answered(form: FitForm, question: FitQuestion, party: int, request: HttpRequest) -> bool:
    def act() -> bool:
        answer_fit(question.pk, party, by=request.user, **form.cleaned_data)
        return True

    return bool(try_act(form, act))


def _answers(question: FitQuestion | None) -> list:
    if question is None:
        return []
    rows = question.answers.select_related("party__organisation", "party__user")
    return list(rows[:200])


def _thanks(request: HttpRequest, project: Project, choice: str) -> HttpResponse:
    if choice == FitChoice.RELEASE:
        messages.success(request, _("Thank you for your part. The door stays open."))
        return see_other(request, project)
    if choice == FitChoice.ADD:
        messages.success(request, _("Thank you. Now put them on the map, or invite them."))
        return see_other(request, "projects:stakeholders", project.slug)
    messages.success(request, _("Thank you. Your answer is written down."))
    return see_other(request, "projects:fit", project.slug)
