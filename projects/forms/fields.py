"""Fields for text that everybody will read."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CPR = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")


def refuse_cpr(text: str) -> str:
    """Nobody's CPR number is ever kept in an opgave, which everybody can read."""
    if CPR.search(text):
        raise forms.ValidationError(
            _("This looks like a CPR number. Remove it: everybody can read what you write.")
        )
    return text


class PlainField(forms.CharField):
    """Text that everybody will read."""

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
