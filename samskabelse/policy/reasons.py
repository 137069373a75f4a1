"""Who may, and what is said to whoever may not: both in one line of an app's `rules`."""

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YOU_MAY_NOT = _("You may not do this.")
_SAYS: dict[str, Promise] = {}


def allow(permission: str, who: rules.Predicate, otherwise: Promise) -> None:
    """Add a permission: who has it, and the sentence that tells the others who has."""
    rules.add_perm(permission, who)
    _SAYS[permission] = otherwise


def why_not(permission: str) -> Promise:
    """The sentence for somebody who does not have it."""
    return _SAYS.get(permission, YOU_MAY_NOT)
