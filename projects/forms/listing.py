"""What the list of opgaver can be narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import PUBLISHED_PHASES, Phase

PHASES = [("", _("All phases")), *[(p.value, p.label) for p in Phase if p in PUBLISHED_PHASES]]


class ListForm(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=PHASES, required=False)

    mark_optional = False
    use_required_attribute = False

    def filters(self) -> dict[str, str]:
        """What to narrow by; a value that makes no sense narrows nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
