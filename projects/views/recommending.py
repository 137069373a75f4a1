"""What the parties recommend, and every answer, the later beside the earlier."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from projects.forms.design import RecommendationForm
from projects.models import Project
from projects.queries_design import chosen_of, may_write_minority, minority_about
from projects.services.recipient import owes_answer
from projects.services.recommending import send_recommendation
from projects.views.designing import design_context
from projects.views.page import act_page, load_project, require_perm, require_time
from samskabelse.web.paging import page_of

SENT_PAGE = 10


def recommendations(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest on top with its deadline; an answer that is late is said so."""
    project = load_project(request, slug)
    sent = project.recommendations.select_related(
        "version", "sent_by", "party__organisation", "party__user"
    ).prefetch_related("answers__by")
    page = page_of(sent, request.GET.get("page"), SENT_PAGE)
    context = design_context(
        request,
        project,
        page=page,
        chosen=chosen_of(project),
        early=project.answers.filter(recommendation=None).select_related("by")[:SENT_PAGE],
        minority=minority_about(project.chosen_id) if project.chosen_id else [],
        own_minority=may_write_minority(project, request.user),
        can_send=can_send(project),
        may_answer=request.user.is_authenticated and owes_answer(request.user, project),
    )
    return render(request, "projects/design/recommendations.html", context)


def can_send(project: Project) -> bool:
    """Something is chosen that has not been answered yet, and somebody is there to answer."""
    last = project.recommendations.first()
    is_answered = bool(last and project.verdict and last.version_id == project.chosen_id)
    return bool(project.chosen_id and project.has_recipient and not is_answered)


def recommend(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.send_recommendation", project)
    require_time(request, project, "recommend")
    former = project.recommendations.first()
    form = RecommendationForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial=RecommendationForm.initial_from(project, former),
    )
    return act_page(
        request,
        project,
        form,
        partial(send_recommendation, project.pk, by=request.user),
        done=_("Sent. The recipient gets it by mail, and everybody can read it."),
        to="projects:recommendations",
        heading=_("Recommend the chosen solution"),
        button=_("Send it to %(body)s") % {"body": project.recipient_body or _("the recipient")},
        template="projects/design/recommend.html",
        chosen=chosen_of(project),
        minority=minority_about(project.chosen_id) if project.chosen_id else [],
    )
