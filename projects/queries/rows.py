"""Opgaver as rows of the API's list and of the files: all that is shown, in one query."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from projects.models import Project
from projects.models.theme import ProjectTheme
from projects.queries.front import with_party_counts


def as_rows(projects: QuerySet[Project]) -> QuerySet[Project]:
    """With the number of parties, and the themes by slug and by name, the first chosen first."""
    chosen = ProjectTheme.objects.filter(project=OuterRef("pk")).order_by("place")
    return with_party_counts(projects).annotate(
        theme_slugs=ArraySubquery(chosen.values("theme__slug")),
        theme_names=ArraySubquery(chosen.values("theme__name")),
    )
