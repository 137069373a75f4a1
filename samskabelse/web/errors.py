"""Refusals. Each carries a code for machines and a sentence for the person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YOU_MAY_NOT = _("You may not do this.")


@dataclass(frozen=True)
class Blocker:
    """One thing that is missing: the page shows it before, the service refuses with it after."""

    code: str
    message: str | Promise

    def __str__(self) -> str:
        return str(self.message)


class ActError(Exception):
    """A service refuses an act. Nothing was changed.

    `field` names the form field the sentence belongs to, when there is one.
    """

    code = "refused"
    status = 409

    def __init__(
        self,
        message: str | Promise = "",
        *,
        code: str = "",
        blockers: Sequence[Blocker] = (),
        field: str | None = None,
    ) -> None:
        self.message = message
        self.code = code or self.code
        self.blockers = list(blockers)
        self.field = field
        super().__init__(message)

    def __str__(self) -> str:
        return " ".join([str(self.message), *(str(blocker) for blocker in self.blockers)]).strip()


class NotAllowed(ActError):
    """The person may not do this, whatever the state."""

    code = "not_allowed"
    status = 403

    def __init__(self, message: str | Promise = YOU_MAY_NOT, **kwargs) -> None:
        super().__init__(message, **kwargs)


class TooOften(ActError):
    """So many in a short time are not taken. The sentence says when to come back."""

    code = "too_often"
    status = 429


class Blocked(ActError):
    """The time has not come: facts are missing. `blockers` says which."""

    code = "blocked"
