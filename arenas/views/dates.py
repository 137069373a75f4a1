"""Find a date together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from arenas.dates import suited
from arenas.forms.dates import MarksForm, PollForm
from arenas.models import DatePoll, DateVoter
from arenas.readiness import readiness
from arenas.services import dates as acts
from arenas.views.common import load_arena, load_part
from projects.forms.common import try_act
from projects.only import ASKED
from projects.views.page import project_context, render_form, require_perm, require_time
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number


def new_poll(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    arena = load_arena(request, slug, pk)
    require_perm(request, "arenas.call_meeting", arena.project)
    require_time(request, arena.project, "meet")
    form = PollForm(
        request.POST or None,
        project=arena.project,
        user=request.user,
        initial=PollForm.initial_for(arena),
    )
    if request.method == "POST" and form.is_valid():
        opened = try_act(
            form,
            lambda: acts.open_poll(
                arena.pk, form.as_proposal(), form.cleaned_data["dates"], by=request.user
            ),
        )
        if opened:
            messages.success(request, _("Everybody is asked, and answers from the mail."))
            return see_other(request, "arenas:poll", slug, opened.pk)
    missing = [fact for fact in readiness(arena) if not fact.met]
    return render_form(
        request,
        arena.project,
        form,
        heading=_("Find a date"),
        button=_("Ask everybody"),
        missing=missing,
    )


def poll(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One's own answer, and which date suits best. For those who are asked."""
    found = _poll(request, slug, pk)
    voter = found.voters.filter(user=request.user).first()
    if voter is None:
        require_perm(request, "arenas.call_meeting", found.arena.project)
    form = MarksForm(request.POST or None, poll=found, voter=voter) if voter else None
    if request.method == "POST":
        if voter is None or form is None:
            raise NotAllowed(ASKED)
        if form.is_valid() and try_act(
            form, lambda: acts.mark_dates(voter.pk, form.marks(), by=request.user)
        ):
            messages.success(request, _("Thank you. You can change it until a date is chosen."))
            return see_other(request, "arenas:poll", slug, pk)
    context = project_context(
        found.arena.project,
        "arenas:meetings",
        poll=found,
        voter=voter,
        form=form if found.is_open else None,
        dates=suited(found),
        silent=list(found.voters.filter(answered_at=None).select_related("user")),
        may_choose=found.is_open
        and request.user.has_perm("arenas.call_meeting", found.arena.project),
    )
    status = 422 if form is not None and form.errors else 200
    return render(request, "arenas/dates/poll.html", context, status=status)


def _poll(request: HttpRequest, slug: str, pk: int) -> DatePoll:
    rows = DatePoll.objects.select_related("arena__project", "meeting")
    return load_part(request, slug, rows, pk, "arena__project")


@post_or_back("arenas:poll", "slug", "pk")
def choose_date(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _poll(request, slug, pk)
    require_perm(request, "arenas.call_meeting", found.arena.project)
    wanted = whole_number(request.POST.get("option")) or 0
    option = get_object_or_404(found.options.all(), pk=wanted)
    meeting = acts.choose_date(option.pk, by=request.user)
    messages.success(request, _("The meeting is called. Everybody gets a mail."))
    return see_other(request, "arenas:meeting", slug, meeting.pk)


@post_or_back("arenas:poll", "slug", "pk")
def close_poll(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _poll(request, slug, pk)
    require_perm(request, "arenas.call_meeting", found.arena.project)
    acts.close_poll(found.pk, by=request.user)
    messages.success(request, _("Nobody is asked any more."))
    return see_other(request, "arenas:meetings", slug)


def marks_page(request: HttpRequest, voter: DateVoter) -> HttpResponse:
    """The same question from the mail, without an account."""
    found = voter.poll
    form = MarksForm(request.POST or None, poll=found, voter=voter)
    context = {"project": found.arena.project, "poll": found, "form": form, "voter": voter}
    if (
        request.method == "POST"
        and form.is_valid()
        and try_act(form, lambda: acts.mark_dates(voter.pk, form.marks(), by=voter.user))
    ):
        return render(request, "arenas/dates/thanks.html", context)
    return render(request, "arenas/dates/by_mail.html", context, status=422 if form.errors else 200)
