"""What an opgave is about: at most three of the municipality's themes."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.models import Project, ProjectTheme, Theme
from projects.models.theme import MOST_THEMES
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


def set_themes(project: Project, slugs: Iterable[str]) -> tuple[str, str] | None:
    """Give the opgave exactly these themes, in this order; part of the act that calls it.

    One that can no longer be chosen may stay, but not be added. Returns the names before and after
    for the history, or None when nothing changes.
    """
    wanted = list(dict.fromkeys(slugs))
    before = {theme.slug: theme for theme in project.themes_in_order()}
    if wanted == list(before):
        return None
    if len(wanted) > MOST_THEMES:
        raise ActError(_("Choose at most %(most)s themes.") % {"most": MOST_THEMES}, field="themes")
    known = before | {theme.slug: theme for theme in Theme.objects.filter(is_active=True)}
    if missing := [slug for slug in wanted if slug not in known]:
        raise ActError(
            _("There is no theme called “%(name)s”.") % {"name": missing[0]}, field="themes"
        )
    project.theme_places.all().delete()
    ProjectTheme.objects.bulk_create(
        ProjectTheme(project=project, theme=known[slug], place=place)
        for place, slug in enumerate(wanted, start=1)
    )
    return _names(before.values()), _names(known[slug] for slug in wanted)


def _names(themes: Iterable[Theme]) -> str:
    return ", ".join(theme.name for theme in themes)


@transaction.atomic
def remember_theme(theme: Theme, *, by: User) -> Theme:
    """Add a theme, or rename, move or retire one. For administrators."""
    require(by, "projects.moderate_project")
    theme.save()
    record(theme, "theme.changed", by=by, public=False, name=theme.name)
    return theme
