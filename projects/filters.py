"""What the list of opgaver can be narrowed by in the API, and in which orders it comes."""

import django_filters
from django.core.validators import RegexValidator, validate_slug
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.enums import PUBLISHED_PHASES, Phase, Route
from projects.models import Project
from projects.queries import Filters
from projects.queries.lists import newest_of
from projects.queries.search import LONGEST
from samskabelse.rest.paging import NEWEST, OLDEST, Ordering

ORDERINGS = {
    "newest": NEWEST,
    "oldest": OLDEST,
    "moved": Ordering("phase_since"),
}
FOUR_DIGITS = RegexValidator(
    r"^[1-9][0-9]{3}\Z", _("A postal code has four digits, for example 8000.")
)
PHASES = [(phase.value, phase.label) for phase in Phase if phase in PUBLISHED_PHASES]


class ProjectFilter(django_filters.FilterSet):
    """The same questions as the page asks, answered by the same query.

    The page narrows by nothing when a value makes no sense; a program is told (400).
    """

    q = django_filters.CharFilter(
        max_length=LONGEST, strip=False, help_text=_("Words in title, problem or place")
    )
    phase = django_filters.ChoiceFilter(choices=PHASES)
    route = django_filters.ChoiceFilter(choices=Route.choices)
    theme = django_filters.CharFilter(max_length=60, validators=[validate_slug], strip=False)
    postal_code = django_filters.CharFilter(validators=[FOUR_DIGITS], strip=False)
    needs_parties = django_filters.ChoiceFilter(choices=[("1", _("Needs parties"))])

    class Meta:
        model = Project
        fields: list[str] = []  # each is named above

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        asked.pop("ordering", None)
        text = asked.pop("q", "")
        needs_parties = bool(asked.pop("needs_parties", ""))
        return newest_of(Filters(text=text, needs_parties=needs_parties, **asked))


class ListFilter(ProjectFilter):
    """The same, in a chosen order."""

    ordering = django_filters.ChoiceFilter(choices=[(name, name) for name in ORDERINGS])

    @property
    def ordering_asked(self) -> Ordering:
        return ORDERINGS[self.form.cleaned_data["ordering"] or "newest"]
