"""What the history says about acts on arenas and meetings."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from arenas.enums import HatKind
from projects.enums import Card
from projects.timeline import Subject, tells
from samskabelse.history.sentences import register, register_values

register(
    {
        "arena.planned": _("wrote how the parties mean to meet"),
        "arena.made": _("made the arena “%(arena)s”"),
        "arena.changed": _("changed the arena “%(arena)s”"),
        "ground_rules.written": _("wrote version %(version)s of the ground rules for “%(arena)s”"),
        "ground_rules.accepted": _(
            "accepted version %(version)s of the ground rules for “%(arena)s”"
        ),
        "hat.asked": _("asked %(who)s to be %(hat)s in “%(arena)s”"),
        "hat.accepted": _("said yes to being %(hat)s in “%(arena)s”"),
        "hat.declined": _("said no to being %(hat)s in “%(arena)s”"),
        "hat.ended": _("is no longer %(hat)s in “%(arena)s”"),
    }
)
register(
    {
        "dates.proposed": _("proposed %(count)s dates for “%(title)s”"),
        "dates.marked": _("said which dates suit for “%(title)s”"),
        "dates.closed": _("stopped looking for a date for “%(title)s”"),
        "meeting.called": _("called the meeting “%(title)s” on %(on)s"),
        "meeting.changed": _("changed the meeting “%(title)s”"),
        "meeting.moved": _("changed time or place of “%(title)s”, because: “%(reason)s”"),
        "meeting.cancelled": _("cancelled the meeting “%(title)s”, because: “%(reason)s”"),
        "agenda.added": _("put “%(item)s” on the agenda of “%(title)s”"),
        "agenda.changed": _("changed “%(item)s” on the agenda of “%(title)s”"),
        "agenda.moved": _("moved “%(item)s” on the agenda of “%(title)s”"),
        "agenda.removed": _("took “%(item)s” off the agenda of “%(title)s”"),
        "material.added": _("added the material “%(item)s” to “%(title)s”"),
        "material.removed": _("removed the material “%(item)s” from “%(title)s”"),
    }
)
register(
    {
        "room.opened": _("opened the room for “%(title)s”"),
        "room.closed": _("closed the room for “%(title)s”"),
        "room.asked": _("asked everybody at “%(title)s” to write about “%(question)s”"),
        "room.asked_consent": _("asked the room at “%(title)s” about the proposal “%(question)s”"),
        "room.shown": _("showed the answers to “%(question)s” at “%(title)s”"),
        "room.round_ended": _("ended the round about “%(question)s” at “%(title)s”"),
        "room.card_drawn": _("drew the card “%(card)s” at “%(title)s”"),
    }
)
register(
    {
        "sign_up.seated": _("got a seat"),
        "sign_up.waiting": _("came on the waiting list"),
        "sign_up.declined": _("is not coming"),
        "sign_up.next": _("wants to hear of the next event"),
        "sign_up.lapsed": _("did not take the seat, which went to the next"),
        "feed.made": _("made a calendar address"),
        "feed.renewed": _("renewed a calendar address"),
    }
)
register(
    {
        "attendance.marked": _("said who came to “%(title)s”: %(came)s"),
        "minutes.drafted": _("wrote on the minutes of “%(title)s”"),
        "minutes.sent": _("sent the minutes of “%(title)s”, with %(decisions)s"),
        "minutes.fixed": _("fixed the minutes of “%(title)s”: the seven days are over"),
        "minutes.amended": _("corrected “%(about)s” in the minutes of “%(title)s”"),
        "amendment.accepted": _("took a correction of “%(about)s” into the minutes of “%(title)s”"),
        "amendment.beside": _(
            "let a correction of “%(about)s” stand beside the minutes of “%(title)s”"
        ),
        "decision.written": _("wrote in the draft minutes of “%(title)s”: “%(what)s”"),
        "decision.changed": _("changed a decision in the draft minutes of “%(title)s”: “%(what)s”"),
        "decision.removed": _("took out of the draft minutes of “%(title)s”: “%(what)s”"),
        "decision.made": _("wrote that “%(title)s” decided: “%(what)s”"),
    }
)
tells(
    Subject.DECISION,
    {
        "decision.made": _("“%(title)s” decided: “%(what)s”"),
        "minutes.sent": _("%(by)s sent the minutes of “%(title)s”."),
    },
)
register(
    {
        "event.drafted": _("wrote down the event “%(title)s” on %(on)s"),
        "event.published": _("published the event “%(title)s” on %(on)s"),
        "event.changed": _("changed the event “%(title)s”"),
        "event.moved": _("changed time or place of “%(title)s”, because: “%(reason)s”"),
        "event.cancelled": _("cancelled the event “%(title)s”, because: “%(reason)s”"),
        "event.attended": _("marked who was there: %(came)s"),
        "next_step.said": _("said what they will do now"),
        "next_step.begun": _("began a project with what they will do now"),
        "next_step.hidden": _("hid what somebody will do now, because: “%(reason)s”"),
    }
)


def _hat(kind: str) -> str:
    return str(HatKind(kind).label).lower()


def _people(n: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


def _decisions(n: int) -> str:
    return ngettext("%(n)s decision", "%(n)s decisions", n) % {"n": n}


def _card(card: str) -> str:
    return str(Card(card).label)


def _day(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT")


register_values(
    {f"hat.{act}.hat": _hat for act in ("asked", "accepted", "declined", "ended")}
    | {
        "meeting.called.on": _day,
        "room.card_drawn.card": _card,
        "attendance.marked.came": _people,
        "minutes.sent.decisions": _decisions,
    }
    | {"event.drafted.on": _day, "event.published.on": _day}
)
