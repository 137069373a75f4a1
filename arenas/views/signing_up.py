"""Come or not: with an account, as a guest, on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arenas.enums import Coming, SignUpState, Via
from arenas.forms.signing_up import GuestForm, PaperForm
from arenas.models import Gathering, Meeting, SignUp
from arenas.seating import Seating, seating_of
from arenas.services import sign_ups as acts
from arenas.views.common import load_meeting, load_part, require_coming
from projects.forms.common import try_act
from projects.views.page import render_form, require_perm
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


def said(row: SignUp) -> str:
    """Where somebody stands after answering."""
    if row.state == SignUpState.SEATED:
        return _("You have a seat. See you!")
    if row.state == SignUpState.WAITING:
        return _("You are number %(place)s on the waiting list.") % {"place": row.waiting_place}
    if row.state == SignUpState.NEXT:
        return _("We write to you when the next event is planned.")
    if row.state == SignUpState.HELD:
        return _("A seat is kept for you.")
    return _("You are not coming. Thank you for telling us.")


@post_or_back("arenas:meeting", "slug", "pk")
def attend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """*Kommer* or *kommer ikke*, for somebody who is signed in."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.attend", found)
    answer = request.POST.get("svar")
    if answer in Coming.values:
        row = acts.attend(found.pk, answer, by=request.user)
        messages.success(request, said(row))
    return see_other(request, "arenas:meeting", slug, pk)


def sign_up_words(found: Gathering, seating: Seating) -> tuple[str, str]:
    """Heading and button of the form: it says whether it leads to a seat or to the list."""
    title = {"title": found.title}
    if seating.is_full and found.as_event:
        wish = _("Write to me when the next one is planned")
        return wish, wish
    if seating.is_full:
        return found.title, ""
    if seating.leads_to_list:
        return _("Stand on the waiting list for %(title)s") % title, _("Stand on the waiting list")
    return _("Sign up for %(title)s") % title, _("Sign up")


def guest(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Name and address; a mail proves the address. The page says the same to everybody."""
    found = load_meeting(request, slug, pk)
    if not found.is_open:
        raise NotAllowed(_("This meeting is for those who are invited."))
    require_coming(request, found)
    form = GuestForm(request.POST or None, project=found.arena.project, user=request.user)
    if request.method == "POST" and form.is_valid():
        language = get_language() or "da"
        asked = try_act(
            form,
            lambda: acts.sign_up_guest(found.pk, language=language, **form.cleaned_data),
        )
        if asked:
            context = {"meeting": found, "seating": seating_of(found)}
            return render(
                request, "arenas/guest_asked.html", {"project": found.arena.project, **context}
            )
    seating = seating_of(found)
    heading, button = sign_up_words(found, seating)
    return render_form(
        request,
        found.arena.project,
        form,
        heading=heading,
        button=button,
        template="arenas/guest.html",
        meeting=found,
        seating=seating,
    )


def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Deltag på papir: staff enter somebody who rang or wrote."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.enter_on_paper", found)
    form = PaperForm(request.POST or None, project=found.arena.project, user=request.user)
    if request.method == "POST" and form.is_valid():
        row = try_act(
            form, lambda: acts.enter_on_paper(found.pk, by=request.user, **form.cleaned_data)
        )
        if row:
            told = {"name": row.name, "state": row.get_state_display().lower()}
            messages.success(request, _("Written down: %(name)s, %(state)s.") % told)
            return see_other(request, "arenas:meeting", slug, pk)
    return render_form(
        request,
        found.arena.project,
        form,
        heading=_("Sign somebody up on paper"),
        button=_("Sign up"),
        intro=_("For somebody who rang, wrote or came by. They get no mails: you tell them."),
    )


@post_or_back("arenas:meetings", "slug")
def withdraw_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    rows = SignUp.objects.filter(via=Via.PAPER)
    row = load_part(request, slug, rows, pk, "gathering__meeting__arena__project")
    require_perm(request, "arenas.enter_on_paper", Meeting.objects.get(pk=row.gathering_id))
    acts.withdraw_paper(row.pk, by=request.user)
    messages.success(request, _("Written down: %(name)s is not coming.") % {"name": row.name})
    return see_other(request, "arenas:meeting", slug, row.gathering_id)
