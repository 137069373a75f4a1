"""What arenas add to the rooms below: the recipe's fourth question drafts an arena."""

from typing import Any

from arenas.services import draft_arena
from participants.models import User
from projects.models import Project
from projects.recipe import register_builder


@register_builder
def build_arena(project: Project, answers: dict[str, Any], by: User) -> None:
    draft_arena(
        project,
        kind=answers.get("kind", ""),
        place=answers.get("place", ""),
        first_date=answers.get("first_date"),
        frame=answers.get("frame", ""),
    )
