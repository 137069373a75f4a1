"""The catalyst's deck: draw a card, write down what it did."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.deck import DECK, draw
from projects.forms.common import reason_form
from projects.forms.design import UseCardForm
from projects.services.disturbing import go_undisturbed, use_card
from projects.views.designing import design_context
from projects.views.page import act_page, load_project, require_perm, require_time
from samskabelse.web.paging import page_of

USES_PAGE = 10
NoCardForm = reason_form(
    gettext_lazy("Why do you use no card?"),
    help_text=gettext_lazy("Everybody can read it, and it stays in the history."),
)


def deck(request: HttpRequest, slug: str) -> HttpResponse:
    """A card to play now, another with each visit, and what the cards did so far."""
    project = load_project(request, slug)
    used = set(project.disturbances.order_by().values_list("card", flat=True).distinct())
    uses = project.disturbances.select_related("by", "party__organisation", "party__user")
    context = design_context(
        request,
        project,
        drawn=DECK.get(request.GET.get("kort", "")) or draw(used),
        cards=DECK.values(),
        page=page_of(uses, request.GET.get("page"), USES_PAGE),
    )
    return render(request, "projects/design/deck.html", context)


def use(request: HttpRequest, slug: str, card: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.disturb", project)
    require_time(request, project, "disturb")
    if card not in DECK:
        raise Http404
    initial = {"used_on": timezone.localdate()}
    form = UseCardForm(request.POST or None, project=project, user=request.user, initial=initial)
    return act_page(
        request,
        project,
        form,
        partial(use_card, project.pk, card, by=request.user),
        done=_("Written down. Everybody can read what the card did."),
        to="projects:deck",
        heading=DECK[card].title,
        button=_("Save"),
        intro=DECK[card].question,
    )


def no_card(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.disturb", project)
    require_time(request, project, "disturb")
    return act_page(
        request,
        project,
        NoCardForm(
            request.POST or None,
            project=project,
            user=request.user,
            initial={"reason": project.undisturbed_reason},
        ),
        partial(go_undisturbed, project.pk, by=request.user),
        done=_("Saved. Everybody can read your reason."),
        to="projects:deck",
        heading=_("Use no card"),
        button=_("Save"),
        intro=_("A card costs ten minutes. You can still change your minds."),
    )
