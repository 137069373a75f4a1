"""The forms of the inbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import Route
from projects.forms.raising import PlainField, ProblemForm
from projects.services.raising import Answers, Place


class EnterForm(ProblemForm):
    """What a member of staff writes down for somebody who phones or writes on paper (R28)."""

    name = PlainField(
        label=_("The caller's name"),
        max_length=120,
        help_text=_("It is shown as the one who raised it."),
        error_messages={"required": _("Write whose project it is.")},
    )
    email = forms.EmailField(
        label=_("The caller's e-mail"),
        required=False,
        help_text=_("With it the caller can sign in and take over. It is not shown to anybody."),
    )
    phone = forms.CharField(
        label=_("How to reach the caller"),
        max_length=200,
        required=False,
        help_text=_("A phone number or an address. Only staff can see it."),
    )

    field_order = ["name", "email", "phone", "problem", "title", "place", "postal_code"]
    field_order += ["themes", "route"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["latitude"], self.fields["longitude"]
        self.fields["problem"].label = _("What is the problem or task?")
        self.fields["problem"].help_text = _(
            "In the caller's words. Read it aloud before you send it: everybody can read it."
        )
        self.fields["route"].label = _("The caller comes")
        self.fields["route"].choices = Route.choices
        self.fields["route"].help_text = ""

    def to_answers(self) -> Answers:
        data = self.cleaned_data
        return Answers(
            title=data["title"],
            problem=data["problem"],
            route=data["route"],
            place=Place(data["place"], data["postal_code"]),
            themes=data["themes"],
        )


class FirstReplyForm(forms.Form):
    """The municipality's first answer."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Everybody can read it. Thank them, say what happens next, when, and whom to call."
        ),
        error_messages={"required": _("Write an answer.")},
    )
