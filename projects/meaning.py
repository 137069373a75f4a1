"""What follows when the parties' shared statement of the problem changes its meaning.

The act that changes it says so with `meaning_changed`; whatever must follow plugs in with
`follows_meaning`, and runs in the same transaction, while that act holds the opgave's lock.
"""

from collections.abc import Callable

from participants.models import User
from projects.models import Project

Follow = Callable[[Project, User | None, str], object]
FOLLOWS: list[Follow] = []


def follows_meaning(follow: Follow) -> Follow:
    """`follow(project, by, text)` runs each time the meaning has changed."""
    FOLLOWS.append(follow)
    return follow


def meaning_changed(project: Project, *, by: User | None, text: str) -> None:
    """Tell that the statement says something new now. A correction of the wording does not."""
    for follow in FOLLOWS:
        follow(project, by, text)
