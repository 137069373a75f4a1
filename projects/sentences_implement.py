"""What the history says about delopgaver, gains, templates and the fit of the team."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.enums import GainKind, GainMoment
from projects.sentences import label_of, somebody
from samskabelse.history.sentences import register, register_values

register(
    {
        "assignment.offered": _("offered an assignment to anybody who will: “%(what)s”"),
        "assignment.asked": _("asked %(who)s: “%(what)s”"),
        "assignment.accepted": _("said yes to “%(what)s”"),
        "assignment.taken": _("took on “%(what)s”"),
        "assignment.declined": _("said no to “%(what)s”"),
        "assignment.conditional": _("said yes, on a condition, to “%(what)s”"),
        "assignment.condition_accepted": _("said yes to the condition for “%(what)s”"),
        "assignment.condition_refused": _("said no to the condition for “%(what)s”"),
        "assignment.withdrawn": _("took “%(what)s” back"),
        "assignment.expired": _("took “%(what)s” back: nobody had answered for 60 days"),
        "assignment.moved": _("moved the date of “%(what)s”"),
        "assignment.missing_told": _("told what is missing for “%(what)s”"),
        "assignment.done": _("is done with “%(what)s”"),
        "assignment.released": _("released “%(what)s”"),
        "assignment.thanked": _("thanked %(who)s for “%(what)s”"),
        "gain.described": _("wrote what the parties want to gain: %(kind)s"),
        "gains.told": _("told what came of it (%(moment)s): %(kinds)s"),
        "template.made": _("made a template that others can start from"),
        "team.keep": _("said that the team still fits"),
        "team.add": _("said that somebody is missing: “%(words)s”"),
    }
)


def listed_kinds(value: Iterable[str]) -> str:
    words = label_of(GainKind, inside=True)
    return ", ".join(str(words(kind)) for kind in value)


def moment_words(value: Any) -> object:
    known = value in GainMoment.values
    label = str(GainMoment(value).label) if known else str(value)
    return label[:1].lower() + label[1:]


register_values(
    {
        f"assignment.{act}.who": somebody
        for act in ("asked", "accepted", "taken", "done", "condition_accepted", "thanked")
    }
    | {
        "gain.described.kind": label_of(GainKind, inside=True),
        "gains.told.kinds": listed_kinds,
        "gains.told.moment": moment_words,
    }
)
