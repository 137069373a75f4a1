"""Where an opgave is, and what it is waiting for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samskabelse.ui.library import register, render_component


@dataclass(frozen=True)
class Fact:
    """One line of a checklist: a sentence, and whether it holds."""

    message: str | Promise
    met: bool = False
    help: str | Promise = ""
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the band. `state` is done, current or next."""

    label: str | Promise
    state: str
    note: str | Promise = ""


@register.simple_tag
def checklist(
    items: Iterable[Any], *, heading: str | None = None, level: int = 2, show_met: bool = True
) -> SafeString:
    """The facts of a gate: what is missing first, then what is done.

    An item has `.message`, and may have `.met` (a Blocker has none: it is missing), `.help`,
    `.url`. `show_met=False` leaves out what is done.
    """
    facts = [as_fact(item) for item in items]
    missing = [fact for fact in facts if not fact.met]
    return render_component(
        "checklist",
        missing=missing,
        met=[fact for fact in facts if fact.met] if show_met else [],
        heading=(_("What is missing") if missing else _("Everything is in place"))
        if heading is None
        else heading,
        level=level,
    )


def as_fact(item: Any) -> Fact:
    return Fact(
        message=item.message,
        met=getattr(item, "met", False),
        help=getattr(item, "help", ""),
        url=getattr(item, "url", ""),
    )


@register.simple_tag
def phase_band(steps: Iterable[Any], *, label: str = "") -> SafeString:
    """The phases in order. A step has `.label`, `.state` (done, current, next), maybe `.note`."""
    return render_component(
        "phase_band",
        steps=[Step(step.label, step.state, getattr(step, "note", "")) for step in steps],
        label=label or _("Phases"),
    )
