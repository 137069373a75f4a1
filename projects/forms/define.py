"""Views, the shared statement, needs and offers, the frame, and what people write at a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import ContributionKind, Direction, ResourceKind, StatementChange
from projects.forms.common import ProjectForm, ReadingForm, voice_field
from projects.forms.fields import PlainField
from projects.forms.parties import text
from projects.models.statement import LONGEST_STATEMENT
from projects.phases.parties import rows_of


class ViewForm(forms.Form):
    """Three prompts; the length of all three together is the act's business."""

    sees = text(
        _("What do you see?"),
        rows=5,
        max_length=2000,
        help_text=_("In your own words, as you would say it to a neighbour."),
    )
    feels = text(_("Who feels it?"), max_length=2000)
    unknown = text(_("What do we not know?"), max_length=2000)


class StatementForm(ProjectForm):
    party = voice_field()
    text = PlainField(
        label=_("What is the problem?"),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Leave an empty line between two paragraphs. Others can comment on each."),
    )
    change = forms.ChoiceField(
        label=_("What does your version change?"),
        choices=StatementChange,
        widget=forms.RadioSelect,
        help_text=_(
            "If it says something new, everybody who has consented is asked again. A correction "
            "mends spelling, signs and spaces. Any party can object to one that is more than that."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)

    def __init__(self, *args: Any, is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["change"]


class ContestForm(ProjectForm):
    reason = text(_("What does it change?"), required=True)


class ContributionForm(ReadingForm, ProjectForm):
    """What was read is the paragraph, by its key."""

    party = voice_field()
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=ContributionKind, widget=forms.RadioSelect
    )
    text = text(
        _("What do you want to say?"),
        rows=5,
        max_length=2000,
        required=True,
        help_text=_("Everybody can read it."),
    )


class AnswerForm(ProjectForm):
    party = voice_field()
    answer = text(_("Your answer"), rows=5, max_length=2000, required=True)


class ResourceForm(ProjectForm):
    mark_optional = False
    owner = forms.ChoiceField(label=_("Whose need or offer is it?"), choices=[])
    direction = forms.ChoiceField(
        label=_("Need or offer"), choices=Direction, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind)
    what = PlainField(
        label=_("What is it?"),
        max_length=500,
        help_text=_("So concretely that others can say yes to it."),
    )
    counterpart = forms.ChoiceField(label=_("From whom, or to whom?"), choices=[], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.project.parties.speaking(self.user).with_names()
        self.fields["owner"].choices = [(str(party.pk), party.name) for party in own]
        others = [(str(party.pk), party.name) for party in rows_of(self.project.parties.active())]
        self.fields["counterpart"].choices = [("", _("Anybody")), *others]
        if len(own) == 1:
            self.fields["owner"].initial = str(own[0].pk)
            self.fields["owner"].widget = forms.HiddenInput()


class FrameForm(ProjectForm):
    party = voice_field()
    known = text(_("This we know"), rows=4, max_length=2000)
    unknown = text(_("This we do not know"), rows=4, max_length=2000)
    ours = text(
        _("This is for us to decide"),
        rows=4,
        max_length=2000,
        help_text=_("What the decision recipient leaves to the parties."),
    )
    fixed = text(
        _("This is fixed"),
        rows=4,
        max_length=2000,
        help_text=_("Money, time and law that the parties cannot change."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
