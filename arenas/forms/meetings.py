"""The shape of a meeting: when, where, for how many."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import Form
from arenas.forms.arena import long_text
from arenas.forms.fields import ClockField, moment
from arenas.models import Arena, Meeting
from arenas.services.planning import Plan
from projects.forms.common import ProjectForm
from projects.forms.fields import PlainField
from samskabelse.ui.forms import DayInput

MOST_SEATS = 100_000
OVER_MIDNIGHT = timedelta(hours=12)  # an end before the start is tomorrow's, if no later than so


def line(label: Any, *, help_text: Any = "", max_length: int = 200) -> PlainField:
    return PlainField(label=label, help_text=help_text, max_length=max_length, required=False)


class MeetingForm(ProjectForm):
    title = PlainField(label=_("What is the meeting called?"), max_length=160)
    day = forms.DateField(label=_("Which day?"), widget=DayInput())
    start = ClockField(label=_("From"))
    end = ClockField(label=_("To"))
    form = forms.ChoiceField(label=_("How do you meet?"), choices=Form, widget=forms.RadioSelect)
    place = line(
        _("Where?"),
        max_length=300,
        help_text=_("Name and address, so that everybody finds it. Not needed when it is online."),
    )
    place.marks_optional = False
    online_url = forms.URLField(
        label=_("Address online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only those who are asked or signed up can see it."),
    )
    bring = long_text(_("What should people bring?"), rows=2)
    steps = line(_("Steps and doors"), help_text=_("For example: no steps, wide door, lift."))
    hearing_loop = line(_("Hearing loop"))
    interpreter = line(_("Interpreter"), help_text=_("Which languages, or whom to ring for one."))
    transport = line(_("Transport"), help_text=_("Bus, parking, a lift with somebody."))
    child_care = line(_("Child care"))
    capacity = forms.IntegerField(
        label=_("How many seats are there?"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Leave it empty if there is room for all."),
    )
    waiting_capacity = forms.IntegerField(
        label=_("How many can be on the waiting list?"),
        min_value=0,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Leave it empty if as many as want to."),
    )
    is_open = forms.BooleanField(
        label=_("Everybody may sign up"),
        required=False,
        help_text=_("Also people without an account. Otherwise only the parties come."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, start, end = (data.get(name) for name in ("day", "start", "end"))
        if day and start and end:
            try:
                data["starts_at"] = moment(day, start)
                later = day if end > start else day + timedelta(days=1)
                data["ends_at"] = moment(later, end)
            except (forms.ValidationError, OverflowError) as error:
                text = getattr(error, "message", _("Choose a day that is not so far away."))
                self.add_error("start", text)
            else:
                self._require_end(later > day, data)
        return data

    def _require_end(self, is_next_day: bool, data: dict[str, Any]) -> None:
        if is_next_day and data["ends_at"] - data["starts_at"] > OVER_MIDNIGHT:
            self.add_error(
                "end",
                _("It ends before it starts. Past midnight it can last 12 hours at most."),
            )

    def as_plan(self) -> Plan:
        return Plan(**{name: self.cleaned_data[name] for name in Plan.__dataclass_fields__})

    @staticmethod
    def initial_for(arena: Arena) -> dict[str, Any]:
        return {"title": arena.name, "place": arena.place, "form": Form.ON_SITE}

    @staticmethod
    def initial_from(meeting: Meeting) -> dict[str, Any]:
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        told = {name: getattr(meeting, name) for name in Plan.__dataclass_fields__}
        return told | {"day": starts.date(), "start": starts.time(), "end": ends.time()}


class ChangeMeetingForm(MeetingForm):
    reason = PlainField(
        label=_("Why does it change?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when time or place changes. Everybody who is asked gets it in a mail."),
    )
