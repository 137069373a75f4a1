"""Forløb: what has happened, in words for those who were not there.

Read from the history. An act is told here when it has a line in `LINES`; a room or a phase adds
its own with `tells`. What is not public in the history is not public here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from samskabelse.history.models import Entry, EntryQuerySet
from samskabelse.history.queries import history_of
from samskabelse.history.sentences import sentence_for, told

Line = str | Promise


class Subject(TextChoices):
    """What a line is about."""

    DECISION = "decision", _("Decision")
    PROBE = "probe", _("Try-out")
    ASSIGNMENT = "assignment", _("Assignment")
    ANSWER = "answer", _("Answer")
    TEAM = "team", _("The team")
    GAIN = "gain", _("What came of it")


LINES: dict[str, tuple[Subject, Line]] = {}


def tells(subject: Subject, lines: Mapping[str, Line]) -> None:
    """`{"probe.started": _("%(by)s started …")}`: `%(by)s` is who acted, the rest is the data.

    An empty line says the same as the history.
    """
    LINES.update({action: (subject, line) for action, line in lines.items()})


@dataclass(frozen=True)
class Happening:
    """One line of the time line."""

    id: int
    at: datetime
    subject: Subject
    text: str
    is_public: bool


@dataclass(frozen=True)
class Stretch:
    """A piece of the time line, and the id after which the next piece begins (0 at the end)."""

    happenings: list[Happening]
    next_before: int


def entries_of(project: Project, *, team: bool) -> EntryQuerySet:
    """What the time line is read from; for the team also what is not public."""
    entries = history_of(project).filter(action__in=list(LINES))
    return entries if team else entries.public()


def stretch_of(project: Project, *, team: bool, before: int, size: int) -> Stretch:
    """The next `size` happenings, newest first, at the same cost however long the story is."""
    entries = entries_of(project, team=team)
    if before:
        entries = entries.filter(id__lt=before)
    found = list(entries[: size + 1])
    shown = [happening(entry) for entry in found[:size]]
    return Stretch(shown, shown[-1].id if len(found) > size else 0)


def happening(entry: Entry) -> Happening:
    subject, line = LINES[entry.action]
    by = who_acted(entry)
    text = told(entry, str(line), by=by) if line else f"{by} {sentence_for(entry)}"
    return Happening(entry.pk, entry.at, subject, text, entry.is_public)


def who_acted(entry: Entry) -> str:
    """The party on whose behalf it was done, else the person, else the platform."""
    if entry.on_behalf_of:
        return entry.on_behalf_of
    return str(entry.by) if entry.by else gettext("The platform")


tells(
    Subject.DECISION,
    {
        "project.published": _("%(by)s raised the project."),
        "project.advanced": _("The parties agreed to go on from “%(old)s” to “%(to)s”."),
        "gate.overridden": _(
            "%(by)s moved the project on to “%(to)s” although something was missing: “%(reason)s”"
        ),
        "project.reopened": _("%(by)s opened the problem again: “%(reason)s”"),
        "consent.objection": _("%(by)s objected: “%(reason)s”"),
        "statement.agreed": _("The parties agreed on what the problem is."),
        "choice.asked": _("%(by)s asked the parties to choose “%(title)s”."),
        "choice.objection": _("%(by)s objected to “%(title)s”: “%(reason)s”"),
        "objection.answered": _("%(by)s answered the objection from %(who)s: “%(reply)s”"),
        "choice.made": _("The parties chose “%(title)s”."),
        "choice.overridden": _(
            "%(by)s chose “%(title)s” although not everybody was behind it: “%(reason)s”"
        ),
        "minority.attached": _("%(by)s wrote a minority statement about “%(title)s”."),
    },
)
tells(
    Subject.PROBE,
    {
        "probe.planned": _("%(by)s planned the try “%(title)s”."),
        "probe.owned": _("%(who)s said yes to owning the try “%(title)s”."),
        "probe.not_owned": "",
        "probe.started": _("The try “%(title)s” began."),
        "probe.stopped": _("%(by)s stopped the try “%(title)s”: “%(reason)s”"),
        "probe.learnt": _("%(by)s wrote what the try “%(title)s” taught."),
    },
)
tells(
    Subject.ANSWER,
    {
        "project.replied": _("The municipality gave its first answer."),
        "recipient.named": _("%(body)s must answer by %(due)s."),
        "recommendation.sent": _(
            "The parties recommended “%(title)s” to %(body)s, which must answer by %(due)s."
        ),
        "verdict.recorded": _("%(body)s answered: %(verdict)s. “%(reasons)s”"),
    },
)
tells(
    Subject.TEAM,
    {
        "invitation.accepted": _("%(by)s joined."),
        "wish.welcomed": _("%(who)s joined."),
        "party.left": _("%(by)s left: %(reason)s."),
        "team.keep": _("%(by)s says that the team still fits."),
        "team.add": _("%(by)s says that somebody is missing: “%(words)s”"),
        "role.accepted": _("%(who)s said yes to being %(role)s."),
    },
)
tells(
    Subject.ASSIGNMENT,
    {
        "assignment.offered": _("%(by)s offers an assignment to anybody who will: “%(what)s”."),
        "assignment.asked": _("%(by)s asked %(who)s: “%(what)s”."),
        "assignment.accepted": _("%(who)s said yes: “%(what)s”."),
        "assignment.taken": _("%(who)s took on “%(what)s”."),
        "assignment.declined": "",
        "assignment.conditional": "",
        "assignment.condition_accepted": _(
            "%(who)s took on “%(what)s”, on a condition that %(by)s said yes to."
        ),
        "assignment.condition_refused": "",
        "assignment.withdrawn": "",
        "assignment.expired": "",
        "assignment.moved": "",
        "assignment.missing_told": "",
        "assignment.done": _("%(who)s is done with “%(what)s”."),
        "assignment.released": _("“%(what)s” was released. That is quite all right."),
        "assignment.thanked": _("%(by)s thanked %(who)s for “%(what)s”."),
    },
)
tells(
    Subject.GAIN,
    {
        "gain.described": _("%(by)s wrote what the parties want to gain: %(kind)s."),
        "gains.told": _("%(by)s told what came of it."),
        "closing.prepared": _("%(by)s wrote how the project ends: %(outcome)s."),
        "template.made": _("%(by)s made a template that others can start from."),
    },
)
