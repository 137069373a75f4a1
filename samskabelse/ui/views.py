"""The gallery: every component with its variants and how to write it, for those who build."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskabelse.ui.gallery import SampleForm, samples


def components(request: HttpRequest) -> HttpResponse:
    """All components on one page. The form is shown as somebody left it: with errors."""
    typed = {"wrong-email": "karen(at)example.dk", "wrong-words": "Skolevejen"}
    wrong = SampleForm(typed, prefix="wrong")
    return render(request, "ui/gallery.html", samples() | {"form": SampleForm(), "wrong": wrong})
