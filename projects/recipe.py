"""The recipe's four questions: from typed answers to live objects (R66).

The fourth question drafts an arena, which lives in a room above this one. That room plugs in the
form that asks it (`register_question_form`) and the builder that makes an arena of the answers
(`register_builder`).
"""

from collections.abc import Callable
from typing import Any

from django import forms

from participants.models import User
from projects.models import Project

Builder = Callable[[Project, dict[str, Any], User | None], None]
BUILDERS: list[Builder] = []
QUESTION_FORMS: list[type[forms.Form]] = []


def register_builder(builder: Builder) -> Builder:
    """`builder(project, answers, by)` runs in the transaction that raises the opgave."""
    BUILDERS.append(builder)
    return builder


def register_question_form(form_class: type[forms.Form]) -> type[forms.Form]:
    """The form of the fourth question. Its cleaned data is what the builders get as answers.

    No field may be required: only the first question is.
    """
    QUESTION_FORMS.append(form_class)
    return form_class


def arena_form() -> type[forms.Form]:
    """The form of the fourth question, or an empty one when no room has plugged one in."""
    return QUESTION_FORMS[-1] if QUESTION_FORMS else forms.Form
