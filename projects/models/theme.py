"""What opgaver are about, in the municipality's own words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_THEMES = 3


class Theme(models.Model):
    """A theme of the municipality. Administrators name and order them; a retired one is kept."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("The lowest number stands first.")
    )
    is_active = models.BooleanField(
        _("can be chosen"),
        default=True,
        help_text=_("Projects keep a theme that can no longer be chosen."),
    )

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name


class ProjectTheme(models.Model):
    """One of the few themes of an opgave. The numbered places make a fourth impossible."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="theme_places", db_index=False
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="project_places", db_index=False
    )
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        verbose_name = _("theme of a project")
        verbose_name_plural = _("themes of projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "theme"], name="project_theme_once"),
            models.UniqueConstraint(fields=["project", "place"], name="project_theme_place_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_THEMES), name="project_themes_are_few"
            ),
        ]
        indexes = [models.Index(fields=["theme", "-project"], name="project_by_theme")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.theme_id}"
