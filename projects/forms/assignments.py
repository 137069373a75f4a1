"""Delopgaver: ask, answer, end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import FollowUp, PaidToday, Reply
from projects.forms.common import ProjectForm, voice_field
from projects.forms.fields import PlainField
from projects.models import Assignment, Party
from projects.phases.parties import rows_of
from projects.services.assignments import EVERYBODY, Task, Whom, recipient_of
from samskabelse.ui.forms import DayInput

ALL, RECIPIENT, PERSON = "all", "recipient", "person"
PARTY_PREFIX = "party-"


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AskAssignmentForm(ProjectForm):
    """What and why first; how is folded away (R68)."""

    party = voice_field()
    what = PlainField(
        label=_("What is it?"),
        max_length=160,
        help_text=_("One line, such as: Come to two Fridays and listen."),
    )
    why = PlainField(label=_("Why does it matter?"), max_length=1000, widget=lines(3))
    open_to_taker = PlainField(
        label=_("What is up to the one who takes it?"),
        max_length=1000,
        widget=lines(2),
        help_text=_("There must be something. Otherwise it is an order."),
    )
    whom = forms.ChoiceField(label=_("Whom do you ask?"))
    name = PlainField(label=_("The person's name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("The person's e-mail"),
        required=False,
        help_text=_("For somebody who takes part in no party. It is not shown to anybody."),
    )
    due = forms.DateField(label=_("By when?"), required=False, widget=DayInput())
    how = PlainField(
        label=_("An idea of how"),
        max_length=2000,
        required=False,
        widget=lines(3),
        help_text=_("Only if you want. The one who takes it may do it otherwise."),
    )
    fixed = PlainField(label=_("What is fixed?"), max_length=1000, required=False, widget=lines(2))
    paid_today = forms.ChoiceField(
        label=_("Is it done by paid staff today?"),
        choices=PaidToday,
        initial=PaidToday.UNKNOWN,
        widget=forms.RadioSelect,
        help_text=_("We ask, because volunteers are not to replace people who are paid."),
    )

    FOLDED = ("how", "fixed", "paid_today")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(ALL, _("Offer it to all"))]
        if self.project.recipient_email:
            label = f"{self.project.recipient_name} ({self.project.recipient_body})"
            choices.append((RECIPIENT, label))
        parties = rows_of(self.project.parties.active())
        choices += [(f"{PARTY_PREFIX}{row.pk}", row.name) for row in parties]
        choices.append((PERSON, _("A person: write name and e-mail below")))
        self.fields["whom"].choices = choices

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.FOLDED]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FOLDED]

    @property
    def folded_is_open(self) -> bool:
        return any(self[name].errors for name in self.FOLDED)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("whom") == PERSON:
            for name in ("name", "email"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Write both the name and the e-mail."))
        return said

    def as_task(self) -> Task:
        names = ("what", "why", "open_to_taker", "how", "fixed", "due", "paid_today")
        return Task(**{name: self.cleaned_data[name] for name in names})

    def as_whom(self) -> Whom:
        chosen = self.cleaned_data["whom"]
        if chosen == RECIPIENT:
            return recipient_of(self.project)
        if chosen == PERSON:
            return Whom(name=self.cleaned_data["name"], email=self.cleaned_data["email"])
        if chosen == ALL:
            return EVERYBODY
        pk = int(chosen.removeprefix(PARTY_PREFIX))
        return Whom(party=Party.objects.with_names().get(pk=pk))


class ReplyForm(forms.Form):
    """Ja, ja hvis …, nej."""

    reply = forms.ChoiceField(label=_("Your answer"), choices=Reply, widget=forms.RadioSelect)
    condition = PlainField(
        label=_("If you say “yes, if”: what does it take?"),
        max_length=1000,
        required=False,
        widget=lines(2),
        help_text=_("The one who asks says whether it is all right."),
    )
    note = PlainField(
        label=_("A word to the one who asks"), max_length=1000, required=False, widget=lines(2)
    )


class ConditionForm(forms.Form):
    accept = forms.ChoiceField(
        label=_("Is the condition all right with you?"),
        choices=[("yes", _("Yes, it is agreed")), ("no", _("No, and I write why"))],
        widget=forms.RadioSelect,
    )
    note = PlainField(
        label=_("A word to the other"), max_length=1000, required=False, widget=lines(2)
    )

    def as_answer(self) -> dict[str, Any]:
        return {"accept": self.cleaned_data["accept"] == "yes", "note": self.cleaned_data["note"]}


class FollowUpForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("How is it going?"), choices=FollowUp, widget=forms.RadioSelect
    )
    words = PlainField(
        label=_("What are you missing, or how did it go?"),
        max_length=1000,
        required=False,
        widget=lines(3),
    )
    due = forms.DateField(label=_("If another day: which?"), required=False, widget=DayInput())

    @staticmethod
    def initial_from(row: Assignment) -> dict[str, Any]:
        return {"words": row.missing, "due": row.due}


class WordForm(forms.Form):
    """A word about how it went."""

    word = PlainField(label=_("How did it go?"), max_length=1000, widget=lines(3))


class ThanksForm(ProjectForm):
    party = voice_field()
    words = PlainField(
        label=_("What do you thank for?"),
        max_length=1000,
        widget=lines(3),
        help_text=_("Everybody can read it."),
    )


class TakeForm(ProjectForm):
    """Take what is offered, for a party or as oneself."""

    party = voice_field()
    alone = forms.BooleanField(label=_("I take it as myself, not for my party"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speaks = self.project.parties.speaking(self.user).filter(organisation__isnull=False)
        if not speaks.exists():
            del self.fields["alone"]
