"""Every URL name with who may use it. A name that is not here is refused.

This answers who may come to the page at all; whether this person may do this to that object is
answered by the app's `rules.py`, asked by the service.
"""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    PUBLIC = "public", _("Everyone")
    SIGNED_IN = "signed_in", _("Everyone who is signed in")
    STAFF = "staff", _("Verified municipal staff, officials and politicians")
    ADMIN = "admin", _("Administrators")
    DEMO = "demo", _("Everyone, in demo mode only")


REGISTRY: dict[str, Access] = {}


def register(entries: dict[str, Access]) -> None:
    """Add URL names. `"admin:*"` covers a namespace whose names are not ours to know."""
    for name, access in entries.items():
        if REGISTRY.setdefault(name, access) != access:
            raise ValueError(f"{name} has two different entries in the policy registry")


def access_for(view_name: str) -> Access | None:
    """The entry for a URL name, or for its namespace, or None: then nobody may."""
    if view_name in REGISTRY:
        return REGISTRY[view_name]
    namespace = view_name.rpartition(":")[0]
    return REGISTRY.get(f"{namespace}:*") if namespace else None


def may_enter(user: Any, access: Access, *, demo: bool) -> bool:
    """Whether this person may come to a page with this access."""
    match access:
        case Access.PUBLIC:
            return True
        case Access.DEMO:
            return demo
        case Access.SIGNED_IN:
            return user.is_authenticated
        case Access.STAFF:
            return user.is_authenticated and (user.is_verified_public or user.is_staff)
        case Access.ADMIN:
            return user.is_authenticated and user.is_staff
    return False


def reason_for(access: Access) -> str | Promise:
    """What to say to a person who may not enter."""
    return {
        Access.STAFF: _("This page is for staff of the municipality."),
        Access.ADMIN: _("This page is for administrators."),
        Access.DEMO: _("This page exists only in the demo."),
    }.get(access, _("You do not have access to this page."))
