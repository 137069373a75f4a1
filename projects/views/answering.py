"""Answer from a mail, or signed in: one page, one click, no account needed.

Opening the link changes nothing. The token in it says who it is, because it was mailed to them;
it is never put into a session, caches are told to forget the page, and browsers name the address
to nobody else (`SECURE_REFERRER_POLICY`; stricter would hide the Origin that CSRF asks for).
"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participants.services.people import find_or_create_person, prove_address
from projects.enums import (
    Answer,
    AssignmentState,
    InvitationState,
    Phase,
    Position,
    ProjectRoleKind,
    RoundState,
)
from projects.forms.common import try_act
from projects.forms.invitations import AnswerForm
from projects.forms.moving import consent_form
from projects.models import Assignment, Invitation, MailToken, Party
from projects.models.invitation import hash_of
from projects.services import consent as consent_acts
from projects.services import roles as role_acts
from projects.services.answering import answer_by_mail, answer_invitation
from projects.services.assignment_answers import answer_assignment, answer_assignment_by_mail
from projects.views import assignment_acts
from projects.views.gains import answers_page
from projects.views.page import load_project
from projects.views.people import verdict_page
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.htmx import see_other


@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever the link is for: an invitation, a party's consent, a hat, the recipient's answer."""
    found = (
        MailToken.objects.select_related(
            "invitation__project",
            "invitation__invited_by",
            "consent_answer__round__project",
            "consent_answer__round__statement_version",
            "consent_answer__round__solution_version",
            "consent_answer__party__organisation",
            "consent_answer__party__user",
            "role__project",
            "role__asked_by",
            "recipient_of",
            "assignment__project",
            "gain_question__party__project",
            "user",
        )
        .filter(token_hash=hash_of(token), expires_at__gt=timezone.now())
        .first()
    )
    if found is None or not found.project.is_public:
        return render(request, "projects/answer/gone.html", status=404)
    response = _page_for(found)(request, found)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page_for(token: MailToken) -> Callable[[HttpRequest, MailToken], HttpResponse]:
    if token.invitation_id:
        return _invitation_by_mail
    if token.consent_answer_id:
        return _consent_by_mail
    if token.assignment_id:
        return _assignment_by_mail
    if token.gain_question_id:
        return _gains_by_mail
    return _role_by_mail if token.role_id else _verdict_by_mail


def is_somebody_else(request: HttpRequest, email: str) -> bool:
    return request.user.is_authenticated and request.user.email != email


def _refuse_other_account(request: HttpRequest, email: str) -> None:
    """A link answers for the address it was mailed to, never for another account (CVE lessons)."""
    if is_somebody_else(request, email):
        raise NotAllowed(
            _("You are signed in as somebody else than the one this was sent to. Sign out first."),
            code="other_account",
        )


def _invitation_by_mail(request: HttpRequest, token: MailToken) -> HttpResponse:
    invitation = token.invitation
    if not invitation.project.is_public:
        return render(request, "projects/answer/gone.html", status=404)

    def act(answer: str, **said: str) -> Invitation:
        _refuse_other_account(request, invitation.email)
        return answer_by_mail(invitation.pk, answer, **said)

    return answer_page(request, invitation, act)


@never_cache
def invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same page for somebody who is signed in with the address that was asked."""
    project = load_project(request, slug)
    found = get_object_or_404(
        project.invitations.select_related("invited_by"), pk=pk, email=request.user.email
    )
    found.project = project
    return answer_page(request, found, partial(answer_invitation, pk, by=request.user))


def answer_page(
    request: HttpRequest, invitation: Invitation, act: Callable[..., Invitation]
) -> HttpResponse:
    """The question, or after `act(answer, **said)` the thanks."""
    chosen = request.POST.get("svar") or request.GET.get("svar")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and chosen in Answer.values:
        done = try_act(form, lambda: act(chosen, **form.cleaned_data))
        if done:
            return _thanks(request, done)
    context = {
        "invitation": invitation,
        "project": invitation.project,
        "form": form,
        "chosen": chosen if chosen in Answer.values else "",
        "is_somebody_else": is_somebody_else(request, invitation.email),
        "phase": Phase(invitation.project.phase).label,
        "parties": invitation.project.parties.active().with_names(),
    }
    status = 422 if form.errors else 200
    return render(request, "projects/answer/invitation.html", context, status=status)


def _thanks(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {
        "invitation": invitation,
        "project": invitation.project,
        "is_yes": invitation.state == InvitationState.ACCEPTED,
        "is_maybe": invitation.state == InvitationState.CONSIDERING,
    }
    return render(request, "projects/answer/thanks.html", context)


def _consent_by_mail(request: HttpRequest, token: MailToken) -> HttpResponse:
    given = token.consent_answer
    chosen = request.POST.get("position") or request.GET.get("svar")
    initial = {"position": chosen} if chosen in Position.values else {}
    form = consent_form(given.round.about)(request.POST or None, initial=initial)
    is_open = given.round.state == RoundState.OPEN
    if request.method == "POST" and form.is_valid():
        _refuse_other_account(request, token.user.email)
        done = try_act(
            form, lambda: consent_acts.give_consent(given.pk, by=token.user, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("Thank you. Your answer is written down."))
            return see_other(request, given.round.project)
    context = {
        "answer": given,
        "project": given.round.project,
        "form": form,
        "is_open": is_open,
    }
    return render(
        request, "projects/answer/consent.html", context, status=422 if form.errors else 200
    )


def _role_by_mail(request: HttpRequest, token: MailToken) -> HttpResponse:
    role = token.role
    context = {
        "project": role.project,
        "role": role,
        "kind": ProjectRoleKind(role.kind),
        "asker": role.asked_by,
        "chosen": request.GET.get("svar", ""),
    }
    if request.method == "POST" and request.POST.get("svar") in {"yes", "no"}:
        _refuse_other_account(request, token.user.email)
        accept = request.POST.get("svar") == "yes"
        try:
            role_acts.answer_role(role.pk, by=token.user, accept=accept)
        except ActError as error:
            context["error"] = error
            return render(request, "projects/roles/answer.html", context, status=422)
        messages.success(request, _("Thank you for answering."))
        return see_other(request, role.project)
    return render(request, "projects/roles/answer.html", context)


def _verdict_by_mail(request: HttpRequest, token: MailToken) -> HttpResponse:
    project = token.recipient_of
    email = project.recipient_email
    if request.method != "POST":
        return verdict_page(request, project, by=request.user)
    _refuse_other_account(request, email)
    with transaction.atomic():  # an answer that is refused leaves no account behind
        person = find_or_create_person(
            email, name=project.recipient_name, language=project.language
        )
        prove_address(person)
        response = verdict_page(request, project, by=person)
        transaction.set_rollback(response.status_code >= 400)
    return response


def _assignment_by_mail(request: HttpRequest, token: MailToken) -> HttpResponse:
    """The question the mail asked, or how the delopgave stands when that is answered."""
    row = Assignment.objects.with_names().get(pk=token.assignment_id)
    row.project = token.assignment.project
    if token.user is None:
        return _assignment_for_guest(request, row)
    by = token.user
    if request.method == "POST":
        _refuse_other_account(request, by.email)
    by_mail = {"is_somebody_else": is_somebody_else(request, by.email)}
    if row.state == AssignmentState.ASKED and row.is_asked_of(by):
        act = partial(answer_assignment, row.pk, by=by)
        return assignment_acts.reply_page(request, row, act, **by_mail)
    if row.state == AssignmentState.CONDITIONAL and row.is_given_by(by):
        return assignment_acts.condition_page(request, row, by=by, **by_mail)
    if row.state == AssignmentState.ACCEPTED and row.is_taken_by(by):
        return assignment_acts.follow_up_page(request, row, by=by, **by_mail)
    return see_other(request, "projects:assignment", row.project.slug, row.pk)


def _assignment_for_guest(request: HttpRequest, row: Assignment) -> HttpResponse:
    """Somebody asked by address, with an account or without: the link says who it is."""
    if row.state != AssignmentState.ASKED:
        return see_other(request, "projects:assignment", row.project.slug, row.pk)
    if request.method == "POST":
        _refuse_other_account(request, row.asked_email)
    return assignment_acts.reply_page(
        request,
        row,
        partial(answer_assignment_by_mail, row.pk),
        is_somebody_else=is_somebody_else(request, row.asked_email),
    )


def _gains_by_mail(request: HttpRequest, token: MailToken) -> HttpResponse:
    question = token.gain_question
    if request.method == "POST":
        _refuse_other_account(request, token.user.email)
    party = Party.objects.with_names().get(pk=question.party_id)
    project = question.party.project
    by_mail = {"is_somebody_else": is_somebody_else(request, token.user.email)}
    return answers_page(request, project, party, question.moment, by=token.user, **by_mail)
