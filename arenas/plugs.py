"""What arenas add to the rooms below: the fourth question drafts an arena, mails tell of it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arenas.forms.arena import ArenaForm
from arenas.models import Arena
from arenas.services.arena import draft_arena
from participants.models import User
from projects.emails.common import PRACTICAL
from projects.models import Project
from projects.recipe import register_builder, register_question_form
from projects.tabs import register_tab

register_question_form(ArenaForm)
register_tab("arenas:arena", _("Meetings"), order=60)


@register_builder
def build_arena(project: Project, answers: dict[str, Any], by: User | None) -> None:
    draft_arena(
        project,
        kind=answers.get("kind", ""),
        place=answers.get("place", ""),
        first_date=answers.get("first_date"),
        frame=answers.get("frame", ""),
    )


def practical_lines(project: Project) -> list[str]:
    """How, where and when the parties meet, as an invitation says it."""
    arena = Arena.objects.filter(project=project).first()
    if arena is None:
        return []
    lines = [arena.get_kind_display()] if arena.kind else []
    if arena.place:
        lines.append(gettext("Where: %(place)s") % {"place": arena.place})
    if arena.first_date:
        day = date_format(arena.first_date, "DATE_FORMAT")
        lines.append(gettext("First time: %(day)s") % {"day": day})
    return [*lines, arena.frame] if arena.frame else lines


PRACTICAL.append(practical_lines)
