"""What the history says about whether it is co-creation."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.enums import Honest, Label, Phase, Step
from projects.findings import FINDINGS
from projects.models import Thresholds
from projects.sentences import day, label_of
from projects.timeline import Subject, tells
from samskabelse.history.models import UNTOLD
from samskabelse.history.sentences import register, register_values

UNTOLD.add("pulse.answered")

register(
    {
        "label.changed": _("calls the project “%(new)s” now, “%(old)s” before: the facts changed"),
        "finding.replied": _(
            "answered “%(finding)s”: “%(text)s”. The project is called “%(label)s”"
        ),
        "finding.accepted": _(
            "accepted the answer to “%(finding)s”. The project is called “%(label)s”"
        ),
        "finding.disputed": _(
            "disagreed about “%(finding)s”: “%(text)s”. The project is called “%(label)s”"
        ),
        "honesty.answered": _(
            "answered the three questions at “%(gate)s”. Was the solution chosen before? "
            "%(chosen_before)s. Is everything fixed without the parties? %(fixed_alone)s. "
            "Is it to save money? %(to_save)s. The project is called “%(label)s”"
        ),
        "challenge.asked": _("asked: is this still co-creation? “%(text)s”. Answer by %(due)s"),
        "challenge.answered": _("answered whether it is still co-creation: “%(text)s”"),
        "step.declared": _("wrote which step of the ladder the parties aim at: %(step)s"),
        "pulse.answered": _("has had one more anonymous answer to the three questions"),
        "thresholds.changed": _("changed when the page asks: %(new)s"),
    }
)


def question(code: Any) -> object:
    known = FINDINGS.get(code)
    return known.question if known else code


def step_words(value: Any) -> object:
    return Step(value).label if value in Step.values else value


def threshold_words(changed: Any) -> str:
    """Each by its name on the page of the administrators, with what it is now."""
    fields = {field.name: field.verbose_name for field in Thresholds._meta.fields}
    words = {"plan_words": gettext("changed")}
    rows = [f"{fields.get(name, name)}: {words.get(name, now)}" for name, now in changed.items()]
    return ", ".join(rows)


ABOUT_A_FINDING = ("finding.replied", "finding.accepted", "finding.disputed")
register_values(
    {f"label.changed.{name}": label_of(Label) for name in ("old", "new")}
    | {f"{action}.label": label_of(Label) for action in (*ABOUT_A_FINDING, "honesty.answered")}
    | {f"{action}.finding": question for action in ABOUT_A_FINDING}
    | {
        f"honesty.answered.{name}": label_of(Honest, inside=True)
        for name in ("chosen_before", "fixed_alone", "to_save")
    }
    | {
        "honesty.answered.gate": label_of(Phase),
        "challenge.asked.due": day,
        "step.declared.step": step_words,
        "thresholds.changed.new": threshold_words,
        "thresholds.changed.old": threshold_words,
    }
)
tells(
    Subject.DECISION,
    {
        "label.changed": _("The project is called “%(new)s” now. Before it was “%(old)s”."),
        "challenge.asked": _("%(by)s asked whether this is still co-creation: “%(text)s”"),
        "challenge.answered": _("%(by)s answered whether it is still co-creation: “%(text)s”"),
    },
)
