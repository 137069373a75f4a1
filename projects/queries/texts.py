"""Reads about what was written first."""

from projects.models import Project
from samskabelse.history.queries import history_of


def first_text(project: Project) -> str:
    """The initiator's first words, however often the text was mended since (R14)."""
    changes = history_of(project).public().filter(action="project.changed")
    first = changes.filter(data__old__has_key="problem").order_by("id").first()
    return first.data["old"]["problem"] if first else project.problem
