"""Rettelser: with an account, from the mail, and the answer to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from arenas.enums import Attendance
from arenas.forms.after import AmendForm, AnswerAmendmentForm
from arenas.models import Amendment, ArenaLink, Meeting, Minutes
from arenas.services import amendments as acts
from arenas.services.minutes import require_not_fixed
from arenas.views.common import load_meeting, load_part
from arenas.views.minutes import minutes_of, page_of
from projects.forms.common import try_act
from projects.views.answering import is_somebody_else
from projects.views.page import render_form, require_perm
from samskabelse.web.errors import ActError
from samskabelse.web.htmx import see_other


def amend_minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody who was there says what is otherwise."""
    found = load_meeting(request, slug, pk)
    require_perm(request, "arenas.amend_minutes", found)
    row = minutes_of(found)
    if row is None or not row.is_sent:
        raise ActError(_("The minutes are not sent yet."), code="not_sent")
    require_not_fixed(row)
    form = AmendForm(request.POST or None, minutes=row)
    sent = request.method == "POST" and form.is_valid()
    if sent and try_act(form, lambda: acts.amend(found.pk, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Your correction stands with the minutes now."))
        return see_other(request, "arenas:minutes", slug, pk)
    return render_form(
        request,
        found.arena.project,
        form,
        heading=_("Correct the minutes"),
        button=_("Send the correction"),
        intro=_("Your correction is taken into the text, or stands beside it with an answer."),
    )


def amend_page(request: HttpRequest, link: ArenaLink, meeting: Meeting) -> HttpResponse:
    """The minutes from the mail, with the form; no account is needed."""
    minutes = get_object_or_404(Minutes.objects.sent(), pk=link.protocol_id)
    minutes.meeting = meeting
    form = AmendForm(request.POST or None, minutes=minutes)
    came = link.sign_up.attendance == Attendance.CAME
    context = page_of(request, meeting, minutes) | {
        "project": meeting.arena.project,
        "form": form if came and minutes.takes_amendments else None,
        "may_write": False,
        "may_send": False,
        "may_task": False,
        "may_amend": False,
        "is_somebody_else": is_somebody_else(request, link.sign_up.address),
    }
    if request.method == "POST":
        sent = form.is_valid() and try_act(
            form, lambda: acts.amend_by_link(link.sign_up_id, **form.cleaned_data)
        )
        if sent:
            return render(request, "arenas/after/thanks.html", context)
        return render(request, "arenas/after/by_mail.html", context, status=422)
    return render(request, "arenas/after/by_mail.html", context)


def answer_amendment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a correction in, or let it stand beside with an answer."""
    rows = Amendment.objects.select_related(
        "minutes__meeting__arena", "item", "decision", "by", "sign_up__user",
        "sign_up__party__organisation",
    )  # fmt: skip
    row = load_part(request, slug, rows, pk, "minutes__meeting__arena__project")
    meeting = row.minutes.meeting
    require_perm(request, "arenas.send_minutes", meeting)
    form = AnswerAmendmentForm(request.POST or None, initial=AnswerAmendmentForm.initial_from(row))
    if request.method == "POST" and form.is_valid():
        answer = form.as_answer()
        if try_act(form, lambda: acts.answer_amendment(row.pk, by=request.user, **answer)):
            messages.success(request, _("Saved. The correction stands with the minutes."))
            return see_other(request, "arenas:minutes", slug, meeting.pk)
        form.data = form.data.copy()
        form.data["seen"] = AnswerAmendmentForm.initial_from(rows.get(pk=row.pk))["seen"]
    return render_form(
        request,
        meeting.arena.project,
        form,
        heading=_("Answer a correction"),
        button=_("Save the answer"),
        template="arenas/after/answer.html",
        row=row,
        current=rows.get(pk=row.pk).target_text if form.errors else row.target_text,
    )
