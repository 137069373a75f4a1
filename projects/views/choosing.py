"""Ask the parties about a solution, answer objections, attach what the minority says."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.enums import ConsentAbout
from projects.forms.common import reason_form
from projects.forms.design import MinorityForm, ReplyForm
from projects.models import ConsentAnswer, ConsentRound, MinorityStatement, Objection
from projects.services import choosing as acts
from projects.views.page import act_page, chosen_voice, load_project, require_perm, require_time
from projects.views.solutions import load_solution
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back

OverrideForm = reason_form(
    gettext_lazy("Why do you choose without everybody?"),
    help_text=gettext_lazy("Your reason and who was not behind it stay for ever."),
)


@post_or_back("projects:solution", "slug", "pk")
def ask_choice(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = load_solution(request, slug, pk)
    acts.ask_choice(pk, by=request.user, party=chosen_voice(request, found.project))
    messages.success(request, _("All parties have been asked for their consent."))
    return see_other(request, found)


def override_choice(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.override_choice", project)
    rounds = ConsentRound.objects.filter(project=project, about=ConsentAbout.SOLUTION)
    standing = get_object_or_404(rounds.select_related("solution_version"), pk=pk)
    require_time(request, project, "choose")

    def act(reason: str, party=None) -> ConsentRound:
        return acts.override_choice(pk, by=request.user, reason=reason)

    return act_page(
        request,
        project,
        OverrideForm(request.POST or None, project=project, user=request.user),
        act,
        done=_("The solution is chosen. Your reason is in the history."),
        said=messages.warning,
        to="projects:design",
        heading=_("Choose although somebody is not behind it"),
        button=_("Choose all the same"),
        intro=standing.solution_version.title,
    )


def reply_objection(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    project = load_project(request, slug)
    require_perm(request, "projects.answer_objection", project)
    found = get_object_or_404(
        Objection.objects.select_related("party__organisation", "party__user"),
        pk=pk,
        round__project=project,
    )
    require_time(request, project, "answer_objection")
    return act_page(
        request,
        project,
        ReplyForm(
            request.POST or None,
            project=project,
            user=request.user,
            initial={"reply": found.reply},
        ),
        partial(acts.reply_to_objection, pk, by=request.user),
        done=_("Thank you. Your answer stands beside the objection."),
        to="projects:design",
        heading=_("Answer the objection from %(party)s") % {"party": found.party.name},
        button=_("Answer"),
        intro=found.harm,
    )


def minority(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """`pk` is the party's answer in the round that chose."""
    project = load_project(request, slug)
    answers = ConsentAnswer.objects.filter(
        round__project=project, round__about=ConsentAbout.SOLUTION
    )
    answer = get_object_or_404(answers.select_related("party__organisation", "party__user"), pk=pk)
    require_perm(request, "projects.attach_minority", answer.party)
    require_time(request, project, "attach_minority")
    known = MinorityStatement.objects.filter(answer=answer).first()
    return act_page(
        request,
        project,
        MinorityForm(request.POST or None, initial={"text": known.text if known else ""}),
        partial(acts.attach_minority, pk, by=request.user),
        done=_("Saved. It stands beside the result, and the recipient reads it."),
        to="projects:recommendations",
        heading=_("Minority statement from %(party)s") % {"party": answer.party.name},
        button=_("Save"),
        intro=_("Say in your own words why you are not behind it."),
    )
