"""Where the municipality meets new opgaver: inbox, first answer, and writing for others."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from projects.forms.common import try_act
from projects.forms.staff import EnterForm, FirstReplyForm
from projects.queries import held_projects, open_report_count, overdue_answers
from projects.queries import inbox as waiting_projects
from projects.services.moderation import reply_first
from projects.services.moderation import take_contact as become_contact
from projects.services.raising import raise_project_for
from projects.views.page import load_project, require_perm
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back

MOST = 50  # rows of each kind; the oldest deadline stands first, so nothing urgent is hidden


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """New opgaver with their clock, what waits for a moderator, and answers that are overdue."""
    waiting = list(waiting_projects(request.user)[: MOST + 1])
    overdue = overdue_answers(request.user, timezone.localdate())
    context = {
        "waiting": waiting[:MOST],
        "more": len(waiting) > MOST,
        "most": MOST,
        "held": held_projects(request.user)[:MOST],
        "overdue": overdue[:MOST],
        "reports": open_report_count() if request.user.is_staff else 0,
        "days": settings.FIRST_REPLY_WORKING_DAYS,
    }
    return render(request, "projects/staff/inbox.html", context)


def first_reply(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the opgave and answer it."""
    project = load_project(request, slug)
    require_perm(request, "projects.reply_first", project)
    form = FirstReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if try_act(form, lambda: reply_first(project.pk, by=request.user, text=text)):
            messages.success(request, _("Your answer is sent, and everybody can read it."))
            return see_other(request, "projects:inbox")
    context = {"project": project, "form": form}
    status = 422 if form.errors else 200
    return render(request, "projects/staff/first_reply.html", context, status=status)


@post_or_back("projects:detail", "slug")
def take_contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Become the named contact person."""
    project = load_project(request, slug)
    become_contact(project.pk, by=request.user)
    messages.success(
        request, _("You are now the contact person for “%(title)s”.") % {"title": project}
    )
    return see_other(request, reverse("projects:inbox"))


def enter(request: HttpRequest) -> HttpResponse:
    """Write an opgave down for somebody who phones or writes on paper (R28)."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        project = try_act(
            form,
            lambda: raise_project_for(
                form.to_answers(),
                by=request.user,
                name=data["name"],
                email=data["email"],
                reach=data["phone"],
            ),
        )
        if project:
            messages.success(request, _("The project is published for %(name)s.") % data)
            return see_other(request, project)
    status = 422 if form.errors else 200
    return render(request, "projects/staff/enter.html", {"form": form}, status=status)
