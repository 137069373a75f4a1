"""Fields for text that everybody will read."""

import re
from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from projects.models import Theme
from projects.models.theme import MOST_THEMES
from samskabelse.web.seeing import readable, shows

CPR = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")


def refuse_cpr(text: str) -> str:
    """Nobody's CPR number is ever kept in an opgave, which everybody can read."""
    if CPR.search(text):
        raise forms.ValidationError(
            _("This looks like a CPR number. Remove it: everybody can read what you write.")
        )
    return text


class PlainField(forms.CharField):
    """Text that everybody will read, or nothing: what cannot be seen is nothing."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(readable(value) if isinstance(value, str) else value)
        return text if shows(text) else ""

    def clean(self, value: Any) -> str:
        return refuse_cpr(super().clean(value))


class PostalCodeField(forms.CharField):
    """Four digits between 1000 and 9999, as `8000`, `DK-8000` or `8000 Aarhus C`."""

    def clean(self, value: Any) -> str:
        text = super().clean(value).upper().removeprefix("DK").lstrip("- ")
        if not text:
            return ""
        found = re.match(r"[0-9]{4}(?![0-9])", text)
        if not found or not 1000 <= int(found[0]) <= 9999:
            raise forms.ValidationError(_("A postal code has four digits, for example 8000."))
        return found[0]


class ThemeBoxes(forms.CheckboxSelectMultiple):
    """Boxes whose value is also one text, "trafik,natur", as a draft keeps it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = data.getlist(name) if isinstance(data, QueryDict) else data.get(name) or []
        return self.format_value(values)

    def format_value(self, value: Any) -> list[str]:
        texts = value.split(",") if isinstance(value, str) else [str(item) for item in value or []]
        return [text for item in texts for text in item.split(",") if text]


class ThemesField(forms.MultipleChoiceField):
    """A few of the municipality's themes, by their slugs; those the opgave has may stay."""

    widget = ThemeBoxes

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("What is it about?"), required=False, **kwargs)
        self.help_text = _("Choose up to three, so that others can find it.")
        self.choices = cache(theme_choices)

    def __deepcopy__(self, memo: dict) -> "ThemesField":
        """Each form asks for the themes once, and never for those of an earlier form."""
        copied = super().__deepcopy__(memo)
        copied.choices = cache(theme_choices)
        return copied

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        if len(chosen) > MOST_THEMES:
            raise forms.ValidationError(
                _("Choose at most %(most)s themes."), params={"most": MOST_THEMES}
            )
        return chosen


def theme_choices() -> list[tuple[str, str]]:
    """The themes that can be chosen, in the municipality's order."""
    return list(Theme.objects.filter(is_active=True).values_list("slug", "name"))
