"""Hats of an arena: ask, answer, take off, and which one is needed most."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arenas.enums import HatKind
from arenas.forms.hats import AdviceForm, AskHatForm
from arenas.hats import advise
from arenas.models import Hat
from arenas.services import hats as acts
from arenas.views.common import load_arena, load_part
from projects.forms.common import try_act
from projects.views.page import project_context, render_form, require_perm, require_time
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def ask_hat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    arena = load_arena(request, slug, pk)
    require_perm(request, "arenas.ask_hat", arena.project)
    require_time(request, arena.project, "meet")
    form = AskHatForm(
        request.POST or None,
        project=arena.project,
        user=request.user,
        meetings=arena.meetings.coming(),
        initial={"kind": request.GET.get("hat", HatKind.CONVENER)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asked = try_act(
            form,
            lambda: acts.ask_hat(
                arena.pk, data["user"], data["kind"], by=request.user, meeting=data["meeting"]
            ),
        )
        if asked:
            said = _("The hat is yours.") if asked.user_id == request.user.pk else None
            messages.success(request, said or _("They are asked now, and get a mail."))
            return see_other(request, arena)
    return render_form(
        request,
        arena.project,
        form,
        heading=_("Ask somebody to wear a hat"),
        button=_("Ask"),
        intro=_("The three hats go round. Nobody should wear them all, and nobody for ever."),
    )


def _own_hat(request: HttpRequest, slug: str, pk: int) -> Hat:
    rows = Hat.objects.select_related("arena__project", "user", "asked_by", "meeting")
    hat = load_part(request, slug, rows, pk, "arena__project")
    require_perm(request, "arenas.answer_hat", hat)
    return hat


def answer_hat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Yes or no, for somebody who is signed in."""
    hat = _own_hat(request, slug, pk)
    if request.method == "POST" and request.POST.get("svar") in {"yes", "no"}:
        acts.answer_hat(hat.pk, by=request.user, accept=request.POST["svar"] == "yes")
        messages.success(request, _("Thank you for answering."))
        return see_other(request, hat.arena)
    return render(request, "arenas/hats/answer.html", hat_context(hat))


def hat_context(hat: Hat) -> dict:
    return {"project": hat.arena.project, "hat": hat, "kind": HatKind(hat.kind)}


@post_or_back("arenas:meetings", "slug")
def end_hat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    hat = acts.end_hat(_own_hat(request, slug, pk).pk, by=request.user)
    messages.success(request, _("You have taken the hat off. Thank you."))
    return see_other(request, hat.arena)


def advice(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two questions, one hat (R65). Asked with GET: the answers are kept nowhere."""
    arena = load_arena(request, slug, pk)
    form = AdviceForm(request.GET if "trust" in request.GET or "conflict" in request.GET else None)
    found = advise(**form.cleaned_data) if form.is_bound and form.is_valid() else None
    context = project_context(
        arena.project,
        "arenas:meetings",
        arena=arena,
        form=form,
        advice=found,
        may_ask=request.user.has_perm("arenas.ask_hat", arena.project),
    )
    return render(request, "arenas/hats/advice.html", context)
