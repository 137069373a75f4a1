"""Raise an opgave: one question a page, saved as it is typed, sign-in last (R12, R66)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from projects.enums import Moderation, Phase, TriageKind
from projects.forms.common import try_act
from projects.forms.questions import QUESTIONS, Recipe
from projects.forms.raising import SendForm, TriageForm
from projects.forms.summary import missing, summary
from projects.models import Draft, Project, ProjectTemplate
from projects.queries import similar_projects
from projects.queries_implement import fitting_templates, public_templates
from projects.services.common import first_reply_deadline
from projects.services.drafts import drop_draft as throw_away
from projects.services.drafts import publish_draft
from projects.services.honesty import answer_honestly
from projects.services.raising import next_contact
from projects.views.drafts import current_draft, keep, own_route, recipe_of, saved_sentence
from samskabelse.web.errors import TooOften
from samskabelse.web.htmx import see_other

LAST = max(QUESTIONS)
MORE_LINES = 3


def start(request: HttpRequest) -> HttpResponse:
    """Tell a case, a complaint or a service wish from a shared problem (R12)."""
    form = TriageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["kind"]
        if kind != TriageKind.SHARED:
            return see_other(request, "projects:elsewhere", kind)
        keep(request, {})
        return see_other(request, "projects:question", 1)
    draft = current_draft(request)
    context = {"form": form, "draft": draft, "recipe": Recipe(draft.answers) if draft else None}
    context["has_templates"] = public_templates().exists()
    status = 422 if form.errors else 200
    return render(request, "projects/raise/start.html", context, status=status)


@require_GET
def elsewhere(request: HttpRequest, kind: str) -> HttpResponse:
    """Where a case, a complaint or a service wish belongs. Nothing is published."""
    if kind not in TriageKind.values or kind == TriageKind.SHARED:
        raise Http404
    context = {"kind": kind, "label": TriageKind(kind).label, "shared": TriageKind.SHARED}
    return render(request, "projects/raise/elsewhere.html", context)


def question(request: HttpRequest, number: int) -> HttpResponse:
    """One of the four questions. Whatever button is pressed, what was typed is kept."""
    if number not in QUESTIONS:
        raise Http404
    recipe = recipe_of(request)
    if request.method != "POST":
        return _question_page(request, number, recipe.form(number))
    typed = recipe.read(number, request.POST)
    try:
        draft = keep(request, typed)
    except TooOften as refused:
        messages.error(request, str(refused))
        return _question_page(request, number, Recipe(typed).form(number), status=refused.status)
    return _after_question(request, number, draft)


def _after_question(request: HttpRequest, number: int, draft: Draft) -> HttpResponse:
    """Where the pressed button leads."""
    recipe = Recipe(draft.answers, route=own_route(request))
    go = request.POST.get("go", "next")
    if go == "more":
        return _question_page(request, number, recipe.form(number, extra=MORE_LINES))
    if go == "back":
        return _previous(request, number)
    form = recipe.form(number, check=True)
    if go == "next" and not form.is_valid():
        return _question_page(request, number, form, status=422)
    if number == LAST or request.GET.get("from") == "review":
        return see_other(request, "projects:review")
    return see_other(request, "projects:question", number + 1)


def _previous(request: HttpRequest, number: int) -> HttpResponse:
    if request.GET.get("from") == "review":
        return see_other(request, "projects:review")
    if number == 1:
        return see_other(request, "projects:start")
    return see_other(request, "projects:question", number - 1)


def _question_page(
    request: HttpRequest, number: int, form: Any, *, status: int = 200
) -> HttpResponse:
    draft = current_draft(request)
    recipe = Recipe(draft.answers if draft else {})
    context = {
        "number": number,
        "heading": QUESTIONS[number],
        "steps": QUESTIONS.items(),
        "form": form,
        "draft": draft,
        "from_review": request.GET.get("from") == "review",
        "similar": alike(recipe) if number == 2 else [],
        "templates": fitting(recipe) if number == 2 else [],
        "saved": saved_sentence(draft) if draft and recipe.is_begun else "",
    }
    return render(request, f"projects/raise/question_{number}.html", context, status=status)


def fitting(recipe: Recipe) -> list[ProjectTemplate]:
    """Templates to start from instead; none for whoever has started from one."""
    return [] if recipe.template else fitting_templates(recipe.problem.get("title", ""))


def alike(recipe: Recipe) -> list[Project]:
    return similar_projects(recipe.problem.get("title", ""), recipe.problem.get("problem", ""))


@require_POST
def autosave(request: HttpRequest) -> HttpResponse:
    """Keep what has been typed so far; answer with the sentence that says so."""
    number = request.POST.get("number", "")
    if number not in {str(key) for key in QUESTIONS}:
        raise Http404
    draft = keep(request, recipe_of(request).read(int(number), request.POST))
    return HttpResponse(saved_sentence(draft), content_type="text/plain; charset=utf-8")


@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """Opgaver like the one being written, as a part of the page."""
    title = request.GET.get("title", "")
    context = {"similar": similar_projects(title), "templates": fitting_templates(title)}
    return render(request, "projects/raise/_similar.html", context)


@require_POST
def drop_draft(request: HttpRequest) -> HttpResponse:
    draft = current_draft(request)
    if draft:
        throw_away(draft.key)
    request.session.pop("draft", None)
    messages.success(request, _("What you had written is deleted."))
    return see_other(request, "projects:start")


def review(request: HttpRequest) -> HttpResponse:
    """Everything once more, and send. Sign-in comes here, and the draft survives it."""
    draft = current_draft(request)
    if request.method == "POST":
        return _send(request, draft)
    if draft is None or not Recipe(draft.answers).is_begun:
        return see_other(request, "projects:start")
    return _review_page(request, draft, SendForm(user=request.user))


def _send(request: HttpRequest, draft: Draft | None) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("projects:review"))
    if draft is None:
        return _already_sent(request)
    recipe = Recipe(draft.answers, route=own_route(request))
    form = SendForm(request.POST, user=request.user)
    if missing(recipe) or not form.is_valid():
        return _review_page(request, draft, form)
    data = form.cleaned_data
    answers = recipe.to_answers(get_language() or "da")
    project = try_act(
        form,
        lambda: publish_draft(
            draft.key,
            answers,
            by=request.user,
            organisation=data["on_behalf_of"],
            name=data.get("name", ""),
        ),
    )
    if project is None:
        return _review_page(request, draft, form)
    if said := form.as_honest():
        answer_honestly(project.pk, by=request.user, gate=Phase.SEEKING, **said)
    return _sent(request, draft.key, project)


def _already_sent(request: HttpRequest) -> HttpResponse:
    """A second click after the first has come through leads to the opgave, not to a second one."""
    project = publish_draft(request.session.get("raised", ""), None, by=request.user)
    return see_other(request, project or "projects:start")


def _sent(request: HttpRequest, key: str, project: Project) -> HttpResponse:
    request.session.pop("draft", None)
    request.session["raised"] = key
    if project.moderation == Moderation.HELD:
        sentence = _(
            "Your project is sent. A moderator reads it first, because it is your first one. "
            "Others can see it on %(date)s at the latest. We write to you."
        )
    else:
        sentence = _("Your project is published. You get an answer on %(date)s at the latest.")
    due = formats.date_format(project.first_reply_due)
    messages.success(request, sentence % {"date": due})
    return see_other(request, project)


def _review_page(request: HttpRequest, draft: Draft, form: SendForm) -> HttpResponse:
    recipe = Recipe(draft.answers, route=own_route(request))
    blockers = missing(recipe)
    context = {
        "draft": draft,
        "form": form,
        "blockers": blockers,
        "parts": summary(recipe),
        "contact": next_contact(),
        "due": first_reply_deadline(),
        "must_wait": request.user.is_authenticated and not request.user.is_trusted,
        "sign_in_next": reverse("projects:review"),
    }
    status = 422 if form.errors or (blockers and request.method == "POST") else 200
    return render(request, "projects/raise/review.html", context, status=status)
