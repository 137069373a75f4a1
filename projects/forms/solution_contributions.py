"""What somebody says about a solution. Kinds, not votes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import ContributionKind
from projects.forms.common import ProjectForm, voice_field
from projects.forms.design import text_field

KINDS = [
    (ContributionKind.SUPPORT, _("Support: this is what is good about it")),
    (ContributionKind.CONCERN, _("Concern: this is what I am afraid of")),
    (ContributionKind.QUESTION, _("Question: this is what I do not know")),
    (ContributionKind.COMMENT, _("Build on it: one could also")),
]


class SayForm(ProjectForm):
    """Of a wild idea one can only say how to build on it."""

    party = voice_field()
    kind = forms.ChoiceField(label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect)
    text = text_field(_("What do you want to say?"))

    def __init__(self, *args, solution, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if solution.is_wild:
            self.fields["kind"].choices = KINDS[-1:]
            self.fields["kind"].initial = ContributionKind.COMMENT
