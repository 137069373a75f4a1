"""Gains, the fit of the team, and templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import FitChoice, GainKind
from projects.forms.assignments import lines
from projects.forms.common import ProjectForm, voice_field
from projects.forms.fields import PlainField, refuse_cpr
from projects.models import Gain, GainAnswer, Party
from projects.services.gains import Said
from projects.services.stakeholders import StakeholderRow
from projects.services.templates import Reusable

# What each family asks, in plain words (R33).
QUESTIONS = {
    GainKind.EFFECTIVENESS: _("What is done better, faster or with less trouble than before?"),
    GainKind.COHESION: _(
        "Whom do you know now, whom do you trust, and whom would you ring, that you would not have "
        "before?"
    ),
    GainKind.INNOVATION: _("What is there now that was not there before? Is it in use?"),
    GainKind.PARTICIPATION: _(
        "Who had a say that had none before? Which objections changed something? Who would do it "
        "again?"
    ),
}


class GainForm(ProjectForm):
    """Where it stood, and where it should come to."""

    party = voice_field()
    measure = PlainField(
        label=_("What do you look at?"),
        max_length=200,
        required=False,
        help_text=_("Such as: how many children walk to school on their own."),
    )
    baseline = PlainField(label=_("How was it before?"), max_length=200, required=False)
    target = PlainField(label=_("How should it become?"), max_length=200, required=False)

    @staticmethod
    def initial_from(gain: Gain | None) -> dict[str, str]:
        names = ("measure", "baseline", "target")
        return {name: getattr(gain, name) for name in names} if gain else {}


class GainAnswersForm(forms.Form):
    """Four times: measured, or *ukendt*, and in one's own words."""

    mark_optional = False

    def __init__(self, *args: Any, answers: list[GainAnswer], **kwargs: Any) -> None:
        initial = {}
        for row in answers:
            initial |= {f"{row.kind}_measured": row.measured, f"{row.kind}_words": row.words}
        super().__init__(*args, initial=initial, **kwargs)
        for kind in GainKind:
            self.fields[f"{kind}_measured"] = PlainField(
                label=_("Measured"),
                max_length=200,
                required=False,
                help_text=_("Leave it empty when it is unknown."),
            )
            self.fields[f"{kind}_words"] = PlainField(
                label=_("In your own words"), max_length=1000, required=False, widget=lines(3)
            )

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [
            {
                "label": kind.label,
                "question": QUESTIONS[kind],
                "measured": self[f"{kind}_measured"],
                "words": self[f"{kind}_words"],
            }
            for kind in GainKind
        ]

    def as_said(self) -> dict[str, Said]:
        data = self.cleaned_data
        return {
            str(kind): Said(data[f"{kind}_measured"], data[f"{kind}_words"]) for kind in GainKind
        }


class FitForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Does the team still fit?"), choices=FitChoice, widget=forms.RadioSelect
    )
    words = PlainField(
        label=_("Who is missing, or a word of goodbye"),
        max_length=1000,
        required=False,
        widget=lines(3),
        help_text=_("Needed unless the team fits. The others can read it."),
    )


class TemplateForm(ProjectForm):
    party = voice_field()
    title = PlainField(label=_("Title"), max_length=120)
    problem = PlainField(
        label=_("The problem, as others could begin to write it"),
        max_length=4000,
        widget=lines(8),
    )
    groups = PlainField(
        label=_("Groups that it concerns"),
        max_length=4000,
        required=False,
        widget=lines(5),
        help_text=_("One on each line: a role or a group, never a name."),
    )
    needs = PlainField(label=_("What it takes"), max_length=1000, required=False, widget=lines(3))
    offers = PlainField(
        label=_("What parties can bring"), max_length=1000, required=False, widget=lines(3)
    )
    arena_frame = PlainField(
        label=_("How you can meet"), max_length=1000, required=False, widget=lines(3)
    )
    frame = PlainField(
        label=_("What one must know before one begins"),
        max_length=2000,
        required=False,
        widget=lines(4),
    )

    def __init__(self, *args: Any, begun: Reusable, **kwargs: Any) -> None:
        kwargs["initial"] = begun.texts | {"groups": "\n".join(row.label for row in begun.groups)}
        super().__init__(*args, **kwargs)
        self.begun = begun

    def clean_groups(self) -> str:
        return refuse_cpr(self.cleaned_data["groups"])

    def as_content(self) -> Reusable:
        """What was written; a line that stood there before keeps what was known about the group."""
        known = {row.label: row for row in self.begun.groups}
        labels = [line.strip()[:160] for line in self.cleaned_data["groups"].splitlines()]
        rows = [known.get(label) or StakeholderRow(label) for label in labels[:30] if label]
        texts = {name: self.cleaned_data[name].strip() for name in self.begun.texts}
        return Reusable(**texts, groups=rows, arena_kind=self.begun.arena_kind)


def party_choice(parties: list[Party], wanted: str) -> Party | None:
    """The party that `?part=` names among one's own, else the first."""
    chosen = next((party for party in parties if str(party.pk) == wanted), None)
    return chosen or next(iter(parties), None)
