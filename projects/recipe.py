"""The recipe's four questions: from typed answers to live objects.

The fourth question drafts an arena, which lives in a room above this one; that room plugs its
builder in with `register_builder`.
"""

from collections.abc import Callable
from typing import Any

from participants.models import User
from projects.models import Project

Builder = Callable[[Project, dict[str, Any], User], None]
BUILDERS: list[Builder] = []


def register_builder(builder: Builder) -> Builder:
    """`builder(project, answers, by)` runs in the transaction that raises the opgave."""
    BUILDERS.append(builder)
    return builder
