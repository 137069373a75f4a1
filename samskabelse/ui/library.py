"""The one tag library of the interface. `templatetags/ui.py` hands it to Django as a builtin.

Every tag declares its keywords, so that a typo in a template is a TemplateSyntaxError and not a
page that silently misses something.
"""

from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = Library()


def render_component(name: str, /, **context: Any) -> SafeString:
    """The markup of one component from `templates/components/`."""
    return render_to_string(f"components/{name}.html", context)
