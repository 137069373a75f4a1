"""Propose dates, and mark them."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arenas.enums import DateMark, Form
from arenas.forms.arena import long_text
from arenas.forms.fields import ClockField, moment
from arenas.models import Arena, DatePoll, DateVoter
from arenas.services.dates import Proposal
from projects.forms.common import ProjectForm
from projects.forms.fields import PlainField
from samskabelse.ui.forms import DayInput
from samskabelse.ui.tags.time import day_and_clock

DATES = 6


class PollForm(ProjectForm):
    """Six pairs of day and time without any script; two are enough."""

    title = PlainField(label=_("What is the meeting called?"), max_length=160)
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=10, max_value=1440, initial=120
    )
    form = forms.ChoiceField(
        label=_("How do you meet?"), choices=Form, widget=forms.RadioSelect, initial=Form.ON_SITE
    )
    place = PlainField(label=_("Where?"), max_length=300, required=False)
    online_url = forms.URLField(
        label=_("Address online"), max_length=500, required=False, assume_scheme="https"
    )
    note = long_text(_("What do you want to say to them?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, DATES + 1):
            told = {"number": number}
            self.fields[f"date_{number}"] = forms.DateField(
                label=_("Day %(number)s") % told, required=number <= 2, widget=DayInput()
            )
            self.fields[f"time_{number}"] = ClockField(
                label=_("Time %(number)s") % told, required=number <= 2
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["dates"] = [found for number in range(1, DATES + 1) if (found := self._date(number))]
        return data

    def _date(self, number: int) -> datetime | None:
        day, clock = (self.cleaned_data.get(f"{name}_{number}") for name in ("date", "time"))
        if bool(day) != (clock is not None) and not self.errors:
            self.add_error(f"date_{number}", _("Write both day and time."))
        if not day or clock is None:
            return None
        try:
            return moment(day, clock)
        except (forms.ValidationError, OverflowError):
            self.add_error(
                f"time_{number}", _("The clock skips this hour on that day. Choose another.")
            )
            return None

    def as_proposal(self) -> Proposal:
        names = Proposal.__dataclass_fields__
        return Proposal(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_for(arena: Arena) -> dict[str, Any]:
        return {"title": arena.name, "place": arena.place}


class MarksForm(forms.Form):
    """One question for each date: yes, if needed, no."""

    mark_optional = False

    def __init__(self, *args: Any, poll: DatePoll, voter: DateVoter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = dict(voter.answers.values_list("option", "mark"))
        self.options = list(poll.options.all())
        for option in self.options:
            self.fields[f"option_{option.pk}"] = forms.ChoiceField(
                label=day_and_clock(option.starts_at),
                choices=DateMark,
                widget=forms.RadioSelect,
                initial=given.get(option.pk),
                error_messages={"required": _("Say something about this date.")},
            )

    def marks(self) -> dict[int, str]:
        return {option.pk: self.cleaned_data[f"option_{option.pk}"] for option in self.options}
