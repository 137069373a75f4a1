"""Opgaver as cards. The same few stand on many pages, so each is put together once per process."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from projects.models import Project
from samskabelse.ui.library import render_component
from samskabelse.ui.tags.text import excerpt

register = template.Library()
LONGEST = 140  # characters of the problem


@dataclass(frozen=True)
class Shown:
    """All that the markup of a card depends on."""

    language: str
    level: int
    title: str
    url: str
    phase: str
    text: str
    parties: int
    label: str = ""
    place: str = ""
    outcome: str = ""
    since: datetime | None = None


@register.simple_tag
def project_card(project: Project, *, level: int) -> SafeString:
    """Its title, phase, the beginning of the problem, where it is and how many take part."""
    label = "" if project.is_cocreation else project.get_label_display()
    more = {"label": label, "place": project.place}
    return _drawn("project_card", _shown(project, level, project.problem, **more))


@register.simple_tag
def moved_card(project: Project, *, level: int) -> SafeString:
    """One that has come somewhere: how it ended, what was learnt, and since when."""
    ended = {"outcome": project.get_outcome_display(), "since": project.phase_since}
    return _drawn("moved_card", _shown(project, level, project.lessons or project.problem, **ended))


def _shown(project: Project, level: int, text: str, **more: Any) -> Shown:
    return Shown(
        get_language() or "",
        level,
        project.title,
        project.get_absolute_url(),
        project.get_phase_display(),
        excerpt(text, LONGEST),
        project.party_count,  # type: ignore[attr-defined]  # `cards_of`
        **more,
    )


@lru_cache(maxsize=2000)
def _drawn(component: str, shown: Shown) -> SafeString:
    return render_component(component, **vars(shown))
