"""Findings, the three questions, the ladder, the pulse and the challenge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import Honest, PulseReply, Stance, Step
from projects.forms.common import ProjectForm, ReadingForm, voice_field
from projects.forms.fields import PlainField
from projects.models import HonestAnswer

STANCES = [
    (Stance.ACCEPT, _("We accept the answer")),
    (Stance.DISPUTE, _("We disagree, and say why")),
]
PULSE_QUESTIONS = {
    "could_change": _("Could you change anything?"),
    "was_decided": _("Was it decided beforehand?"),
    "was_answered": _("Did you get an answer to what you asked or proposed?"),
}


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def question(name: str, label: Any = "", **kwargs: Any) -> forms.ChoiceField:
    """One of N1–N3, with the words of the model."""
    field = HonestAnswer._meta.get_field(name)
    return forms.ChoiceField(
        label=label or getattr(field, "verbose_name", name),
        choices=Honest.choices,
        widget=forms.RadioSelect,
        **kwargs,
    )


class ReplyForm(ProjectForm):
    """The convener's answer to a finding."""

    party = voice_field()
    text = PlainField(
        label=_("Your answer"),
        max_length=2000,
        widget=lines(5),
        help_text=_("Everybody can read it. What did you do, or what do you do now?"),
    )


class WeighForm(ReadingForm):
    """A party accepts an answer, or disagrees; what was read is the answer, by its id."""

    stance = forms.ChoiceField(
        label=_("What does your party say?"), choices=STANCES, widget=forms.RadioSelect
    )
    text = PlainField(
        label=_("In your own words"),
        max_length=2000,
        required=False,
        widget=lines(4),
        help_text=_("Needed when you disagree. Everybody can read it."),
    )

    def __init__(self, *args: Any, may_accept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_accept:
            stance, text = self.fields["stance"], self.fields["text"]
            stance.choices, stance.initial = STANCES[1:], Stance.DISPUTE
            stance.widget = forms.HiddenInput()
            text.required = True
            text.label = _("Why do you disagree?")
            text.help_text = _(
                "There is no answer to accept yet, so you can only disagree. Everybody can read it."
            )


class ChallengeForm(forms.Form):
    text = PlainField(
        label=_("Why do you ask?"),
        max_length=2000,
        widget=lines(5),
        help_text=_("What has happened, and what had you expected? Everybody can read it."),
    )


class AnswerChallengeForm(ProjectForm):
    party = voice_field()
    answer = PlainField(
        label=_("Your answer"),
        max_length=4000,
        widget=lines(7),
        help_text=_("Everybody can read it. Talk about it at the next meeting too."),
    )


class HonestForm(ProjectForm):
    """N1–N3. A yes is an honest answer, and the opgave goes on under its true name."""

    party = voice_field()
    gate = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    chosen_before = question("chosen_before")
    fixed_alone = question("fixed_alone")
    to_save = question("to_save")
    words = PlainField(
        label=_("In your own words"),
        max_length=1000,
        required=False,
        widget=lines(3),
        help_text=_("Everybody can read it."),
    )


class StepForm(ProjectForm):
    party = voice_field()
    step = forms.TypedChoiceField(
        label=_("How far up the ladder do you mean to come?"),
        choices=[(step.value, step.label) for step in Step if step],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Not everything has to be co-created. A low step done well is good."),
    )


class PulseForm(forms.Form):
    """Three questions; nobody learns who answered what."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in PULSE_QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=PulseReply.choices, widget=forms.RadioSelect
            )
