"""Who takes part."""

from functools import partial

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.forms import OnBehalfOfField
from projects.enums import InvitationState, JoinState
from projects.forms.common import try_act
from projects.forms.parties import AnswerWishForm, DescribePartyForm, JoinForm, LeaveForm
from projects.models import Party, Project
from projects.models.party import last_consents
from projects.phases import Situation
from projects.phases.parties import PartyRow
from projects.queries.parties import listed_parties
from projects.services.parties import answer_wish as answer_wish_act
from projects.services.parties import ask_to_join, describe_party, leave_project
from projects.views.actions import Viewer
from projects.views.page import act_page, load_project, project_context, require_perm
from samskabelse.web.htmx import see_other
from samskabelse.web.keeping import kept_for_visitors
from samskabelse.web.methods import post_or_back
from samskabelse.web.paging import page_of

SHOWN = 8  # of each list on a page


@kept_for_visitors
def party_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part, what they bring and need; for the team also who has been asked."""
    project = load_project(request, slug)
    own = project.own_parties if request.user.is_authenticated else []
    listed = listed_parties(
        project, own, request.GET.get("parter"), request.GET.get("forladt"), SHOWN
    )
    now = Situation(project)
    now.active = [
        PartyRow.of(party) for party in listed.own
    ]  # no gate is shown here, so nobody asks for the others
    viewer = Viewer(request.user, project, now)
    sees_team = viewer.is_on_team or request.user.has_perm("projects.see_team", project)
    prefetch_related_objects(listed.active.object_list, last_consents())
    context = project_context(
        project,
        "projects:parties",
        viewer=viewer,
        sees_team=sees_team,
        mine=set(own),
        active=listed.active,
        gone=listed.gone,
    )
    if sees_team:
        context |= _team_only(request, project)
        if project.can_take_back:
            waiting = project.invitation_batches.filter(by=request.user, undone_at=None)
            context["undoable"] = list(waiting.filter(leaves_at__gt=timezone.now()))
    return render(request, "projects/parties/list.html", context)


def _team_only(request: HttpRequest, project: Project) -> dict:
    invitations = project.invitations.exclude(state=InvitationState.ACCEPTED)
    stakeholders = project.stakeholders.with_invitations()
    return {
        "invitations": page_of(invitations.order_by("-id"), request.GET.get("page"), SHOWN),
        "wishes": project.join_requests.filter(state=JoinState.OPEN).select_related(
            "user", "organisation"
        ),
        "stakeholders": page_of(stakeholders, request.GET.get("interessenter"), SHOWN),
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
