"""The four questions as one thing: what is typed, kept as it was typed, and what it means.

A draft keeps raw text, also when it makes no sense yet, so that nothing typed is lost. The forms
are bound to that raw text whenever it has to make sense.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from projects.forms.fields import ThemesField
from projects.forms.raising import HelperForm, MotiveForm, ProblemForm
from projects.recipe import arena_form
from projects.services.raising import Answers, Place
from projects.services.stakeholders import StakeholderRow

QUESTIONS: dict[int, str | Promise] = {
    1: _("Which problem or task would I like to solve?"),
    2: _("Who can help me?"),
    3: _("How do I motivate them to co-create?"),
    4: _("How do I design a suitable arena?"),
}
FEWEST_ROWS, MOST_ROWS = 3, 30
LONGEST = 40_000  # characters of one field that a draft keeps; ten times what any may hold


class FormRows(list):
    """Several forms that are checked and summed up as one."""

    @property
    def is_bound(self) -> bool:
        return any(form.is_bound for form in self)

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self)

    def visible_fields(self) -> list[forms.BoundField]:
        return [field for form in self for field in form.visible_fields()]

    def hidden_fields(self) -> list[forms.BoundField]:
        return [field for form in self for field in form.hidden_fields()]

    def non_field_errors(self) -> list[str]:
        return [error for form in self for error in form.non_field_errors()]


def typed(form_class: type[forms.Form], data: Mapping[str, str], prefix: str = "") -> dict:
    """What was typed into the form's fields, as text."""
    return {
        name: _text_of(data, f"{prefix}{name}", field).replace("\x00", "")[:LONGEST]
        for name, field in form_class.base_fields.items()
    }


def _text_of(data: Mapping[str, str], name: str, field: forms.Field) -> str:
    """A field's text; several chosen themes are one text with commas."""
    if isinstance(field, ThemesField) and isinstance(data, QueryDict):
        return ",".join(data.getlist(name))
    return data.get(name, "")


class Recipe:
    """The answers of one draft."""

    def __init__(self, answers: Mapping[str, Any] | None = None, *, route: str = "") -> None:
        answers = answers or {}
        self.problem: dict[str, str] = answers.get("problem", {})
        self.who: list[dict[str, str]] = answers.get("who", [])
        self.arena: dict[str, str] = answers.get("arena", {})
        self.template: int | None = answers.get("template")
        self.route = route

    @property
    def is_begun(self) -> bool:
        return bool(self.problem.get("title") or self.problem.get("problem"))

    @property
    def named(self) -> list[tuple[int, dict[str, str]]]:
        """The lines with somebody in them, each with its place in the list."""
        return [(i, row) for i, row in enumerate(self.who) if row.get("label", "").strip()]

    # --- from a page to the draft ---------------------------------------------------------

    def read(self, number: int, data: Mapping[str, str]) -> dict[str, Any]:
        """The part of the answers that this question's page changes."""
        if number == 1:
            return {"problem": typed(ProblemForm, data)}
        if number == 2:
            return {"who": self._read_helpers(data)}
        if number == 3:
            return {"who": self._read_motives(data)}
        return {"arena": typed(arena_form(), data)}

    def _read_helpers(self, data: Mapping[str, str]) -> list[dict[str, str]]:
        places = [i for i in range(MOST_ROWS) if f"row-{i}-label" in data]
        rows = [{**self._row(i), **typed(HelperForm, data, f"row-{i}-")} for i in places]
        while rows and not rows[-1]["label"].strip():
            rows.pop()
        return rows

    def _read_motives(self, data: Mapping[str, str]) -> list[dict[str, str]]:
        return [
            {**row, **typed(MotiveForm, data, f"row-{i}-")} if f"row-{i}-motive" in data else row
            for i, row in enumerate(self.who)
        ]

    def _row(self, place: int) -> dict[str, str]:
        return self.who[place] if place < len(self.who) else {}

    # --- from the draft to a page ---------------------------------------------------------

    def form(self, number: int, *, check: bool = False, extra: int = 0) -> Any:
        """The question's form, or its rows. With `check` it is bound and tells what is wrong."""
        if number == 1:
            return self._single(ProblemForm, self._with_route(), check)
        if number == 2:
            count = min(max(FEWEST_ROWS, len(self.who)) + extra, MOST_ROWS)
            rows = FormRows(self._line(HelperForm, i, check) for i in range(count))
            if extra and extra < count:
                rows[-extra].fields["label"].widget.attrs["autofocus"] = True
            return rows
        if number == 3:
            return FormRows(self._line(MotiveForm, i, check) for i, _row in self.named)
        return self._single(arena_form(), self.arena, check)

    def _with_route(self) -> dict[str, str]:
        chosen = self.problem.get("route") or self.route
        return {**self.problem, "route": chosen} if chosen else self.problem

    @staticmethod
    def _single(form_class: type[forms.Form], values: dict, check: bool) -> forms.Form:
        return form_class(values) if check else form_class(initial=values)

    def _line(self, form_class: type[forms.Form], place: int, check: bool) -> forms.Form:
        prefix, row = f"row-{place}", self._row(place)
        if check:
            form = form_class(
                {f"{prefix}-{name}": row.get(name, "") for name in row}, prefix=prefix
            )
        else:
            form = form_class(prefix=prefix, initial=row)
        form.who = row.get("label", "").strip()
        form.number = place + 1
        return form

    # --- what it means --------------------------------------------------------------------

    @cached_property
    def checked(self) -> dict[int, Any]:
        """Each question's form, bound."""
        return {number: self.form(number, check=True) for number in QUESTIONS}

    def to_answers(self, language: str) -> Answers:
        """The answers for the service. Only when every question is valid."""
        problem = {name: self.checked[1].cleaned_data[name] for name in ProblemForm.base_fields}
        place = Place(
            problem.pop("place"),
            problem.pop("postal_code"),
            problem.pop("latitude"),
            problem.pop("longitude"),
        )
        rows = [StakeholderRow(**self._meaning(i)) for i, _row in self.named]
        arena = self.checked[4].cleaned_data
        return Answers(
            **problem,
            place=place,
            stakeholders=rows,
            arena=arena,
            language=language,
            template=self.template,
        )

    def _meaning(self, place: int) -> dict[str, Any]:
        motives = {form.number: form for form in self.checked[3]}
        return self.checked[2][place].cleaned_data | motives[place + 1].cleaned_data
