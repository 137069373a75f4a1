"""The shape of a first idea of how to meet."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import ArenaKind
from samskabelse.ui.forms import DayInput

NOT_YET = [("", _("Not decided yet"))]


class ArenaForm(forms.Form):
    """The fourth question of the recipe (R66), and the page where the parties change the answer."""

    kind = forms.ChoiceField(
        label=_("How do you meet?"),
        choices=[*NOT_YET, *ArenaKind.choices],
        required=False,
    )
    place = forms.CharField(
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
    frame = forms.CharField(
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
