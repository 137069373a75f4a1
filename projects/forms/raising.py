"""The forms behind the recipe's first three questions; the fourth is plugged in (R66)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind
from participants.forms import NameField, OnBehalfOfField
from projects.enums import Honest, Motive, Route, TriageKind
from projects.forms.cocreation import question
from projects.forms.fields import PlainField, PostalCodeField, ThemesField, refuse_cpr
from projects.models import HonestAnswer

ROUTE_HELP = {
    Route.CITIZEN: _("Something you would engage in if you could. It stays yours."),
    Route.STAFF: _("A professional ambition that you can only reach together with citizens."),
    Route.OFFICIAL: _(
        "Something the municipality cannot solve alone, such as preparedness for floods."
    ),
    Route.POLITICIAN: _("A policy that you want to make with citizens, as in a task committee."),
}
ANYBODY = [("", _("A person, or not sure")), *OrganisationKind.choices]
NO_MOTIVE = [("", _("I do not know yet")), *Motive.choices]


class CoordinateField(forms.DecimalField):
    """Degrees with a point or a Danish comma, kept with six decimals (about ten centimetres)."""

    widget = forms.TextInput

    def __init__(self, limit: int, **kwargs: Any) -> None:
        super().__init__(min_value=-limit, max_value=limit, required=False, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value or "").strip().replace(",", "."))

    def clean(self, value: Any) -> Decimal | None:
        number = super().clean(value)
        return None if number is None else number.quantize(Decimal("0.000001"))


def route_choices() -> list[tuple[str, Any]]:
    """Each door with the sentence that tells whom it is for (R25–R28)."""
    return [
        (route.value, format_html('{}<span class="form-hint">{}</span>', route.label, help_text))
        for route, help_text in ROUTE_HELP.items()
    ]


class TriageForm(forms.Form):
    """What somebody comes with (R12)."""

    kind = forms.ChoiceField(
        label=_("Is it a case, a complaint, a wish for a service, or something we solve together?"),
        choices=TriageKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )


class ProblemForm(forms.Form):
    """1. Which problem or task would I like to solve?"""

    problem = PlainField(
        label=_("Tell it in your own words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "What happens, where, and for whom? Write the problem, not the solution. "
            "Do not name other people: everybody can read it."
        ),
        error_messages={"required": _("Write what the problem or task is.")},
    )
    title = PlainField(
        label=_("Give it a short title"),
        max_length=120,
        help_text=_("For example: The path to the school is dark in winter"),
        error_messages={"required": _("Write a short title, so that others can find it.")},
    )
    place = PlainField(
        label=_("Where is it?"),
        max_length=200,
        required=False,
        help_text=_("A street, a village or the whole municipality"),
    )
    postal_code = PostalCodeField(
        label=_("Postal code"),
        max_length=60,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "postal-code", "class": "input-width-xs"}
        ),
    )
    themes = ThemesField()
    latitude = CoordinateField(90, label=_("Latitude"))
    longitude = CoordinateField(180, label=_("Longitude"))
    route = forms.ChoiceField(
        label=_("How do you come to it?"),
        choices=route_choices,
        widget=forms.RadioSelect,
        initial=Route.CITIZEN,
        help_text=_("All get the same treatment and the same deadline for an answer."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        pair = [values.get("latitude"), values.get("longitude")]
        whole = "latitude" in values and "longitude" in values
        if whole and pair.count(None) == 1:
            missing = "latitude" if pair[0] is None else "longitude"
            self.add_error(missing, _("A point needs both numbers. Fill in both, or none."))
        return values

    @property
    def has_other_door(self) -> bool:
        """Whether somebody comes through another door than the citizen's, or an unknown one."""
        return self["route"].value() != Route.CITIZEN

    @property
    def has_point(self) -> bool:
        """Whether the part with the point has something in it, and must be seen."""
        return bool(self["latitude"].value() or self["longitude"].value())


class HelperForm(forms.Form):
    """One line of 2. Who can help me?"""

    label = forms.CharField(label=_("Who?"), max_length=160, required=False)
    organisation_kind = forms.ChoiceField(label=_("What kind?"), choices=ANYBODY, required=False)
    is_affected = forms.BooleanField(label=_("Lives with the result"), required=False)
    is_unobvious = forms.BooleanField(label=_("Somebody one would not think of"), required=False)

    mark_optional = False

    def clean_label(self) -> str:
        label = self.cleaned_data["label"]
        if "@" in label:
            raise forms.ValidationError(
                _("Do not write e-mail addresses here. You need them when you invite.")
            )
        return refuse_cpr(label)


class MotiveForm(forms.Form):
    """One line of 3. How do I motivate them to co-create?"""

    motive = forms.ChoiceField(label=_("What draws them?"), choices=NO_MOTIVE, required=False)
    motivation = forms.CharField(
        label=_("In your own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    mark_optional = False


class SendForm(forms.Form):
    """The last page before an opgave is published."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.is_authenticated and not user.name:
            self.fields["name"] = NameField(
                help_text=_("The others see it when you take part. First and last name is best.")
            )
        self.fields["on_behalf_of"] = OnBehalfOfField(user)
        for name in HonestAnswer.QUESTIONS:  # R15; nobody is kept from sending for want of one
            self.fields[name] = question(name, required=False)

    def as_honest(self) -> dict[str, str]:
        """The three answers, when at least one is given; the others are unknown."""
        said = {name: self.cleaned_data.get(name, "") for name in HonestAnswer.QUESTIONS}
        if not any(said.values()):
            return {}
        return {name: answer or Honest.UNKNOWN for name, answer in said.items()}
