"""What the list of opgaver can be narrowed by, as it stands in an address."""

from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.enums import PUBLISHED_PHASES, Phase, Route
from projects.forms.fields import PostalCodeField, theme_choices
from projects.queries.describing import NAMES
from projects.queries.lists import Filters
from projects.queries.search import LONGEST

PHASES = [("", _("All phases")), *[(p.value, p.label) for p in Phase if p in PUBLISHED_PHASES]]
ROUTES = [("", _("All ways")), *Route.choices]


class WordsField(forms.CharField):
    """The words of a search. What is too long is cut, and what no text can hold is left out."""

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\x00", " ")[:LONGEST])


def themes_or_all() -> list[tuple[str, Any]]:
    return [("", _("All themes")), *theme_choices()]


class ListForm(forms.Form):
    q = WordsField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST}),
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=PHASES, required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=[], required=False)
    route = forms.ChoiceField(label=_("Raised"), choices=ROUTES, required=False)
    postal_code = PostalCodeField(
        label=_("Postal code"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-width-xs"}),
    )
    needs_parties = forms.BooleanField(label=_("Needs parties"), required=False)

    mark_optional = False
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = cache(themes_or_all)  # asked once for each page

    def filters(self) -> Filters:
        """What to narrow by; a value that makes no sense narrows nothing."""
        self.is_valid()
        said = {field: self.cleaned_data.get(name) for field, name in NAMES.items()}
        return Filters(**{field: value for field, value in said.items() if value})

    @property
    def theme_names(self) -> dict[str, str]:
        return {slug: str(name) for slug, name in self.fields["theme"].choices if slug}

    @property
    def said(self) -> str:
        """All that this form's markup depends on, besides the language."""
        return repr([[field.value() for field in self], self.theme_names])

    @property
    def narrower(self) -> list[forms.BoundField]:
        """Everything but the words."""
        return [field for field in self if field.name != "q"]
