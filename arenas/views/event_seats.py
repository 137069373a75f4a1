"""Come to an event or not, and what one does afterwards: signed in, as a guest, by one's link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from arenas.enums import Coming, SignUpState
from arenas.forms.events import EventGuestForm, EventSeatForm, NextStepForm
from arenas.models import ArenaLink, Event, NextStep, SignUp
from arenas.seating import seating_of
from arenas.services import sign_ups as acts
from arenas.services.common import require_planned
from arenas.services.next_steps import begin_opgave, say_next_step
from arenas.views.event_acts import form_page
from arenas.views.events import load_event
from arenas.views.signing_up import said, sign_up_words
from projects.forms.common import try_act
from projects.models.invitation import hash_of
from projects.views.answering import is_somebody_else
from projects.views.drafts import current_draft, recipe_of
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back
from samskabelse.web.numbers import whole_number


def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Get a seat: with an account at once, as a guest when the mail is answered."""
    found = load_event(request, slug)
    if request.method != "POST":
        require_planned(found)
    if request.user.is_authenticated:
        return _with_account(request, found)
    form = EventGuestForm(request.POST or None, project=None, user=request.user)
    if request.method == "POST" and form.is_valid():
        told = {"language": get_language() or "da", **form.cleaned_data}
        if try_act(form, lambda: acts.sign_up_guest(found.pk, **told)):
            context = {"event": found, "seating": seating_of(found)}
            return render(request, "arenas/events/guest_asked.html", context)
    return _form(request, found, form)


def _with_account(request: HttpRequest, found: Event) -> HttpResponse:
    form = EventSeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        row = try_act(form, lambda: acts.attend(found.pk, Coming.YES, by=request.user, **told))
        if row:
            messages.success(request, said(row))
            return see_other(request, found)
    return _form(request, found, form)


def _form(request: HttpRequest, found: Event, form) -> HttpResponse:
    seating = seating_of(found)
    heading, button = sign_up_words(found, seating)
    template = "arenas/events/sign_up.html"
    told = {"heading": heading, "button": button, "event": found, "seating": seating}
    return form_page(request, form, template=template, **told)


@post_or_back("arenas:event", "slug")
def attend(request: HttpRequest, slug: str) -> HttpResponse:
    """*Kommer* to a seat that is offered, *kommer ikke*, or *tell me of the next one*."""
    found = load_event(request, slug)
    answer = request.POST.get("svar")
    if answer in {*Coming.values, SignUpState.NEXT}:
        row = acts.attend(found.pk, str(answer), by=request.user)
        messages.success(request, said(row))
    return see_other(request, found)


# --- hvad vil I gøre nu? ------------------------------------------------------------------------
def next_steps(request: HttpRequest, slug: str) -> HttpResponse:
    """For somebody with an account who is on the list."""
    found = load_event(request, slug)
    row = found.sign_ups.of_person(request.user).select_related("user").first()
    if row is None:
        raise NotAllowed(_("This is for those who signed up for the event."))
    return _steps_page(request, found, row, back=found.get_absolute_url())


@never_cache
def guest_steps(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a guest, by the link in any mail about the event."""
    found = _behind(token)
    if found is None:
        return render(request, "projects/answer/gone.html", status=404)
    event = Event.objects.select_related("organisation").get(pk=found.sign_up.gathering_id)
    if request.method == "POST" and is_somebody_else(request, found.sign_up.address):
        raise NotAllowed(
            _("You are signed in as somebody else than the one this was sent to. Sign out first."),
            code="other_account",
        )
    response = _steps_page(request, event, found.sign_up, back=request.path)
    response["X-Robots-Tag"] = "noindex"
    return response


def _behind(token: str) -> ArenaLink | None:
    links = ArenaLink.objects.select_related("sign_up__user").filter(
        token_hash=hash_of(token),
        expires_at__gt=timezone.now(),
        sign_up__gathering__event__published_at__isnull=False,
    )
    return links.first()


def _steps_page(request: HttpRequest, event: Event, row: SignUp, *, back: str) -> HttpResponse:
    """Say it, see what one has said, begin an opgave with it."""
    if request.method == "POST" and "opgave" in request.POST:
        return _begin(request, row, request.POST["opgave"], back)
    form = NextStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = request.user if row.user_id and request.user.is_authenticated else None
        step = try_act(form, lambda: say_next_step(row.pk, by=by, **form.cleaned_data))
        if step:
            messages.success(request, _("Thank you. It stands on the page of the event now."))
            return see_other(request, back)
    return form_page(
        request,
        form,
        heading=_("What will you do now?"),
        button=_("Say it"),
        event=event,
        template="arenas/events/next_steps.html",
        own_steps=list(row.next_steps.filter(hidden_at=None).select_related("draft__project")),
    )


def _begin(request: HttpRequest, row: SignUp, asked: str, back: str) -> HttpResponse:
    """Go on with the opgave; whoever is writing another finishes or deletes that first."""
    wanted = whole_number(asked) or 0
    step = get_object_or_404(
        NextStep.objects.select_related("draft__project"), pk=wanted, sign_up=row
    )
    if step.draft and step.draft.project:
        return see_other(request, step.draft.project)
    writing = current_draft(request)
    if recipe_of(request).is_begun and writing and writing.pk != step.draft_id:
        messages.warning(
            request, _("You are writing something already. Send it or delete it first.")
        )
        return see_other(request, "projects:start")
    by = request.user if row.user_id and request.user.is_authenticated else None
    draft = begin_opgave(step.pk, by=by)
    request.session["draft"] = draft.key
    messages.success(request, _("You have a beginning. Say more about it, and send it."))
    return see_other(request, "projects:question", 1)
