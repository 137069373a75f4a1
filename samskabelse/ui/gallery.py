"""Samples for the gallery page. Invented, and never stored."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samskabelse.ui.forms import DayInput
from samskabelse.ui.tags.navigation import Tab
from samskabelse.ui.tags.progress import Fact, Step

CHOICES = [("yes", _("Yes")), ("maybe", _("Perhaps")), ("no", _("No"))]


class SampleForm(forms.Form):
    """One field of each kind."""

    prefix = "sample"

    name = forms.CharField(
        label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send a code to it. Others never see it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    words = forms.CharField(
        label=_("Tell more"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    answer = forms.ChoiceField(label=_("Your answer"), choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label=_("Choose several"),
        choices=CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    one = forms.ChoiceField(label=_("Choose one"), choices=[("", "–"), *CHOICES])
    day = forms.DateField(label=_("Day"), required=False, widget=DayInput)
    file = forms.FileField(label=_("File"), required=False)
    agree = forms.BooleanField(label=_("I have read it"))


def samples() -> dict[str, Any]:
    """What the partials of the gallery show."""
    today = timezone.localdate()
    now = timezone.now()
    return {
        "gate": [
            Fact(_("Two parties have accepted, one public and one not"), met=True),
            Fact(_("Somebody has agreed to be convener"), help=_("The one who gathers the team.")),
            Fact(_("A decision recipient is named"), url="#checklist"),
        ],
        "gate_met": [Fact(_("A convener has accepted"), met=True)],
        "steps": [
            Step(_("Seeking parties"), "done"),
            Step(_("Define"), "current"),
            Step(_("Design"), "next"),
            Step(_("Implement"), "next"),
            Step(_("Closed"), "next"),
        ],
        "tab_items": [
            Tab(_("Overview"), "#tabs", current=True),
            Tab(_("Parties"), "#tabs", count=4),
            Tab(_("Meetings"), "#tabs", count=0),
        ],
        "crumbs": [(_("Front page"), "/"), (_("Projects"), "#"), ("Sikker skolevej", "")],
        "pairs": [(_("Decision recipient"), "Teknik- og miljøudvalget"), (_("Place"), "Nordager")],
        "dates": [today, today + timedelta(3), today - timedelta(12), now + timedelta(40)],
        "late": today - timedelta(2),
        "page": Paginator(range(95), 10).page(3),
        "old_words": "Unge drikker for meget til fester.",
        "new_words": "Det er svært at være med til fester, hvis man ikke drikker.",
        "sample_text": "En liste med **fed**:\n\n- en ting\n- [et link](https://example.dk)\n",
    }
