"""What the list of opgaver can be narrowed by in the API, and in which orders it comes."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.enums import PUBLISHED_PHASES, Phase, Route
from projects.models import Project
from projects.queries import public_list
from samskabelse.rest.paging import NEWEST, OLDEST, Ordering

ORDERINGS = {
    "newest": NEWEST,
    "oldest": OLDEST,
    "moved": Ordering("phase_since"),
}
PHASES = [(phase.value, phase.label) for phase in Phase if phase in PUBLISHED_PHASES]


class ProjectFilter(django_filters.FilterSet):
    """The same questions as the page asks, answered by the same query."""

    q = django_filters.CharFilter(max_length=100, help_text=_("Words in title, problem or place"))
    phase = django_filters.ChoiceFilter(choices=PHASES)
    route = django_filters.ChoiceFilter(choices=Route.choices)
    postal_code = django_filters.CharFilter(min_length=4, max_length=4)

    class Meta:
        model = Project
        fields: list[str] = []  # each is named above

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        asked = self.form.cleaned_data
        found = public_list(text=asked["q"], phase=asked["phase"])
        for name in ("route", "postal_code"):
            found = found.filter(**{name: asked[name]}) if asked[name] else found
        return found


class ListFilter(ProjectFilter):
    """The same, in a chosen order."""

    ordering = django_filters.ChoiceFilter(choices=[(name, name) for name in ORDERINGS])

    @property
    def ordering_asked(self) -> Ordering:
        return ORDERINGS[self.form.cleaned_data["ordering"] or "newest"]
