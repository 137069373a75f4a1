"""Time of day, and choices that are local to the municipality."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ClockInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class ClockField(forms.TimeField):
    """As people write it: 17:00, 17.00, 17 or 1700."""

    widget = ClockInput

    def to_python(self, value: Any) -> time | None:
        text = str(value or "").strip().lower().removeprefix("kl").lstrip(". ").replace(".", ":")
        if text.isascii() and text.isdigit() and len(text) in {3, 4}:
            text = f"{text[:-2]}:{text[-2:]}"
        elif text.isascii() and text.isdigit() and len(text) < 3:
            text = f"{text}:00"
        return super().to_python(text)


def moment(day: date, clock: time) -> datetime:
    """A moment in the municipality's time.

    An hour that the clock skips in spring does not exist; one it has twice in autumn is the first.
    """
    local = datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())
    if local.astimezone(UTC).astimezone(local.tzinfo).time() != clock:
        raise forms.ValidationError(_("The clock skips this hour on that day. Choose another."))
    return local
