"""What the history says about solutions, cards, tries and recommendations."""

from django.utils.translation import gettext_lazy as _

from projects.enums import Card, ContributionKind, ProbeEnding
from projects.sentences import day, label_of
from samskabelse.history.sentences import register, register_values

register(
    {
        "solution.proposed": _("proposed the solution “%(title)s”"),
        "solution.proposed_wild": _("proposed the wild idea “%(title)s”"),
        "solution.changed": _("wrote version %(number)s of the solution “%(title)s”: “%(change)s”"),
        "solution.discussed": _("said something about the solution “%(title)s” (%(kind)s)"),
        "solution.rested": _("laid the solution “%(title)s” aside, because: “%(reason)s”"),
        "solution.woken": _("took the solution “%(title)s” up again"),
        "author.asked": _("asked %(who)s to stand as author of “%(title)s”"),
        "author.accepted": _("said yes to standing as author of “%(title)s”"),
        "author.declined": _("said no to standing as author of “%(title)s”"),
        "author.left": _("is no longer author of “%(title)s”"),
        "card.used": _("used the card “%(card)s”. What it changed: “%(changed)s”"),
        "card.none": _("wrote why no card of the deck is used: “%(reason)s”"),
    }
)
register(
    {
        "choice.opened": _("asked the parties whether they consent to a solution"),
        "choice.asked": _("asked the parties to choose “%(title)s”, version %(number)s"),
        "choice.made": _("chose “%(title)s”, version %(number)s, with the parties’ consent"),
        "choice.withdrawn": _("took back the question about “%(title)s”, version %(number)s"),
        "choice.consent": _("consented to “%(title)s”, version %(number)s"),
        "choice.stand_aside": _("stood aside from “%(title)s”, version %(number)s"),
        "choice.objection": _("objected to “%(title)s”, version %(number)s: “%(reason)s”"),
        "choice.passed_over": _("passed over %(who)s, who had not answered after two reminders"),
        "choice.overridden": _(
            "chose “%(title)s” although not everybody was behind it, because: “%(reason)s”. "
            "Missing: %(missing)s"
        ),
        "objection.answered": _("answered the objection from %(who)s: “%(reply)s”"),
        "minority.attached": _("wrote a minority statement about “%(title)s”"),
        "recommendation.sent": _(
            "sent recommendation %(number)s about “%(title)s” to %(body)s, with answer deadline "
            "%(due)s"
        ),
    }
)
register(
    {
        "probe.planned": _("planned the try “%(title)s” and asked %(who)s to own it"),
        "probe.changed": _("changed the plan for the try “%(title)s”"),
        "probe.owned": _("said yes to owning operations in the try “%(title)s”"),
        "probe.not_owned": _("said no to owning operations in the try “%(title)s”"),
        "probe.started": _("began the try “%(title)s”"),
        "probe.stopped": _("stopped the try “%(title)s” (%(ending)s), because: “%(reason)s”"),
        "probe.learnt": _("wrote what the try “%(title)s” taught us"),
    }
)
register_values(
    {
        "card.used.card": label_of(Card),
        "solution.discussed.kind": label_of(ContributionKind, inside=True),
        "probe.stopped.ending": label_of(ProbeEnding, inside=True),
        "recommendation.sent.due": day,
        "choice.overridden.missing": lambda value: " ".join(map(str, value)),
    }
)
