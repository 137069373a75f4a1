"""The shape of a first idea of how to meet, of a whole arena, and of ground rules."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import ArenaKind, DecisionRule, Purpose
from arenas.models import Arena
from arenas.services.arena import Frame
from projects.forms.common import ProjectForm
from projects.forms.fields import PlainField
from projects.models import Party
from samskabelse.ui.forms import DayInput

NOT_YET = [("", _("Not decided yet"))]


class ArenaForm(forms.Form):
    """The fourth question of the recipe (R66)."""

    kind = forms.ChoiceField(
        label=_("How do you meet?"),
        choices=[*NOT_YET, *ArenaKind.choices],
        required=False,
    )
    place = PlainField(
        label=_("Where do you meet?"),
        max_length=200,
        required=False,
        help_text=_("A place where everybody feels equal. It need not be the town hall."),
    )
    first_date = forms.DateField(
        label=_("When do you meet the first time?"),
        required=False,
        widget=DayInput(),
    )
    frame = PlainField(
        label=_("What makes it easy to come?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Time of day, food, child care, interpreter, transport."),
    )

    mark_optional = False

    def clean_first_date(self):
        day = self.cleaned_data["first_date"]
        if day and day < timezone.localdate() and "first_date" in self.changed_data:
            raise forms.ValidationError(_("The date has passed. Choose a day from today on."))
        return day


def long_text(label: Any, *, help_text: Any = "", max_length: int = 1000, rows: int = 3) -> Any:
    return PlainField(
        label=label,
        help_text=help_text,
        max_length=max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PartyField(forms.ModelChoiceField):
    def label_from_instance(self, party: Party) -> str:
        return party.name


class PartiesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, party: Party) -> str:
        return party.name


class FrameForm(ArenaForm, ProjectForm):
    """The whole frame. Only the name is needed to save; the checklist says what else is."""

    field_order = [
        "title",
        "purpose",
        "question",
        "can_decide",
        "cannot_decide",
        "decision_rule",
        "mandate",
        "decision_owner",
        "composition",
        "must_be_there",
        "kind",
        "place",
        "first_date",
        "rhythm",
        "frame",
        "template",
    ]
    template = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    title = PlainField(label=_("What do you call it?"), max_length=120)
    purpose = forms.ChoiceField(
        label=_("What is it for?"), choices=[*NOT_YET, *Purpose.choices], required=False
    )
    question = long_text(
        _("Which question do you want to settle?"),
        max_length=500,
        help_text=_("One question. If there are three, make three arenas."),
    )
    can_decide = long_text(_("What can be decided here?"))
    cannot_decide = long_text(
        _("What cannot be decided here?"),
        help_text=_("Say it now. Nobody should find out at the meeting."),
    )
    decision_rule = forms.ChoiceField(
        label=_("How do you decide?"), choices=[*NOT_YET, *DecisionRule.choices], required=False
    )
    mandate = long_text(
        _("Who has given the mandate?"),
        help_text=_("And what happens to what you agree on."),
    )
    decision_owner = PartyField(
        Party.objects.none(),
        label=_("Which party owns the decision?"),
        required=False,
        empty_label=_("None of the parties"),
    )
    composition = long_text(_("Who must be there?"))
    must_be_there = PartiesField(
        Party.objects.none(), label=_("Parties that must be there"), required=False
    )
    rhythm = PlainField(label=_("How often and how long?"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = self.project.parties.active().with_names()
        self.fields["decision_owner"].queryset = parties
        self.fields["must_be_there"].queryset = parties

    def as_frame(self) -> Frame:
        names = Frame.__dataclass_fields__
        return Frame(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_from(arena: Arena) -> dict[str, Any]:
        told = {name: getattr(arena, name) for name in Frame.__dataclass_fields__}
        return told | {
            "title": arena.name,
            "decision_owner": arena.decision_owner,
            "must_be_there": arena.needed_parties,
        }


class RulesForm(ProjectForm):
    text = PlainField(
        label=_("Ground rules"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("A line for each. Each party says yes to them before you begin."),
    )
