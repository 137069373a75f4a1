"""Consent, closing, and mending the text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import ConsentAbout, Outcome, Position
from projects.forms.common import ProjectForm, SharedForm, voice_field
from projects.forms.fields import PlainField, PostalCodeField, ThemesField, theme_choices
from projects.models import ConsentAnswer

POSITIONS = [
    (Position.CONSENT, _("Consent: good enough for now, safe enough to try")),
    (Position.STAND_ASIDE, _("Stand aside: we do not stop it, and we are not behind it")),
    (Position.OBJECTION, _("Objection: it does harm, and we say how")),
]


class ConsentForm(forms.Form):
    mark_optional = False
    position = forms.ChoiceField(
        label=_("What does your party say?"), choices=POSITIONS, widget=forms.RadioSelect
    )
    reason = PlainField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for an objection. Everybody can read it."),
    )

    @staticmethod
    def initial_from(answer: ConsentAnswer) -> dict:
        known = answer.position in dict(POSITIONS)
        return {"position": answer.position if known else None, "reason": answer.reason}


class ChoiceForm(ConsentForm):
    """About a solution: an objection is about a stated harm, to somebody or something."""

    reason = PlainField(
        label=_("Which harm does it do?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for an objection. Everybody can read it."),
    )
    harmed = PlainField(
        label=_("Whom or what does it harm?"),
        max_length=200,
        required=False,
        help_text=_("Needed for an objection."),
    )


def consent_form(about: str) -> type[ConsentForm]:
    """The form with which a party answers this kind of question."""
    return ChoiceForm if about == ConsentAbout.SOLUTION else ConsentForm


class ClosingForm(SharedForm, ProjectForm):
    party = voice_field()
    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=Outcome, widget=forms.RadioSelect
    )
    owner = PlainField(
        label=_("Who owns it from here on?"),
        max_length=200,
        required=False,
        help_text=_("A department, an association or a person who has said yes."),
    )
    lessons = PlainField(
        label=_("What did you learn?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Also what did not work. Others can use it."),
    )

    @staticmethod
    def initial_from(project) -> dict:
        return {
            "outcome": project.planned_outcome,
            "owner": project.owner_from_here,
            "lessons": project.lessons,
        }


class EditForm(SharedForm, ProjectForm):
    party = voice_field()
    title = PlainField(label=_("Title"), max_length=120)
    problem = PlainField(
        label=_("The problem or task"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8})
    )
    place = PlainField(label=_("Where"), max_length=200, required=False)
    postal_code = PostalCodeField(
        label=_("Postal code"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    themes = ThemesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        had = [(theme.slug, theme.name) for theme in self.project.themes_in_order()]
        self.fields["themes"].choices = list(dict.fromkeys([*theme_choices(), *had]))

    @staticmethod
    def initial_from(project) -> dict:
        texts = ("title", "problem", "place", "postal_code")
        return {name: getattr(project, name) for name in texts} | {
            "themes": [theme.slug for theme in project.themes_in_order()]
        }


class ReportForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A moderator reads it. It is not shown to others."),
    )
