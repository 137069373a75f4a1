"""What a person can press, and why not when they cannot."""

from collections.abc import Iterable
from typing import Any

from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString

from samskabelse.ui.library import register, render_component

VARIANTS = frozenset({"primary", "secondary", "tertiary", "warning"})


def checked_variant(variant: str) -> str:
    if variant not in VARIANTS:
        raise TemplateSyntaxError(f"{variant!r} is not a button variant: {sorted(VARIANTS)}")
    return variant


@register.simple_block_tag
def button(  # noqa: PLR0913 - the attributes of a button
    content: SafeString,
    *,
    type: str = "submit",  # noqa: A002 - it is HTML's own name
    variant: str = "primary",
    name: str = "",
    value: Any = "",
    small: bool = False,
    icon: str = "",
    form: str = "",
    id: str = "",  # noqa: A002
) -> SafeString:
    """`{% button variant="secondary" name="answer" value="no" %}Nej tak{% endbutton %}`"""
    return render_component(
        "button",
        content=SafeString(content.strip()),  # strip() forgets that it is safe
        type=type,
        variant=checked_variant(variant),
        name=name,
        value=value,
        small=small,
        icon=icon,
        form=form,
        id=id,
    )


@register.simple_block_tag
def link_button(
    content: SafeString, *, href: str, variant: str = "primary", small: bool = False, icon: str = ""
) -> SafeString:
    """A link that looks like a button: it goes somewhere and changes nothing."""
    return render_component(
        "link_button",
        content=SafeString(content.strip()),  # strip() forgets that it is safe
        href=href,
        variant=checked_variant(variant),
        small=small,
        icon=icon,
    )


@register.simple_block_tag
def button_row(content: SafeString) -> SafeString:
    """Buttons that belong together; below one another on a phone."""
    return render_component("button_row", content=content)


@register.simple_tag
def blocked_action(*, label: str, blockers: Iterable[Any]) -> SafeString:
    """Stands where a button would stand, and says what is missing before it can be used."""
    return render_component("blocked_action", label=label, blockers=list(blockers))
