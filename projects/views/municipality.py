"""Kommunens side: by route and ladder step, reply times, resources, gains and findings."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from projects.models import Thresholds
from projects.queries_municipality import fifth_step, figures, overdue_challenges, route_rows

THRESHOLDS = [
    field.name for field in Thresholds._meta.fields if field.name not in {"id", "plan_words"}
]


def municipality(request: HttpRequest) -> HttpResponse:
    """The fifth step of the ladder is the municipality's; so are the figures."""
    rows = route_rows()
    demands = fifth_step(rows)
    thresholds = Thresholds.current()
    context = {
        "municipality": settings.MUNICIPALITY_NAME,
        "demands": demands,
        "is_there": all(demand.met for demand in demands),
        "figures": figures(rows),
        "overdue": overdue_challenges(),
        "thresholds": [(_name(name), getattr(thresholds, name)) for name in THRESHOLDS],
    }
    return render(request, "projects/municipality/page.html", context)


def _name(field: str) -> object:
    return getattr(Thresholds._meta.get_field(field), "verbose_name", field)
