"""Who may, what is said to whoever may not, and the refusal: one place for every room."""

import rules
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db.models import Model
from django.utils.functional import Promise

from samskabelse.web.errors import YOU_MAY_NOT, NotAllowed

_SAYS: dict[str, Promise] = {}


def allow(permission: str, who: rules.Predicate, otherwise: Promise) -> None:
    """Add a permission: who has it, and the sentence that tells the others who has."""
    rules.add_perm(permission, who)
    _SAYS[permission] = otherwise


def why_not(permission: str) -> Promise:
    """The sentence for somebody who does not have it."""
    return _SAYS.get(permission, YOU_MAY_NOT)


def require(
    by: PermissionsMixin | AnonymousUser, permission: str, target: Model | None = None
) -> None:
    """Refuse whoever may not (`NotAllowed`, 403), and say who may."""
    if not by.has_perm(permission, target):
        raise NotAllowed(why_not(permission))
