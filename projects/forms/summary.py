"""The answers of a draft for reading: what was said, and what is missing."""

from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _

from projects.enums import Route
from projects.forms.questions import QUESTIONS, Recipe
from projects.forms.raising import ANYBODY, ProblemForm
from samskabelse.web.errors import Blocker


def missing(recipe: Recipe) -> list[Blocker]:
    """What must be put right before the opgave can be sent, question by question."""
    return [
        Blocker(f"question_{number}", f"{QUESTIONS[number]} {field.label}: {error}")
        for number, form in recipe.checked.items()
        if not form.is_valid()
        for field in form.visible_fields()
        for error in field.errors
    ]


def summary(recipe: Recipe) -> list[dict[str, Any]]:
    """The four questions with what was answered; an answer with a mistake is left out."""
    checked = recipe.checked
    lines = {
        1: problem_reading(checked[1]),
        2: [(form.who, helper_reading(form)) for form in checked[2] if form.who],
        3: [(form.who, motive_reading(form)) for form in checked[3] if motive_reading(form)],
        4: readings(checked[4]),
    }
    return [
        {"number": number, "heading": heading, "lines": lines[number]}
        for number, heading in QUESTIONS.items()
    ]


def problem_reading(form: ProblemForm) -> list[tuple[Any, Any]]:
    """The first answer, with place and point each in one line."""
    form.is_valid()
    said = form.cleaned_data
    degrees = [said.get("latitude"), said.get("longitude")]
    point = [formats.localize(n.normalize()) for n in degrees if n is not None]
    lines = [
        (_("Title"), said.get("title")),
        (_("Problem or task"), said.get("problem")),
        (_("Place"), ", ".join(filter(None, [said.get("place"), said.get("postal_code")]))),
        (_("Point"), " / ".join(point)),
        (_("Themes"), ", ".join(_chosen(form, said.get("themes", [])))),
        (_("You come"), Route(said["route"]).label.lower() if said.get("route") else ""),
    ]
    return [(label, value) for label, value in lines if value]


def _chosen(form: forms.Form, slugs: list[str]) -> list[str]:
    names = dict(form.fields["themes"].choices)
    return [names[slug] for slug in slugs]


def readings(form: forms.Form) -> list[tuple[Any, Any]]:
    """Label and value of each answered field, as a person reads them."""
    form.is_valid()
    pairs = [(field.label, reading(field, form.cleaned_data.get(field.name))) for field in form]
    return [(label, value) for label, value in pairs if value]


def reading(field: forms.BoundField, value: Any) -> Any:
    if isinstance(field.field, forms.ChoiceField):
        return dict(field.field.choices).get(value, "") if value else ""
    if isinstance(field.field, forms.DateField):
        return formats.date_format(value) if value else ""
    return value


def helper_reading(form: forms.Form) -> str:
    """What was said about one of those who can help, in one line."""
    form.is_valid()
    said = [dict(ANYBODY).get(form.cleaned_data.get("organisation_kind", ""))]
    said += [
        form[name].label for name in ("is_affected", "is_unobvious") if form.cleaned_data.get(name)
    ]
    return ", ".join(str(word) for word in said if word)


def motive_reading(form: forms.Form) -> str:
    form.is_valid()
    said = [
        reading(form["motive"], form.cleaned_data.get("motive")),
        form.cleaned_data.get("motivation", ""),
    ]
    return ". ".join(str(word) for word in said if word)
