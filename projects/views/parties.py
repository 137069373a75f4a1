"""Who takes part."""

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from participants.forms import OnBehalfOfField
from projects.enums import InvitationState, JoinState, PartyStatus, Position
from projects.forms.common import try_act
from projects.forms.parties import AnswerWishForm, DescribePartyForm, JoinForm, LeaveForm
from projects.models import ConsentAnswer, Party
from projects.phases import Situation
from projects.services.parties import answer_wish as answer_wish_act
from projects.services.parties import ask_to_join, describe_party, leave_project
from projects.views.actions import Viewer
from projects.views.page import act_page, load_project, project_context, require_perm
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.paging import page_of

INVITATIONS_PAGE = 50


def party_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part, what they bring and need; for the team also who has been asked."""
    project = load_project(request, slug)
    viewer = Viewer(request.user, project, Situation(project))
    sees_team = request.user.has_perm("projects.see_team", project)
    everyone = list(project.parties.with_names().prefetch_related(_last_consents()))
    context = project_context(
        project,
        "projects:parties",
        viewer=viewer,
        sees_team=sees_team,
        mine={party.pk for party in viewer.parties},
        active=[party for party in everyone if party.status == PartyStatus.ACCEPTED],
        gone=[party for party in everyone if party.status == PartyStatus.LEFT],
    )
    if sees_team:
        context |= _team_only(project, request.GET.get("page"))
    return render(request, "projects/parties/list.html", context)


def _last_consents() -> Prefetch:
    """One row for each party: what it consented to last."""
    given = ConsentAnswer.objects.filter(position=Position.CONSENT)
    newest = given.order_by("party_id", "-round_id").distinct("party_id")
    return Prefetch(
        "consents", newest.select_related("round__statement_version", "round__solution_version")
    )


def _team_only(project, page: object) -> dict:
    invitations = project.invitations.exclude(state=InvitationState.ACCEPTED)
    return {
        "invitations": page_of(invitations.order_by("-id"), page, INVITATIONS_PAGE),
        "wishes": project.join_requests.filter(state=JoinState.OPEN).select_related(
            "user", "organisation"
        ),
        "stakeholders": project.stakeholders.prefetch_related("invitations__party"),
    }


def _party(request: HttpRequest, slug: str, pk: int, permission: str) -> Party:
    project = load_project(request, slug)
    party = get_object_or_404(project.parties.with_names(), pk=pk)
    party.project = project
    require_perm(request, permission, party)
    return party


def describe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    party = _party(request, slug, pk, "projects.describe_party")
    initial = {"brings": party.brings, "needs": party.needs}
    return act_page(
        request,
        party.project,
        DescribePartyForm(request.POST or None, initial=initial),
        partial(describe_party, party.pk, by=request.user),
        done=_("Saved."),
        to="projects:parties",
        heading=_("What %(party)s brings and needs") % {"party": party.name},
        button=_("Save"),
    )


def leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    party = _party(request, slug, pk, "projects.leave_party")
    return act_page(
        request,
        party.project,
        LeaveForm(request.POST or None),
        partial(leave_project, party.pk, by=request.user),
        done=_("Thank you for taking part. The door stands open."),
        heading=_("%(party)s leaves the project") % {"party": party.name},
        button=_("Leave"),
        intro=_("What you have said and done stays in the history. You can come back."),
    )


def join(request: HttpRequest, slug: str) -> HttpResponse:
    project = load_project(request, slug)
    form = JoinForm(request.POST or None)
    form.fields["organisation"] = OnBehalfOfField(request.user, commits=True)
    return act_page(
        request,
        project,
        form,
        partial(ask_to_join, project.pk, by=request.user),
        done=_("The parties have been told. You get their answer by mail."),
        heading=_("Take part in “%(title)s”") % {"title": project.title},
        button=_("Ask to take part"),
        intro=_("Those who take part decide together. They answer you as soon as they can."),
    )


@post_or_back("projects:parties", "slug")
def answer_wish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.welcome_party", project)
    wish = get_object_or_404(project.join_requests, pk=pk)
    form = AnswerWishForm(request.POST)
    if form.is_valid():
        welcome = form.cleaned_data["welcome"] == "yes"
        note = form.cleaned_data["note"]
        if try_act(
            form, lambda: answer_wish_act(wish.pk, by=request.user, welcome=welcome, note=note)
        ):
            messages.success(request, _("They get your answer by mail."))
            return see_other(request, "projects:parties", slug)
    for sentence in [error for errors in form.errors.values() for error in errors]:
        messages.error(request, sentence)
    return see_other(request, "projects:parties", slug)
