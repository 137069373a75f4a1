"""The administrators' part of the site as a whole."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = _("Samskabelse – administration")
admin.site.site_title = _("Samskabelse – administration")
admin.site.index_title = _("What waits, and everything there is")

_admin_view = admin.site.admin_view


def admin_view(view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
    """Let Django's own script files run in its admin: they carry no nonce, and none is inline."""
    return csp_replace({"script-src": [SELF]})(_admin_view(view, cacheable))


admin.site.admin_view = admin_view


# What libraries register shows their tables raw: an administrator could give an account another
# address there, or read a second factor, and no act of ours would write it down.
LIBRARY_PAGES = {"account", "auth", "mfa", "socialaccount", "usersessions"}


def close_library_pages() -> None:
    """Take the pages of libraries off the administration; called when all have registered."""
    for model in list(admin.site._registry):  # noqa: SLF001  no public list
        if model._meta.app_label in LIBRARY_PAGES:
            admin.site.unregister(model)
