"""Pages in the admin that ask one question before an act."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samskabelse.web.errors import ActError
from samskabelse.web.htmx import see_other


class ReasonForm(forms.Form):
    """Why an opgave is hidden."""

    template_name = "admin/projects/fields.html"
    reason = forms.CharField(
        label=_("Reason, shown to the author"),
        help_text=_("Say what the problem is and what would make it right."),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60}),
        max_length=2000,
    )


class AnswerForm(forms.Form):
    """What is said to the one who reported."""

    template_name = "admin/projects/fields.html"
    answer = forms.CharField(
        label=_("Answer to the one who reported it"),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60}),
        max_length=1000,
    )


def ask(
    request: HttpRequest,
    model_admin: admin.ModelAdmin,
    *,
    title: str | Promise,
    form: forms.Form,
    rows: list[models.Model] | list[str],
    buttons: list[tuple[str, str | Promise]],
    hidden: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """The page with the question. It posts back to where it stands."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        "form": form,
        "rows": rows,
        "buttons": buttons,
        "hidden": hidden,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/projects/ask.html", context)


def act_and_return(
    request: HttpRequest, model_admin: admin.ModelAdmin, pk: int, act: Callable[[], Any]
) -> HttpResponse:
    """Do one act; a refusal becomes a message. Back to the row."""
    try:
        act()
    except ActError as error:
        model_admin.message_user(request, str(error), messages.ERROR)
    else:
        model_admin.message_user(request, gettext("Done."), messages.SUCCESS)
    opts = model_admin.opts
    return see_other(
        request, reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
    )
