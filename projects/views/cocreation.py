"""The tab "Er det samskabelse?", with what can be asked and answered there."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.enums import CaseState, Phase, PulseKind
from projects.findings import FINDINGS, told
from projects.forms import cocreation as forms
from projects.forms.common import try_act
from projects.forms.gains import party_choice
from projects.ladder import next_step, rises
from projects.models import FindingCase, Party, Project, Pulse
from projects.phases import ALLOWS
from projects.queries_cocreation import (
    challenges_of,
    finding_cards,
    gate_words,
    honest_answers,
    pulses_of,
    sums_of,
)
from projects.services import challenges, climbing, findings, honesty, pulse
from projects.views.page import act_page, load_project, project_context, require_perm, require_time
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other

TAB = "projects:cocreation"


def cocreation(request: HttpRequest, slug: str) -> HttpResponse:
    """What we saw, why it matters and what is said to it; for everybody, and hidden by nobody."""
    project = load_project(request, slug)
    if project.phase == Phase.DRAFT:
        raise Http404
    cards = finding_cards(project)
    parties = _voices(request, project)
    on_team = bool(parties) or _wears_a_hat(request, project)
    step, demands = next_step(project)
    context = project_context(
        project,
        TAB,
        cards=[card for card in cards if not card.is_gone],
        gone=[card for card in cards if card.is_gone],
        gates=honest_answers(project, cards),
        asks_at=_gate_ahead(project),
        challenges=challenges_of(project),
        pulses=[_line(project, row) for row in pulses_of(project)],
        rises=rises(project),
        next_step=step,
        demands=demands,
        parties=parties,
        is_about_the_label=True,
        may_reply=_may(request, project, "reply_finding"),
        may_be_honest=_is_open_for(project, "answer_honestly")
        and (on_team or _raised(request, project)),
        may_declare=_is_open_for(project, "declare_step") and on_team,
    )
    return render(request, "projects/cocreation/tab.html", context)


def _voices(request: HttpRequest, project: Project) -> list[Party]:
    if not request.user.is_authenticated:
        return []
    return list(project.parties.speaking(request.user).with_names())


def _wears_a_hat(request: HttpRequest, project: Project) -> bool:
    if not request.user.is_authenticated:
        return False
    return any(row.user_id == request.user.pk for row in project.accepted_roles)


def _is_open_for(project: Project, act: str) -> bool:
    return project.phase in ALLOWS[act] and project.is_public


def _may(request: HttpRequest, project: Project, act: str) -> bool:
    """Asks about hats alone, which the page has read."""
    return request.user.is_authenticated and request.user.has_perm(f"projects.{act}", project)


def _raised(request: HttpRequest, project: Project) -> bool:
    return request.user.is_authenticated and project.initiator_id == request.user.pk


def _gate_ahead(project: Project) -> str:
    """The gate that nobody has answered the three questions at yet; nothing when somebody has."""
    if not project.is_open:
        return ""
    gate = honesty.gate_now(project)
    return "" if project.honest_for == gate else gate_words(gate)


def _case(project: Project, code: str) -> FindingCase:
    """A finding that the opgave has; 404 otherwise."""
    if code not in FINDINGS:
        raise Http404
    return get_object_or_404(project.findings.exclude(state=CaseState.GONE), code=code)


def _about(case: FindingCase) -> dict[str, Any]:
    kind = FINDINGS[case.code]
    return {"kind": kind, "evidence": told(case.evidence), "reply": case.reply}


def reply_finding(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The convener's answer."""
    project = load_project(request, slug)
    case = _case(project, code)
    require_perm(request, "projects.reply_finding", project)
    require_time(request, project, "reply_finding")
    return act_page(
        request,
        project,
        forms.ReplyForm(request.POST or None, project=project, user=request.user),
        partial(findings.reply_finding, project.pk, code, by=request.user),
        done=_("Your answer is on the page. The parties can accept it or disagree."),
        to=TAB,
        heading=FINDINGS[code].question,
        button=_("Answer"),
        template="projects/cocreation/finding_form.html",
        **_about(case),
    )


def weigh_finding(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A party accepts the answer, or disagrees; `?part=` chooses among one's own."""
    project = load_project(request, slug)
    case = _case(project, code)
    parties, party = _own_party(request, project)
    may_accept = case.reply is not None and case.state != CaseState.OPEN
    return act_page(
        request,
        project,
        forms.WeighForm(
            request.POST or None, may_accept=may_accept, initial={"read": case.reply_number}
        ),
        partial(findings.weigh_finding, project.pk, code, party.pk, by=request.user),
        done=_("Your party's word is on the page."),
        to=TAB,
        heading=FINDINGS[code].question,
        button=_("Send"),
        template="projects/cocreation/finding_form.html",
        party=party,
        choices=parties,
        **_about(case),
    )


def _own_party(request: HttpRequest, project: Project) -> tuple[list[Party], Party]:
    parties = _voices(request, project)
    party = party_choice(parties, request.GET.get("part", ""))
    if party is None:
        raise NotAllowed
    return parties, party


def challenge(request: HttpRequest, slug: str) -> HttpResponse:
    """Any party asks: is this still co-creation?"""
    project = load_project(request, slug)
    parties, party = _own_party(request, project)
    return act_page(
        request,
        project,
        forms.ChallengeForm(request.POST or None),
        partial(challenges.challenge_label, party.pk, by=request.user),
        done=_("You have asked. The answer comes on the page, by the deadline that stands there."),
        to=TAB,
        heading=_("Is this still co-creation?"),
        button=_("Ask"),
        template="projects/cocreation/party_form.html",
        party=party,
        choices=parties,
        intro=_("The convener must answer for everybody to read."),
    )


def answer_challenge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    project = load_project(request, slug)
    row = get_object_or_404(project.challenges.select_related("party__organisation"), pk=pk)
    require_perm(request, "projects.answer_challenge", project)
    require_time(request, project, "answer_challenge")
    return act_page(
        request,
        project,
        forms.AnswerChallengeForm(request.POST or None, project=project, user=request.user),
        partial(challenges.answer_challenge, row.pk, by=request.user),
        done=_("Your answer is on the page."),
        to=TAB,
        heading=_("Is this still co-creation?"),
        button=_("Answer"),
        template="projects/cocreation/party_form.html",
        challenge=row,
    )


def honest(request: HttpRequest, slug: str) -> HttpResponse:
    """N1–N3, at the publishing and at the gate ahead."""
    project = load_project(request, slug)
    require_perm(request, "projects.answer_honestly", project)
    require_time(request, project, "answer_honestly")
    gate = honesty.gate_now(project)
    return act_page(
        request,
        project,
        forms.HonestForm(
            request.POST or None, project=project, user=request.user, initial={"gate": gate}
        ),
        partial(honesty.answer_honestly, project.pk, by=request.user),
        done=_("Your answers are on the page."),
        to=TAB,
        heading=_("Three questions about co-creation"),
        button=_("Answer"),
        intro=_(
            "Answer as it is. A yes is no shame: then it is called a hearing, and goes on. "
            "Everybody reads the answers, beside what the facts say."
        ),
    )


def declare(request: HttpRequest, slug: str) -> HttpResponse:
    """The step of the ladder that the team aims at."""
    project = load_project(request, slug)
    require_perm(request, "projects.declare_step", project)
    require_time(request, project, "declare_step")
    return act_page(
        request,
        project,
        forms.StepForm(
            request.POST or None,
            project=project,
            user=request.user,
            initial={"step": project.declared_step},
        ),
        partial(climbing.declare_step, project.pk, by=request.user),
        done=_("Saved."),
        to=TAB,
        heading=_("The ladder of co-creation"),
        button=_("Save"),
    )


def _line(project: Project, row: Pulse) -> dict[str, Any]:
    row.project = project
    return {"pulse": row, "occasion": occasion_of(row), "url": row.get_absolute_url()}


def occasion_of(row: Pulse) -> str:
    """What the pulse is about, in words."""
    if row.kind == PulseKind.GATE and row.title in Phase.values:
        return gate_words(row.title)
    return row.title


def answer_pulse(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Three anonymous questions, for those who were there; what five said, for everybody."""
    project = load_project(request, slug)
    row = get_object_or_404(project.pulses.defer("tally", "count"), pk=pk)
    row.project = project
    own = row.voters.filter(user=request.user).first() if request.user.is_authenticated else None
    is_asked = own is not None and not own.has_answered and row.is_open
    form = forms.PulseForm(request.POST or None) if is_asked else None
    if request.method == "POST":
        if own is None:
            raise NotAllowed(_("Those who were there are asked."))
        if form is None:  # sent twice, or too late
            return see_other(request, row)
        if form.is_valid() and _has_answered(form, row, request):
            messages.success(request, _("Thank you. Nobody can see what you answered."))
            return see_other(request, row)
    context = project_context(
        project,
        TAB,
        pulse=row,
        occasion=occasion_of(row),
        own=own,
        form=form,
        sums=sums_of(row),
    )
    status = 422 if form is not None and form.errors else 200
    return render(request, "projects/cocreation/pulse.html", context, status=status)


def _has_answered(form: forms.PulseForm, row: Pulse, request: HttpRequest) -> bool:
    def act() -> bool:
        pulse.answer_pulse(row.pk, form.cleaned_data, by=request.user)
        return True

    return bool(try_act(form, act))
