"""A person's name and phone: there is always somebody to ask."""

from typing import Any

from django.utils.safestring import SafeString

from samskabelse.ui.library import register, render_component


@register.simple_tag
def person(*, name: Any, role: Any = "", phone: str = "", email: str = "") -> SafeString:
    """A small contact block. Give phone and e-mail only where they are meant to be public."""
    return render_component("person", name=name, role=role, phone=phone, email=email)
