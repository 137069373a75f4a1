"""What arenas add to the rooms below: the recipe's fourth question drafts an arena."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from django.utils.translation import gettext_lazy as _

from arenas.forms import ArenaForm
from arenas.services import draft_arena
from participants.models import User
from projects.models import Project
from projects.recipe import register_builder, register_question_form
from projects.tabs import register_tab

register_question_form(ArenaForm)
register_tab("arenas:arena", _("Meetings"), order=60)
register_tab("arenas:arena", _("Meetings"), order=60)


@register_builder
def build_arena(project: Project, answers: dict[str, Any], by: User) -> None:
    draft_arena(
        project,
        kind=answers.get("kind", ""),
        place=answers.get("place", ""),
        first_date=answers.get("first_date"),
        frame=answers.get("frame", ""),
    )
