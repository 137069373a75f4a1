"""Describe oneself, join, leave, and what the team knows about others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind
from projects.enums import LeaveReason, Motive
from projects.forms.common import ProjectForm, SharedForm
from projects.forms.fields import PlainField
from projects.models import Stakeholder
from projects.services.stakeholders import StakeholderRow


def text(label, *, rows: int = 3, max_length: int = 1000, required: bool = False, help_text=""):
    return PlainField(
        label=label,
        max_length=max_length,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DescribePartyForm(SharedForm):
    brings = text(
        _("What do you bring?"),
        max_length=500,
        help_text=_("Time, knowledge, a room, equipment, money, network or authority."),
    )
    needs = text(
        _("What do you need?"),
        max_length=500,
        help_text=_("What must happen for this to be worth your while?"),
    )


class LeaveForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why do you leave?"), choices=LeaveReason, widget=forms.RadioSelect
    )
    note = text(_("What would you like to say to the others?"))


class JoinForm(forms.Form):
    note = text(
        _("What do you bring, or what do you need?"),
        required=True,
        help_text=_("A few sentences. Everybody who takes part can read them."),
    )


class AnswerWishForm(forms.Form):
    welcome = forms.ChoiceField(choices=[("yes", _("Welcome")), ("no", _("Not this time"))])
    note = forms.CharField(max_length=1000, required=False)


class StakeholderForm(ProjectForm):
    label = forms.CharField(
        label=_("Who?"),
        max_length=160,
        help_text=_("A role, a group or an organisation. Not a private person's name."),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("People, no organisation")), *OrganisationKind.choices],
        required=False,
    )
    is_affected = forms.BooleanField(
        label=_("They live with the result"),
        required=False,
        help_text=_("Then they must be a party before you design solutions."),
    )
    is_unobvious = forms.BooleanField(label=_("Somebody one would not think of"), required=False)
    motive = forms.ChoiceField(
        label=_("What draws them?"),
        choices=[("", _("Not known yet")), *Motive.choices],
        required=False,
    )
    motivation = text(
        _("How do you motivate them?"),
        help_text=_("Write what you could say aloud: they can read it once they take part."),
    )

    def as_row(self) -> StakeholderRow:
        return StakeholderRow(**{name: self.cleaned_data[name] for name in self.base_fields})


class ChangeStakeholderForm(StakeholderForm):
    missing_reason = text(_("If they are not a party: why not?"))
    missing_plan = text(_("What do you do so that they are not forgotten?"))

    @staticmethod
    def initial_from(stakeholder: Stakeholder) -> dict:
        return {name: getattr(stakeholder, name) for name in ChangeStakeholderForm.base_fields}
