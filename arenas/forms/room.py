"""What is written in the room, on the screen and on phones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arenas.enums import RoomPosition, RoundKind
from projects.forms.fields import PlainField
from samskabelse.web.numbers import LARGEST


def words(label: Any, *, max_length: int, rows: int = 3, **kwargs: Any) -> PlainField:
    return PlainField(
        label=label,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
        **kwargs,
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on the screen"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class EnterForm(forms.Form):
    name = PlainField(label=_("Your name"), max_length=120)
    comes_for = PlainField(
        label=_("Whom do you come for?"),
        max_length=120,
        required=False,
        help_text=_("Such as an association or a department. Leave it empty if it is yourself."),
    )


class EnterSignedInForm(forms.Form):
    """Whoever is signed in is known already."""


class AnswerForm(forms.Form):
    text = words(_("Your answer"), max_length=2000, rows=4)


class PositionForm(forms.Form):
    position = forms.ChoiceField(
        label=_("Can you live with it?"), choices=RoomPosition, widget=forms.RadioSelect
    )
    text = words(
        _("With an objection: which harm does it do?"),
        max_length=2000,
        required=False,
        help_text=_("An objection is about harm, not about taste. It makes the proposal better."),
    )


class PointForm(forms.Form):
    text = words(_("Your point"), max_length=500, rows=2)
    key = forms.UUIDField(widget=forms.HiddenInput)


class AsideForm(forms.Form):
    text = words(_("What do you put aside for later?"), max_length=500, rows=2)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of round?"), choices=RoundKind, widget=forms.RadioSelect
    )
    text = words(_("What do you ask, or what do you propose?"), max_length=500, rows=2)


class CardForm(forms.Form):
    drawn = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput
    )
    happened = words(_("What happened?"), max_length=2000)
    changed = words(
        _("What did it change?"), max_length=2000, help_text=_("“Nothing” is an answer too.")
    )
