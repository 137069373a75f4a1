"""Hats, and the one who answers."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from participants.models import User
from projects.enums import ProjectRoleKind
from projects.forms.people import AskRoleForm, RecipientForm, VerdictForm
from projects.models import Project, ProjectRole
from projects.queries_design import minority_about
from projects.services import recipient as recipient_acts
from projects.services import roles as role_acts
from projects.views.page import act_page, load_project, require_perm, require_time
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def ask_role(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.ask_role", project)
    require_time(request, project, "ask_role")
    return act_page(
        request,
        project,
        AskRoleForm(request.POST or None, project=project, user=request.user),
        partial(role_acts.ask_role, project.pk, by=request.user),
        done=_("They are asked now, and get a mail."),
        heading=_("Ask somebody to wear a hat"),
        button=_("Ask"),
    )


def offer_role(request: HttpRequest, slug: str) -> HttpResponse:
    """Say yes unasked: a page that tells what the hat means, and a button."""
    project = load_project(request, slug)
    require_perm(request, "projects.offer_role", project)
    require_time(request, project, "ask_role")
    wanted = request.POST.get("kind") or request.GET.get("kind") or ProjectRoleKind.CONVENER
    kind = wanted if wanted in ProjectRoleKind.values else ProjectRoleKind.CONVENER
    if request.method == "POST":
        role_acts.offer_role(project.pk, kind, by=request.user)
        messages.success(request, _("Thank you. The hat is yours."))
        return see_other(request, project)
    context = {"project": project, "kind": ProjectRoleKind(kind), "asker": None}
    return render(request, "projects/roles/offer.html", context)


def _own_role(request: HttpRequest, slug: str, pk: int) -> ProjectRole:
    project = load_project(request, slug)
    role = get_object_or_404(project.roles.select_related("user", "asked_by"), pk=pk)
    if role.user_id != request.user.pk:
        raise NotAllowed
    return role


def answer_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    role = _own_role(request, slug, pk)
    if request.method == "POST" and request.POST.get("svar") in {"yes", "no"}:
        accept = request.POST["svar"] == "yes"
        role_acts.answer_role(role.pk, by=request.user, accept=accept)
        messages.success(
            request, _("Thank you. The hat is yours.") if accept else _("Thank you for answering.")
        )
        return see_other(request, "projects:detail", slug)
    context = {
        "project": role.project,
        "role": role,
        "kind": ProjectRoleKind(role.kind),
        "asker": role.asked_by,
    }
    return render(request, "projects/roles/answer.html", context)


@post_or_back("projects:detail", "slug")
def end_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    role_acts.end_role(_own_role(request, slug, pk).pk, by=request.user)
    messages.success(request, _("You have taken the hat off. Thank you."))
    return see_other(request, "projects:detail", slug)


def recipient(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.name_recipient", project)
    require_time(request, project, "name_recipient")
    form = RecipientForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial=RecipientForm.initial_from(project),
    )
    return act_page(
        request,
        project,
        form,
        partial(recipient_acts.name_recipient, project.pk, by=request.user),
        done=_("Saved. The recipient is told by mail."),
        heading=_("Who answers, and by when"),
        button=_("Save"),
    )


def verdict(request: HttpRequest, slug: str) -> HttpResponse:
    """The recipient's answer, written by the recipient or noted by the convener."""
    project = load_project(request, slug)
    if not recipient_acts.is_recipient(request.user, project):
        require_perm(request, "projects.record_verdict", project)
    return verdict_page(request, project, by=request.user)


def verdict_page(request: HttpRequest, project: Project, *, by: User) -> HttpResponse:
    sent = project.recommendations.select_related("version").first()
    initial = {
        "verdict": project.verdict,
        "reasons": project.verdict_reasons,
        "read": sent.pk if sent else None,
    }
    return act_page(
        request,
        project,
        VerdictForm(request.POST or None, project=project, user=by, initial=initial),
        partial(recipient_acts.record_verdict, project.pk, by=by),
        done=_("Thank you. The answer is public, and the parties are told."),
        heading=_("The answer from %(body)s") % {"body": project.recipient_body},
        button=_("Publish the answer"),
        template="projects/verdict.html",
        parties=project.parties.active().with_names(),
        sent=sent,
        minority=minority_about(sent.version_id) if sent else [],
    )
